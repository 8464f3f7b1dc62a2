// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy/engine/driver_of.hpp>
#include <sqlalloy/engine/engine_options.hpp>
#include <sqlalloy/engine/pool.hpp>
#include <sqlalloy/engine/run_options.hpp>
#include <sqlalloy/engine/run_within.hpp>
#include <sqlalloy/engine/transaction.hpp>
#include <sqlalloy/engine/transaction_text.hpp>
#include <sqlalloy/engine/url.hpp>

#include <concepts>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

namespace sqlalloy::inline v0 {

/// Where connections to one database come from. It is shared between threads: any of them may call any member but the
/// destructor. It must not be destroyed while another thread waits for a connection; connections that are still in use
/// live on until they are given back.
template <class Driver>
class engine {
 public:
  using driver_type = Driver;

  engine(engine_settings settings, std::string url)
      : pool_(pool<Driver>::make(std::move(settings))), url_(std::move(url)) {}
  engine(engine&& other) noexcept : pool_(std::exchange(other.pool_, nullptr)), url_(std::move(other.url_)) {}
  engine& operator=(engine&& other) noexcept {
    std::swap(pool_, other.pool_);
    std::swap(url_, other.url_);
    return *this;
  }
  ~engine() {
    if (pool_) pool_->retire();
  }

  /// The URL, with `***` for a password.
  const std::string& url() const noexcept { return url_; }

  /// The name of the dialect that the URL chose.
  std::string_view dialect_name() const noexcept { return pool_ ? pool_->settings().dialect : std::string_view(); }

  /// Calls `f(connection)` with the driver's own connection for each new connection, right after it was opened and
  /// before it is handed out: for functions, settings of the session, LISTEN. It returns a `status`; where that is a
  /// failure the connection is closed, and whoever asked for it gets the error. Several are called in order.
  ///
  /// `f` is a function pointer or a lambda without captures, which may be called by several threads at once. Give it
  /// before the engine is shared between threads; connections that are open already are not concerned. With several
  /// drivers it gets an `any_connection`, whose `get_if` tells which it is.
  void on_connect(status (*f)(typename Driver::connection& connection)) {
    if (pool_) pool_->on_connect().add(f);
  }

  /// The same with a context, which must live as long as connections are opened: `f(context, connection)`.
  void on_connect(status (*f)(void* context, typename Driver::connection& connection), void* context) {
    if (pool_) pool_->on_connect().add(f, context);
  }

  /// Closes the connections that nobody uses now, and the others when they are given back. The engine goes on with new
  /// ones.
  void dispose() noexcept {
    if (pool_) pool_->dispose();
  }

  /// What the pool holds now, and what it has done.
  sqlalloy::pool_status pool_status() noexcept { return pool_ ? pool_->status() : sqlalloy::pool_status{}; }

  /// The twin of `connect()`.
  result<connection<Driver>> try_connect(begin_options options = {}) { return check_out<connection<Driver>>(options); }

  /// The twin of `begin()`.
  result<transaction<Driver>> try_begin(begin_options options = {}) { return check_out<transaction<Driver>>(options); }

  /// The twin of `begin(f)`: `f` returns a `result` (or nothing), and all is undone where that is an error.
  template <class F>
    requires(!std::same_as<F, begin_options>)
  run_result_t<F, transaction<Driver>> try_begin(F f) {
    return try_begin(begin_options{}, std::move(f));
  }
  template <class F>
  run_result_t<F, transaction<Driver>> try_begin(begin_options options, F f) {
    result<transaction<Driver>> begun = try_begin(options);
    if (!begun) return std::move(begun.error());
    return try_run_within(*begun, f, *begun);
  }

  /// The twin of `run(f)`: `f` returns a `result` (or nothing), and its error decides whether it is run again.
  template <class F>
    requires(!std::same_as<F, run_options>)
  run_result_t<F, transaction<Driver>> try_run(F f) {
    return try_run(run_options{}, std::move(f));
  }
  template <class F>
  run_result_t<F, transaction<Driver>> try_run(run_options options, F f) {
    for (attempts all(options);; all.pause()) {
      result<transaction<Driver>> begun = begin_attempt(options);
      if (!begun) return std::move(begun.error());
      auto done = try_run_within(*begun, f, *begun);
      if (done.has_value() || begun->may_have_committed() || !all.may_try_again(done.error())) return done;
    }
  }

#if defined(__cpp_exceptions)
  /// A connection, in which transactions begin by themselves. What it has not committed when it goes out of scope is
  /// rolled back. Where the pool is exhausted it waits `pool_timeout` seconds, then throws a timeout_error.
  connection<Driver> connect(begin_options options = {}) { return try_connect(options).value_or_throw(); }

  /// A transaction, which is rolled back when it goes out of scope unless its `commit()` was called.
  transaction<Driver> begin(begin_options options = {}) { return try_begin(options).value_or_throw(); }

  /// Runs `f` in a transaction, which is committed when `f` returns and rolled back when it throws:
  /// `engine.begin([](auto& db) { db.execute(…); })`. Gives what `f` gives.
  template <class F>
    requires(!std::same_as<F, begin_options>)
  decltype(auto) begin(F f) {
    transaction<Driver> begun = begin();
    return run_within(begun, f, begun);
  }
  template <class F>
  decltype(auto) begin(begin_options options, F f) {
    transaction<Driver> begun = begin(options);
    return run_within(begun, f, begun);
  }

  /// Runs `f` in a transaction like `begin(f)`, and again in a new one where another transaction was in its way (a
  /// serialization failure, a deadlock, a busy database) or the connection was lost before COMMIT: `f` must do nothing
  /// that may not be done twice outside of the transaction. A connection that was lost during COMMIT is an
  /// in_doubt_error and is never tried again, nor is a connection that could not be had, nor `f` once it has committed
  /// something itself. Autocommit, where nothing is undone, is an argument_error.
  template <class F>
    requires(!std::same_as<F, run_options>)
  decltype(auto) run(F f) {
    return run(run_options{}, std::move(f));
  }
  template <class F>
  auto run(run_options options, F f) -> typename given_by<F, transaction<Driver>>::type {
    for (attempts all(options);; all.pause()) {
      transaction<Driver> begun = begin_attempt(options).value_or_throw();
      try {
        return run_within(begun, f, begun);
      } catch (const error& failed) {
        if (begun.may_have_committed() || !all.may_try_again(failed.info())) throw;
      }
    }
  }
#endif

 private:
  pool<Driver>* pool_;
  std::string url_;

  result<transaction<Driver>> begin_attempt(const run_options& options) {
    const bool asks = options.isolation != isolation_level::database_default;
    if (pool_ && (asks ? options.isolation : pool_->settings().options.isolation) == isolation_level::autocommit)
      return make_error(
          failure::argument,
          "sqlalloy: run() with autocommit could not undo what an attempt that failed has done; use begin()");
    return try_begin(options.begin());
  }

  template <class Handle>
  result<Handle> check_out(begin_options options) {
    if (!pool_) return make_error(failure::invalid_request, "sqlalloy: the engine was moved from");
    result<pooled_connection<Driver>*> found = pool_->check_out(options.deadline);
    if (!found) return std::move(found.error());
    Handle handle(*found);
    if (result<> used = (*found)->use(options.mode()); !used) return std::move(used.error());
    return handle;
  }
};

template <class... Drivers>
struct engine_for {
  using type = engine<any_of<Drivers...>>;
};
template <class Driver>
struct engine_for<Driver> {
  using type = engine<Driver>;
};

// What an engine was made for, for the sentence that says so: "sqlite+sqlite3 and postgresql+libpq".
template <class Drivers>
std::string drivers_in_words() {
  std::string words;
  for (std::size_t number = 0; number != Drivers::size; ++number) {
    if (number != 0) words += number + 1 == Drivers::size ? " and " : ", ";
    ((words += Drivers::dialect_name(number)) += '+') += Drivers::name(number);
  }
  return words;
}

// Distinct for all engines of the process: the place of the counter tells apart the images that have one each.
inline std::string next_memory_name() {
  static constinit unsigned made = 0;
  const unsigned number = __atomic_add_fetch(&made, 1, __ATOMIC_RELAXED);
  return "sqlalloy-" + std::to_string(reinterpret_cast<std::uintptr_t>(&made)) + "-" + std::to_string(number);
}

/// The twin of `create_engine()`.
template <driver... Drivers>
  requires(sizeof...(Drivers) != 0)
result<typename engine_for<Drivers...>::type> try_create_engine(std::string_view text, engine_options options = {}) {
  using made = typename engine_for<Drivers...>::type;
  using drivers = driver_of<typename made::driver_type>;
  parsed_url parsed = url::parse(text);
  if (!parsed.ok()) return make_error(failure::argument, std::move(parsed.error));
  const url& from = parsed.value;
  engine_settings settings;
  settings.driver = drivers::find(from.dialect, from.driver);
  if (settings.driver == drivers::size)
    return make_error(failure::argument, "sqlalloy: the URL says " + from.dialect +
                                             (from.driver.empty() ? "" : "+" + from.driver) +
                                             ", but the engine was made for " + drivers_in_words<drivers>());
  settings.dialect = drivers::dialect_name(settings.driver);
  const auto has = transaction_text<typename made::driver_type>::has(settings.driver);
  if (const transaction_mode mode{.isolation = options.isolation}; !has(mode))
    return make_error(failure::argument, no_such_mode(settings.dialect, mode, has));
  settings.options = options;
  std::string shown = from.render();
  settings.connect = std::move(parsed.value.options);
  settings.connect.memory_name = next_memory_name();
  return made(std::move(settings), std::move(shown));
}

#if defined(__cpp_exceptions)
/// An engine for the database that a URL names: `sa::create_engine<sa::sqlite::sqlite3>("sqlite:///shop.db")`. With
/// several drivers the URL chooses among them; `postgresql://` alone stands for the default driver of its dialect.
///
/// It connects when a connection is first asked for. A URL that cannot be meant, and one whose driver the engine was
/// not made for, is an argument_error.
template <driver... Drivers>
  requires(sizeof...(Drivers) != 0)
typename engine_for<Drivers...>::type create_engine(std::string_view url, engine_options options = {}) {
  return try_create_engine<Drivers...>(url, options).value_or_throw();
}
#endif

}  // namespace sqlalloy::inline v0
