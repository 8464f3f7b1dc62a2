// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy/driver/deadline.hpp>
#include <sqlalloy/driver/first_word.hpp>
#include <sqlalloy/driver/mutex.hpp>
#include <sqlalloy/engine/driver_of.hpp>
#include <sqlalloy/engine/engine_settings.hpp>
#include <sqlalloy/engine/execution.hpp>
#include <sqlalloy/engine/pool/pool_limits.hpp>
#include <sqlalloy/engine/result.hpp>
#include <sqlalloy/engine/savepoint_mark.hpp>
#include <sqlalloy/engine/statement_cache.hpp>
#include <sqlalloy/engine/transaction_text.hpp>
#include <sqlalloy/engine/watched_connection.hpp>

#include <string>
#include <string_view>
#include <utility>

namespace sqlalloy::inline v0 {

template <class Driver>
class pool;

/// A connection of the pool: the driver's, its prepared statements, and the state of its transaction. Whoever has
/// checked it out uses it alone.
template <class Driver>
class pooled_connection : public watched_connection {
 public:
  using driver_connection = typename Driver::connection;

  driver_connection driver{};
  statement_cache<Driver> statements;
  execution<Driver>* executions = nullptr;  ///< of raw SQL, whose rows are being read
  unsigned readers = 0;                     ///< executions whose rows are being read
  savepoint_mark<Driver>* innermost = nullptr;
  unsigned kept = 0;  ///< how often something was, or may have been, committed

  pooled_connection(const engine_settings& settings, pool<Driver>& home)
      : watched_connection(settings), statements(settings.options.query_cache_size), home_(home) {
    begin_as({.isolation = settings.options.isolation});
    set(must_begin, !begin_.empty());
  }

  pool<Driver>& home() const noexcept { return home_; }

  [[gnu::noinline]] result<> open() {
    is_lost_ = is_suspect_ = false;
    const status opened = driver_of<Driver>::open(driver, settings_.connect, settings_.driver);
    result<> done = opened.ok() ? greet() : result<>(driver_error({}));
    tell(connection_event_kind::connect, done);
    return done;
  }

  /// Closes it and opens it anew, while nobody cancels anything of it.
  result<> open_again() {
    const mutex_lock held(replacing_);
    close();
    return open();
  }

  /// Closes it, and its statements with it.
  [[gnu::noinline]] void close() noexcept {
    driver.close();  // first: an open one would ask its server to forget each of them
    statements.clear(driver);
    tell(connection_event_kind::close);
  }

  /// Sets how the next transactions are begun.
  [[gnu::noinline]] result<> use(transaction_mode mode) {
    if (mode.isolation == isolation_level::database_default) mode.isolation = settings_.options.isolation;
    if (mode != mode_) [[unlikely]] {
      const auto has = transaction_text<Driver>::has(settings_.driver);
      if (!has(mode)) return make_error(failure::argument, no_such_mode(settings_.dialect, mode, has));
      begin_as(mode);
    }
    set(must_begin, !begin_.empty());
    return {};
  }

  /// Whoever gets it now has not used it yet; nothing is waited for past this time.
  void hand_out(const deadline& until) noexcept {
    is_untouched_ = true;
    keep(until);
  }

  /// From now on nothing is waited for past this time.
  void keep(const deadline& until) noexcept {
    if (until != deadline_) [[unlikely]]
      limit(until);
  }

  /// Whether a transaction is open (or could not be: see `aborted`).
  bool in_transaction() const noexcept { return !begin_.empty() && !(attention & must_begin); }

  /// Whether each statement is kept by itself.
  bool keeps_each() const noexcept { return begin_.empty() && !innermost; }

  /// Whether the connection is known to be lost.
  bool is_lost() const noexcept { return is_lost_; }

  /// Whether its deadline has passed, so that nothing is sent any more.
  bool is_late() const noexcept { return (attention & timed) && deadline_.has_passed(); }

  /// Asks the database whether it is still there. One that does not answer in time says nothing of the others.
  [[gnu::noinline]] bool answers() noexcept {
    const status answered = driver.ping();
    if (!answered.ok() && answered.kind != failure::timeout) is_lost_ = true;
    return answered.ok();
  }

  /// Begins the transaction where there is none yet.
  [[gnu::noinline]] result<> make_ready() {
    if (attention & of_parent) return refuse_after_fork();
    if (attention & aborted)
      return make_error(
          failure::invalid_request,
          "sqlalloy: the database has ended the transaction when a statement failed; call rollback() first");
    if (result<> usable = is_usable(); !usable) return usable;
    if (!(attention & must_begin)) return {};
    result<> begun = run(begin_.c_str());
    // One that broke while it was idle has lost nothing: another is as good.
    if (!begun && is_lost_ && is_untouched_) {
      if (result<> opened = home_.reopen(*this); !opened) return opened;
      begun = run(begin_.c_str());
    }
    is_untouched_ = false;
    if (begun) set(must_begin, false);
    tell(connection_event_kind::begin, begun);
    return begun;
  }

  /// Keeps what was done. Without a transaction it does nothing.
  [[gnu::noinline]] result<> commit() {
    if (!in_transaction()) return {};
    if (has_failed()) return refuse_failed();
    if (result<> usable = is_usable(); !usable) return usable;
    result<> committed = run_commit();
    if (committed || !driver.in_transaction()) transaction_is_over();
    return committed;
  }

  /// Undoes what was done. Without a transaction it does nothing.
  [[gnu::noinline]] result<> rollback() {
    if (!in_transaction()) return {};
    if (attention & streaming) return refuse_while_streaming();
    const time_to_undo graced(*this);
    result<> undone;
    if (driver.in_transaction()) undone = run("ROLLBACK");
    tell(connection_event_kind::rollback, undone);
    transaction_is_over();
    return undone;
  }

  /// Sets a savepoint; begins the transaction where there is none yet. With autocommit the outermost one is a
  /// transaction of its own.
  [[gnu::noinline]] result<> set_savepoint(savepoint_mark<Driver>& mark) {
    if (result<> ready = make_ready(); !ready) return ready;
    mark.number = innermost ? innermost->number + 1 : 1;
    result<> done = is_transaction(mark) ? run(transaction_text<Driver>::begin(settings_.driver, {}).c_str())
                                         : run("SAVEPOINT ", mark);
    if (!done) return done;
    mark.connection = this;
    mark.outer = std::exchange(innermost, &mark);
    return done;
  }

  /// Gives a savepoint up and keeps what was done since.
  [[gnu::noinline]] result<> release(savepoint_mark<Driver>& mark) {
    if (attention & streaming) return refuse_while_streaming();
    if (is_transaction(mark) && has_failed()) return refuse_failed();
    result<> done = is_transaction(mark) ? run_commit() : run("RELEASE SAVEPOINT ", mark);
    if (done) forget_savepoints(mark.number);
    return done;
  }

  /// Undoes what was done since a savepoint, and gives it up. Rows that are being streamed end with it.
  [[gnu::noinline]] result<> rollback_to(savepoint_mark<Driver>& mark) {
    if (attention & streaming) cut_off_readers();
    const time_to_undo graced(*this);
    forget_savepoints(mark.number);
    if (is_transaction(mark)) {
      set(aborted, false);
      return driver.in_transaction() ? run("ROLLBACK") : result<>();
    }
    const std::string name = name_of(mark);
    return run(("ROLLBACK TO SAVEPOINT " + name + "; RELEASE SAVEPOINT " + name).c_str());  // one round trip
  }

  /// Stops what another thread executes with it.
  [[gnu::noinline]] result<> cancel() {
    if (home_.is_of_parent()) return refuse_after_fork();  // `attention` belongs to the other thread
    const mutex_lock held(replacing_);
    if (driver.cancel().ok()) return {};
    return make_error(failure::operational, "sqlalloy: the database could not be asked to stop the statement");
  }

  /// After SQL that may have ended the transaction, as DDL does on MySQL and MariaDB: the next statement begins
  /// another.
  void look_for_transaction() {
    if ((!in_transaction() && !innermost) || driver.in_transaction()) return;
    ++kept;
    transaction_is_over();
  }

  /// Runs SQL without parameters and rows.
  [[gnu::noinline]] result<> run(const char* sql) {
    if (attention & of_parent) return refuse_after_fork();
    shown_parameters.clear();
    tell_before(sql);
    const status done = driver.run(sql);
    tell_after(sql, done.kind);
    return done.ok() ? result<>() : result<>(driver_error(sql));
  }

  /// The driver's last failure, and what it means for the transaction.
  [[gnu::cold, gnu::noinline]] error_info driver_error(std::string_view sql) {
    error_info info = driver.error();
    info.sql = sql;
    info.parameters = shown_parameters;
    if (info.kind == failure::operational || info.kind == failure::interface) is_suspect_ = true;
    // One that was closed because its time was over says nothing of the others.
    if (info.is_disconnect && info.kind != failure::timeout) is_lost_ = true;
    if ((in_transaction() || innermost) && !driver.in_transaction()) {
      set(aborted, true);
      if (may_commit(sql)) ++kept;
    }
    tell(connection_event_kind::error, &info);
    return info;
  }

  /// Makes it as good as new for the next who checks it out; false where it has to be closed.
  [[gnu::noinline]] bool reset() noexcept {
    const time_to_undo graced(*this);
    if (readers != 0) cut_off_readers();
    bool is_undone = !in_transaction() || rollback();
    if (settings_.options.pool_reset_on_return == reset_on_return::rollback && is_undone && driver.in_transaction())
      is_undone = run("ROLLBACK").has_value();  // begun by hand
    forget_savepoints(0);
    set(aborted, false);
    const bool is_asked = std::exchange(is_suspect_, false) && !is_lost_ && driver.is_open();
    return (!is_asked || answers()) && is_undone && !is_lost_ && driver.is_open();
  }

 private:
  pool<Driver>& home_;
  transaction_mode mode_{};
  std::string begin_{};  // what begins its transactions; with autocommit nothing
  std::string after_{};  // what takes back what that changed for the whole connection; mostly nothing
  deadline deadline_{};
  mutex replacing_{};          // held by who cancels, and by who opens it anew
  bool is_lost_ = false;       // it broke
  bool is_suspect_ = false;    // a failure may mean that the connection is lost
  bool is_untouched_ = false;  // no transaction has begun since it was handed out

  // What is to be undone may take a second, although its time is over.
  class time_to_undo {
   public:
    explicit time_to_undo(pooled_connection& of) noexcept : of_(of), asked_(of.deadline_) {
      if (!(of.attention & timed)) return;
      const deadline least = deadline::in(1);
      if (asked_.nanoseconds() < least.nanoseconds()) of_.limit(least);
    }
    time_to_undo(const time_to_undo&) = delete;
    time_to_undo& operator=(const time_to_undo&) = delete;
    ~time_to_undo() { of_.keep(asked_); }

   private:
    pooled_connection& of_;
    const deadline asked_;
  };

  [[gnu::cold]] static error_info refuse_failed() {
    return make_error(
        failure::invalid_request,
        "sqlalloy: commit() of a transaction that a failure has spoilt, or that was ended by hand; call rollback()");
  }

  [[gnu::cold, gnu::noinline]] void limit(const deadline& until) noexcept {
    deadline_ = until;
    driver.set_deadline(until);
    set(timed, until.is_set());
  }

  [[gnu::cold]] static error_info refuse_while_streaming() {
    return make_error(
        failure::invalid_request,
        "sqlalloy: the rows of yield_per() are being read; read all of them or close() the result before the "
        "connection does something else");
  }

  // Whether something can be sent now.
  result<> is_usable() const {
    if (attention & streaming) return refuse_while_streaming();
    if (is_late())
      return make_error(failure::timeout, "sqlalloy: the deadline has passed; nothing was sent to the database");
    return {};
  }

  // Calls what the engine was given for new connections; what it refuses, or for which it throws, is closed.
  result<> greet() {
    closed_unless_greeted place{driver};
    const status greeted = home_.on_connect().call(driver);
    place.is_greeted = greeted.ok();
    if (greeted.ok()) return {};
    error_info info = driver_error({});
    if (info.kind != greeted.kind)  // the refusal is not the driver's
      info = make_error(greeted.kind, "sqlalloy: the function given to on_connect() has refused the connection");
    return info;
  }
  struct closed_unless_greeted {
    driver_connection& opened;
    bool is_greeted = false;

    ~closed_unless_greeted() {
      if (!is_greeted) opened.close();
    }
  };

  [[gnu::cold, gnu::noinline]] void cut_off_readers() noexcept {
    const auto cut_off = [](void* reader) {
      auto* cut = static_cast<execution<Driver>*>(reader);
      cut->is_cut_off = true;
      cut->close();
    };
    statements.for_each_reader(cut_off);
    while (executions) cut_off(executions);
  }

  void begin_as(const transaction_mode& mode) {
    mode_ = mode;
    begin_ = transaction_text<Driver>::begin(settings_.driver, mode);
    after_ = transaction_text<Driver>::after(settings_.driver, mode);
  }

  result<> run_commit() {
    const unsigned before = kept;
    result<> done = run("COMMIT");
    kept = before + (done ? 1 : 0);
    if (!done && done.error().is_disconnect) {
      error_info& info = done.error();
      info.kind = failure::in_doubt;
      info.message.insert(0, "sqlalloy: the connection was lost during COMMIT, which may have been done or not: ");
    }
    tell(connection_event_kind::commit, done);
    return done;
  }

  // PostgreSQL takes the COMMIT of a transaction in which a statement failed for a ROLLBACK, and says nothing; others
  // may have undone all, and told the driver alone.
  bool has_failed() const {
    return (attention & aborted) != 0 || driver.transaction_has_failed() || !driver.in_transaction();
  }

  void transaction_is_over() {
    set(must_begin, !begin_.empty());
    set(aborted, false);
    forget_savepoints(0);
    if (!after_.empty()) (void)run(after_.c_str());
  }

  result<> run(const char* words, const savepoint_mark<Driver>& mark) { return run((words + name_of(mark)).c_str()); }

  static std::string name_of(const savepoint_mark<Driver>& mark) {
    return "sa_savepoint_" + std::to_string(mark.number);
  }

  bool is_transaction(const savepoint_mark<Driver>& mark) const noexcept { return begin_.empty() && mark.number == 1; }

  // Those with that number and above.
  void forget_savepoints(unsigned number) noexcept {
    while (innermost && innermost->number >= number) {
      innermost->connection = nullptr;
      innermost = innermost->outer;
    }
  }
};

}  // namespace sqlalloy::inline v0
