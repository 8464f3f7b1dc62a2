// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy/engine/driver_of.hpp>
#include <sqlalloy/engine/engine_settings.hpp>
#include <sqlalloy/engine/result.hpp>
#include <sqlalloy/engine/statement_cache.hpp>

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

namespace sqlalloy::inline v0 {

template <class Driver>
class pool;
template <class Driver>
class pooled_connection;

/// One execution whose rows can still be read; a connection knows all of those that are open.
template <class Driver>
struct execution {
  using driver_connection = typename Driver::connection;

  pooled_connection<Driver>* connection = nullptr;               ///< null: nothing more can be read
  typename statement_cache<Driver>::entry* statement = nullptr;  ///< null: raw SQL
  typename driver_connection::cursor rows{};
  execution* previous = nullptr;  ///< of those of raw SQL
  execution* next = nullptr;
  bool is_cut_off = false;  ///< ended by its connection, before all was read

  execution() = default;
  execution(const execution&) = delete;
  execution& operator=(const execution&) = delete;
  ~execution() { close(); }

  /// Says to the connection that there is something to read: the statement is lent to nobody else meanwhile.
  void begin_reading() noexcept {
    if (statement) [[likely]]
      statement->reader = this;
    else
      enlist();
    ++connection->readers;
  }

  /// Ends it. Harmless when done twice.
  void close() noexcept {
    if (!connection) return;
    connection->driver.finish(rows);
    if (statement) [[likely]] {
      connection->readers -= statement->reader != nullptr;
      connection->statements.give_back(connection->driver, statement);
    } else {
      leave();
    }
    connection = nullptr;
  }

 private:
  [[gnu::noinline]] void enlist() noexcept {
    next = connection->executions;
    if (next) next->previous = this;
    connection->executions = this;
  }
  [[gnu::noinline]] void leave() noexcept {
    if (next) next->previous = previous;
    if (previous) previous->next = next;
    if (!previous && connection->executions != this) return;  // it failed before there was anything to read
    if (!previous) connection->executions = next;
    --connection->readers;
  }
};

/// A place in a transaction to which a part of it can be undone; a connection knows all of those that are open, the
/// innermost first.
template <class Driver>
struct savepoint_mark {
  pooled_connection<Driver>* connection = nullptr;  ///< null: given up, undone, or gone with what was around it
  savepoint_mark* outer = nullptr;
  unsigned number = 0;
};

/// A connection of the pool: the driver's, its prepared statements, and the state of its transaction. Whoever has
/// checked it out uses it alone.
template <class Driver>
class pooled_connection {
 public:
  using driver_connection = typename Driver::connection;

  // What a statement has to look after before it is executed; none in steady state.
  static constexpr unsigned char must_begin = 1;  // no transaction yet
  static constexpr unsigned char watched = 2;     // a hook wants to know
  static constexpr unsigned char aborted = 4;     // the database has ended the transaction by itself
  static constexpr unsigned char detailed = 8;    // bound values are written down

  driver_connection driver{};
  statement_cache<Driver> statements;
  execution<Driver>* executions = nullptr;  ///< of raw SQL, whose rows are being read
  unsigned readers = 0;                     ///< executions whose rows are being read
  savepoint_mark<Driver>* innermost = nullptr;
  unsigned char attention = 0;
  std::string shown_parameters{};     ///< of the last execution, where they are written down
  pooled_connection* next = nullptr;  ///< in the pool

  pooled_connection(const engine_settings& settings, pool<Driver>& home)
      : statements(settings.options.query_cache_size), settings_(settings), watcher_(settings.watcher()), home_(home) {
    if (watcher_.call) attention |= watched;
    if (settings.options.show_parameters) attention |= detailed;
  }
  pooled_connection(const pooled_connection&) = delete;
  pooled_connection& operator=(const pooled_connection&) = delete;

  pool<Driver>& home() const noexcept { return home_; }

  [[gnu::noinline]] result<> open() {
    const status opened = driver_of<Driver>::open(driver, settings_.connect, settings_.driver);
    return opened.ok() ? result<>() : result<>(driver_error({}));
  }

  /// Sets how the next transactions are begun.
  [[gnu::noinline]] result<> use(isolation_level level) {
    if (level == isolation_level::database_default) level = settings_.options.isolation;
    const char* begin = begin_text(settings_.dialect, level);
    if (!begin) return make_error(failure::argument, no_such_level(settings_.dialect, level));
    level_ = level;
    begin_ = begin;
    set(must_begin, *begin_ != '\0');
    return {};
  }

  /// Whether a transaction is open (or could not be: see `aborted`).
  bool in_transaction() const noexcept { return *begin_ != '\0' && !(attention & must_begin); }

  /// Begins the transaction where there is none yet.
  [[gnu::noinline]] result<> make_ready() {
    if (attention & aborted)
      return make_error(failure::invalid_request,
                        "sqlalloy: the database has rolled the transaction back after an error; call rollback() first");
    if (!(attention & must_begin)) return {};
    result<> begun = run(begin_);
    if (begun) set(must_begin, false);
    return begun;
  }

  /// Keeps what was done. Without a transaction it does nothing.
  [[gnu::noinline]] result<> commit() {
    if (!in_transaction()) return {};
    if (has_failed())
      return make_error(failure::invalid_request,
                        "sqlalloy: commit() of a transaction in which a statement failed; call rollback()");
    result<> committed = run("COMMIT");
    if (committed || !driver.in_transaction()) transaction_is_over();
    return committed;
  }

  /// Undoes what was done. Without a transaction it does nothing.
  [[gnu::noinline]] result<> rollback() {
    if (!in_transaction()) return {};
    result<> undone;
    if (driver.in_transaction()) undone = run("ROLLBACK");
    transaction_is_over();
    return undone;
  }

  /// Sets a savepoint; begins the transaction where there is none yet. With autocommit the outermost one is a
  /// transaction of its own.
  [[gnu::noinline]] result<> set_savepoint(savepoint_mark<Driver>& mark) {
    if (result<> ready = make_ready(); !ready) return ready;
    mark.number = innermost ? innermost->number + 1 : 1;
    result<> done = is_transaction(mark) ? run(begin_text(settings_.dialect, {})) : run("SAVEPOINT ", mark);
    if (!done) return done;
    mark.connection = this;
    mark.outer = std::exchange(innermost, &mark);
    return done;
  }

  /// Gives a savepoint up and keeps what was done since.
  [[gnu::noinline]] result<> release(savepoint_mark<Driver>& mark) {
    result<> done = is_transaction(mark) ? run("COMMIT") : run("RELEASE SAVEPOINT ", mark);
    if (done) forget_savepoints(mark.number);
    return done;
  }

  /// Undoes what was done since a savepoint, and gives it up.
  [[gnu::noinline]] result<> rollback_to(savepoint_mark<Driver>& mark) {
    forget_savepoints(mark.number);
    if (is_transaction(mark)) return run("ROLLBACK");
    result<> done = run("ROLLBACK TO SAVEPOINT ", mark);
    return done ? run("RELEASE SAVEPOINT ", mark) : std::move(done);
  }

  /// Runs SQL without parameters and rows.
  [[gnu::noinline]] result<> run(const char* sql) {
    shown_parameters.clear();
    tell_before(sql);
    const status done = driver.run(sql);
    tell_after(sql, done.kind);
    return done.ok() ? result<>() : result<>(driver_error(sql));
  }

  /// Tells the hook, if there is one, that a statement is about to be executed, or has been.
  void tell_before(std::string_view sql) {
    if (!watcher_.call) return;
    watcher_.call(watcher_.context, {.sql = sql, .parameters = shown_parameters});
    if (watcher_.durations) began_ = monotonic_nanoseconds();
  }
  void tell_after(std::string_view sql, failure outcome) {
    if (!watcher_.call) return;
    const std::int64_t took = watcher_.durations ? monotonic_nanoseconds() - began_ : 0;
    watcher_.call(
        watcher_.context,
        {.finished = true, .sql = sql, .parameters = shown_parameters, .outcome = outcome, .nanoseconds = took});
  }

  /// The driver's last failure, and what it means for the transaction.
  [[gnu::cold, gnu::noinline]] error_info driver_error(std::string_view sql) {
    error_info info = driver.error();
    info.sql = sql;
    info.parameters = shown_parameters;
    if (info.kind == failure::operational || info.kind == failure::interface) is_suspect_ = true;
    has_refused_ = in_transaction();
    if (has_refused_ && !driver.in_transaction()) set(aborted, true);
    return info;
  }

  /// Makes it as good as new for the next who checks it out; false where it has to be closed.
  [[gnu::noinline]] bool reset() noexcept {
    if (readers != 0) cut_off_readers();
    if (in_transaction() && !rollback()) return false;
    if (driver.in_transaction() && !run("ROLLBACK")) return false;  // begun by hand
    forget_savepoints(0);
    set(aborted, false);
    has_refused_ = false;
    if (!driver.is_open()) return false;
    if (std::exchange(is_suspect_, false) && !driver.ping().ok()) return false;
    return true;
  }

 private:
  const engine_settings& settings_;
  const event_hook watcher_;
  pool<Driver>& home_;
  const char* begin_ = "";
  isolation_level level_ = isolation_level::database_default;
  std::int64_t began_ = 0;    // the statement that is being executed, where durations were asked for
  bool is_suspect_ = false;   // a failure may mean that the connection is lost
  bool has_refused_ = false;  // a statement of this transaction failed

  [[gnu::cold, gnu::noinline]] void cut_off_readers() noexcept {
    const auto cut_off = [](void* reader) {
      auto* cut = static_cast<execution<Driver>*>(reader);
      cut->is_cut_off = true;
      cut->close();
    };
    statements.for_each_reader(cut_off);
    while (executions) cut_off(executions);
  }

  void set(unsigned char flag, bool on) noexcept {
    attention = static_cast<unsigned char>(on ? attention | flag : attention & ~flag);
  }

  // PostgreSQL takes the COMMIT of a transaction in which a statement failed for a ROLLBACK, and says nothing. So after
  // a failure that was not undone it is asked whether it would still do something.
  bool has_failed() { return (attention & aborted) != 0 || (has_refused_ && !driver.run("SELECT 1").ok()); }

  void transaction_is_over() {
    set(must_begin, true);
    set(aborted, false);
    has_refused_ = false;
    forget_savepoints(0);
    if (const char* reset = reset_text(settings_.dialect, level_); *reset != '\0') (void)run(reset);
  }

  result<> run(const char* words, const savepoint_mark<Driver>& mark) {
    return run((words + ("sa_savepoint_" + std::to_string(mark.number))).c_str());
  }

  bool is_transaction(const savepoint_mark<Driver>& mark) const noexcept { return *begin_ == '\0' && mark.number == 1; }

  // Those with that number and above.
  void forget_savepoints(unsigned number) noexcept {
    while (innermost && innermost->number >= number) {
      innermost->connection = nullptr;
      innermost = innermost->outer;
    }
  }
};

}  // namespace sqlalloy::inline v0
