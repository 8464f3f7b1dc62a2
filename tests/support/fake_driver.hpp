// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy/dialect/postgresql.hpp>
#include <sqlalloy/dialect/sqlite.hpp>
#include <sqlalloy/driver/concept.hpp>

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

/// A driver whose database is a script in memory: a test says what each SQL text answers, and sees every call.
namespace fake {

namespace sa = sqlalloy;
using cell = std::variant<std::monostate, std::int64_t, double, std::string>;

/// What a statement does.
struct answer {
  std::vector<std::string> columns{};
  std::vector<std::vector<cell>> rows{};
  std::int64_t changed = -1;
  sa::failure failure = sa::failure::none;  ///< fails when it is executed
  std::size_t fails_at_row = SIZE_MAX;      ///< fails when this row is fetched
  bool ends_transaction = false;            ///< a failure rolls the whole transaction back
  bool is_retryable = false;                ///< a failure is because of another transaction
  bool disconnects = false;                 ///< a failure loses the connection
  bool spoils = false;                      ///< a failure leaves a transaction of which nothing can be kept
  int failures = -1;                        ///< how often it fails; -1: always
};

/// The database: shared by all connections, and what they did.
struct database {
  std::map<std::string, answer> answers{};  ///< what is not among them does nothing
  std::vector<std::string> log{};           ///< every SQL text that was run or executed, in order
  std::vector<std::string> bound{};         ///< the parameters of the last execution
  sa::connect_options options{};            ///< of the last connection
  std::int64_t last_insert_id = 0;
  sa::failure open_failure = sa::failure::none;
  sa::failure prepare_failure = sa::failure::none;
  sa::failure bind_failure = sa::failure::none;
  bool is_lost = false;                                 ///< connections do not answer a ping
  sa::failure ping_failure = sa::failure::operational;  ///< but so
  int most_open = 0;                                    ///< at the same time
  int open = 0, opened = 0, prepared = 0, executed = 0, fetched = 0, read = 0, pings = 0;
  int cancels = 0;
  int batch = 0;            ///< of the last stream
  sa::deadline deadline{};  ///< that was set last
  int statements = 0;       ///< prepared and not released
  int cursors = 0;          ///< executed and not finished
  std::mutex mutex{};

  int count(std::string_view sql) const {
    int found = 0;
    for (const std::string& one : log) found += one == sql;
    return found;
  }
};

inline std::unique_ptr<database> the_database = std::make_unique<database>();
inline database& db() { return *the_database; }

/// A test that has one of these begins with an empty database.
struct fresh_database {
  fresh_database() { the_database = std::make_unique<database>(); }
  database* operator->() const { return the_database.get(); }
};

class connection {
 public:
  struct statement {
    const sa::statement_text* text = nullptr;
    statement() = default;
    explicit operator bool() const { return text != nullptr; }
    statement(statement&& other) noexcept : text(std::exchange(other.text, nullptr)) {}
    statement& operator=(statement&& other) noexcept {
      text = std::exchange(other.text, nullptr);
      return *this;
    }
  };

  struct cursor {
    const answer* from = nullptr;
    std::size_t next = 0;
    std::int64_t changed = -1;
    bool is_open = false;

    cursor() = default;
    cursor(cursor&& other) noexcept { *this = std::move(other); }
    cursor& operator=(cursor&& other) noexcept {
      from = other.from;
      next = other.next;
      changed = other.changed;
      is_open = std::exchange(other.is_open, false);
      return *this;
    }
  };

  template <std::size_t Count>
  class parameters {
   public:
    parameters(connection& to, statement&) : to_(to), shown_(Count) {}
    sa::status bind_null(int index) { return put(index, "NULL"); }
    template <class Value>
    sa::status bind(int index, const Value& value) {
      if constexpr (std::is_arithmetic_v<Value>)
        return put(index, std::to_string(value));
      else if constexpr (std::is_same_v<Value, std::string_view>)
        return put(index, std::string(value));
      else if constexpr (std::is_same_v<Value, sa::array_view>)
        return put(index, "list of " + std::to_string(value.size));
      else
        return put(index, "other");
    }

   private:
    friend connection;
    connection& to_;
    std::vector<std::string> shown_;

    sa::status put(int index, std::string shown) {
      if (db().bind_failure != sa::failure::none) return to_.fail(db().bind_failure, "bind refused");
      shown_.at(static_cast<std::size_t>(index)) = std::move(shown);
      return {};
    }
  };

  connection() = default;
  connection(connection&& other) noexcept
      : is_open_(std::exchange(other.is_open_, false)), in_transaction_(other.in_transaction_) {}
  connection& operator=(connection&& other) noexcept {
    close();
    is_open_ = std::exchange(other.is_open_, false);
    in_transaction_ = other.in_transaction_;
    return *this;
  }
  ~connection() { close(); }

  sa::status open(const sa::connect_options& options) {
    const std::lock_guard held(db().mutex);
    if (db().open_failure != sa::failure::none) return fail(db().open_failure, "open refused");
    db().options = options;
    ++db().opened;
    ++db().open;
    if (db().open > db().most_open) db().most_open = db().open;
    is_open_ = true;
    return {};
  }
  void close() noexcept {
    const std::lock_guard held(db().mutex);
    db().open -= std::exchange(is_open_, false);
  }
  bool is_open() const { return is_open_; }
  bool in_transaction() const { return is_open_ && in_transaction_; }
  bool transaction_has_failed() const { return in_transaction() && has_failed_; }
  sa::error_info error() const { return error_; }

  void set_deadline(const sa::deadline& until) noexcept { db().deadline = until; }
  sa::status cancel() {
    const std::lock_guard held(db().mutex);
    ++db().cancels;
    return is_open_ ? sa::status{} : sa::status{sa::failure::interface};
  }

  sa::status ping() {
    const std::lock_guard held(db().mutex);
    ++db().pings;
    return db().is_lost ? fail(db().ping_failure, "no answer") : sa::status{};
  }

  sa::status prepare(statement& target, const sa::statement_text& text) {
    if (db().prepare_failure != sa::failure::none) return fail(db().prepare_failure, "prepare refused");
    const std::lock_guard held(db().mutex);
    ++db().prepared;
    ++db().statements;
    target.text = &text;
    return {};
  }
  void release(statement& target) noexcept {
    const std::lock_guard held(db().mutex);
    db().statements -= target.text != nullptr;
    target.text = nullptr;
  }

  template <std::size_t Count>
  sa::status execute(statement& prepared, parameters<Count>& given, cursor& rows) {
    ++db().executed;
    db().bound = given.shown_;
    return execute_text(prepared.text->sql, prepared.text->size, rows);
  }

  template <std::size_t Count>
  sa::status stream(statement& prepared, parameters<Count>& given, cursor& rows, int batch) {
    db().batch = batch;
    return execute(prepared, given, rows);
  }

  sa::status execute_text(const char* sql, std::size_t size, cursor& rows) {
    if (const sa::status done = run(std::string(sql, size).c_str()); !done.ok()) return done;
    static const answer nothing{};
    const auto found = db().answers.find(std::string(sql, size));
    rows.from = found == db().answers.end() ? &nothing : &found->second;
    rows.next = 0;
    rows.changed = rows.from->changed;
    rows.is_open = true;
    ++db().cursors;
    return {};
  }

  sa::status run(const char* sql) {
    const std::string text = sql;
    const std::lock_guard held(db().mutex);
    db().log.push_back(text);
    if (const auto found = db().answers.find(text); found != db().answers.end()) {
      answer& what = found->second;
      if (what.failure != sa::failure::none && what.failures != 0) {
        if (what.failures > 0) --what.failures;
        if (what.ends_transaction || what.disconnects) in_transaction_ = false;
        if (what.disconnects) db().open -= std::exchange(is_open_, false);
        if (what.spoils) has_failed_ = in_transaction_;
        const sa::status failed = fail(what.failure, "refused");
        error_.is_retryable = what.is_retryable;
        error_.is_disconnect = what.disconnects;
        return failed;
      }
    }
    if (text.ends_with("BEGIN") || text == "BEGIN IMMEDIATE" || text.starts_with("START TRANSACTION"))
      in_transaction_ = true;
    if (text == "COMMIT" || text == "ROLLBACK") in_transaction_ = has_failed_ = false;
    return {};
  }

  sa::fetch_result fetch(cursor& rows) {
    ++db().fetched;
    if (rows.next == rows.from->fails_at_row)
      return static_cast<void>(fail(sa::failure::operational, "fetch refused")), sa::fetch_result::failed;
    if (rows.next == rows.from->rows.size()) return sa::fetch_result::done;
    ++rows.next;
    return sa::fetch_result::row;
  }

  template <class Storage>
  sa::read_result read(cursor& rows, int column, Storage& out) {
    ++db().read;
    const cell& found = at(rows, column);
    if (std::holds_alternative<std::monostate>(found)) return sa::read_result::null;
    if constexpr (std::is_integral_v<Storage>) {
      if (!std::holds_alternative<std::int64_t>(found)) return sa::read_result::mismatch;
      out = static_cast<Storage>(std::get<std::int64_t>(found));
    } else if constexpr (std::is_floating_point_v<Storage>) {
      if (!std::holds_alternative<double>(found)) return sa::read_result::mismatch;
      out = static_cast<Storage>(std::get<double>(found));
    } else if constexpr (std::is_same_v<Storage, std::string_view>) {
      if (!std::holds_alternative<std::string>(found)) return sa::read_result::mismatch;
      out = std::get<std::string>(found);
    } else {
      return sa::read_result::mismatch;
    }
    return sa::read_result::value;
  }

  sa::value_view value(cursor& rows, int column) {
    const cell& found = at(rows, column);
    if (const auto* integer = std::get_if<std::int64_t>(&found)) return sa::value_view(*integer);
    if (const auto* real = std::get_if<double>(&found)) return sa::value_view(*real);
    if (const auto* text = std::get_if<std::string>(&found)) return sa::value_view(std::string_view(*text));
    return {};
  }
  int column_count(const cursor& rows) const { return rows.from ? static_cast<int>(rows.from->columns.size()) : 0; }
  std::string_view column_name(const cursor& rows, int column) const {
    const auto index = static_cast<std::size_t>(column);
    return index < rows.from->columns.size() ? std::string_view(rows.from->columns[index]) : std::string_view();
  }

  void finish(cursor& rows) noexcept { db().cursors -= std::exchange(rows.is_open, false); }
  std::int64_t rows_changed(const cursor& rows) const { return rows.changed; }
  std::int64_t last_insert_id() const { return db().last_insert_id; }

 private:
  bool is_open_ = false;
  bool in_transaction_ = false;
  bool has_failed_ = false;  // the transaction
  sa::error_info error_{};

  sa::status fail(sa::failure kind, const char* message) {
    error_ = {};
    error_.kind = kind;
    error_.code = 77;
    error_.sqlstate = "FAKE1";
    error_.message = message;
    error_.constraint = kind == sa::failure::integrity ? "users.email" : "";
    return {kind};
  }

  static const cell& at(const cursor& rows, int column) {
    return rows.from->rows.at(rows.next - 1).at(static_cast<std::size_t>(column));
  }
};

/// `sqlite+fake://`
struct sqlite {
  using dialect = sa::sqlite::dialect;
  using connection = fake::connection;
  static constexpr std::string_view dialect_name = "sqlite";
  static constexpr std::string_view name = "fake";
  static constexpr bool is_default = false;
};

/// `postgresql+fake://`
struct postgresql {
  using dialect = sa::postgresql::dialect;
  using connection = fake::connection;
  static constexpr std::string_view dialect_name = "postgresql";
  static constexpr std::string_view name = "fake";
  static constexpr bool is_default = false;
};

static_assert(sa::driver<sqlite> && sa::driver<postgresql>);

}  // namespace fake
