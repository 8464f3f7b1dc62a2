// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy/driver/sqlite3/connection.hpp>
#include <sqlalloy/driver/sqlite3/function_call.hpp>
#include <sqlalloy/meta/fixed_string.hpp>

#include <cstddef>
#include <type_traits>
#include <utility>

#include <sqlite3.h>

namespace sqlalloy::inline v0::sqlite {

struct function_options {
  bool deterministic = false;  ///< the same arguments give the same result: it may stand in an index
  bool direct_only = false;    ///< not within views, triggers and the schema, which somebody else may have written
};

template <class F, class List>
inline constexpr bool takes_sql_values = false;
template <class F, sql_value... Arguments>
inline constexpr bool takes_sql_values<F, type_list<Arguments...>> = std::is_invocable_v<F, Arguments&&...>;

/// A function that SQL can call: every argument has a codec (or is `std::optional` of what has), and so has the result.
template <class F>
concept scalar_function = meta::has_call_signature<F> && function_value<typename meta::call_signature_of<F>::result> &&
                          takes_sql_values<F&, typename meta::call_signature_of<F>::arguments>;

/// The state of an aggregate over one group: a struct with `step(…)`, called with each row, and `finalize()`, which
/// gives the result.
template <class State>
concept aggregate_function = std::is_default_constructible_v<State> && requires(State& state) {
  { state.finalize() };
  requires function_value<decltype(state.finalize())>;
  requires meta::has_call_signature<decltype(&State::step)>;
  requires std::is_void_v<typename meta::call_signature_of<decltype(&State::step)>::result> ||
               outcome<typename meta::call_signature_of<decltype(&State::step)>::result>;
};

// What SQLite is given for a function: it calls these.
template <fixed_string Name, class F>
struct scalar_callbacks {
  using signature = meta::call_signature_of<F>;

  static void call(::sqlite3_context* context, int, ::sqlite3_value** values) noexcept {
    const function_call made(context, Name.view());
    F& f = *static_cast<F*>(::sqlite3_user_data(context));
    made.guard([&] {
      const auto run = [&](auto&&... arguments) {
        if constexpr (std::is_void_v<typename signature::result>)
          f(std::move(arguments)...);
        else
          made.give(f(std::move(arguments)...));
      };
      made.apply(
          typename signature::arguments{}, run, [&] { made.give_null(); }, values);
    });
  }
  static void destroy(void* f) noexcept { delete static_cast<F*>(f); }
};

template <fixed_string Name, class State>
struct aggregate_callbacks {
  using signature = meta::call_signature_of<decltype(&State::step)>;

  static void step(::sqlite3_context* context, int, ::sqlite3_value** values) noexcept {
    const function_call made(context, Name.view());
    made.guard([&] {
      auto** const state = static_cast<State**>(::sqlite3_aggregate_context(context, sizeof(State*)));
      if (!state) return ::sqlite3_result_error_nomem(context);
      if (!*state) *state = new State();
      const auto run = [&](auto&&... arguments) {
        if constexpr (std::is_void_v<typename signature::result>)
          (*state)->step(std::move(arguments)...);
        else if (const auto done = (*state)->step(std::move(arguments)...); !done.has_value())
          made.give(done);
      };
      made.apply(
          typename signature::arguments{}, run, [] {}, values);
    });
  }

  // Called as well where the statement ends before its time.
  static void finalize(::sqlite3_context* context) noexcept {
    const function_call made(context, Name.view());
    auto** const kept = static_cast<State**>(::sqlite3_aggregate_context(context, 0));
    State* const state = kept ? std::exchange(*kept, nullptr) : nullptr;
    made.guard([&] {
      if (state)
        give(made, *state);
      else
        give_of_none(made);
    });
    delete state;
  }

 private:
  static void give_of_none(const function_call& made) {
    State none{};
    give(made, none);
  }
  static void give(const function_call& made, State& state) {
    if constexpr (std::is_void_v<decltype(state.finalize())>)
      state.finalize();
    else
      made.give(state.finalize());
  }
};

template <class... Arguments>
constexpr int count_arguments(type_list<Arguments...>) {
  return static_cast<int>(sizeof...(Arguments));
}

constexpr int flags_of(function_options options) noexcept {
  return SQLITE_UTF8 | (options.deterministic ? SQLITE_DETERMINISTIC : 0) |
         (options.direct_only ? SQLITE_DIRECTONLY : 0);
}

/// Makes `f` a function of SQL for this connection: `create_function<"half">(db, [](double x) { return x / 2; })`. One
/// of that name and number of arguments is replaced; others of that name stay.
///
/// Where an argument is NULL and its type is no `std::optional`, the result is NULL and `f` is not called, as with
/// SQL's own functions. A value of another type fails the statement with a data error, and is never converted. So does
/// what `f` throws, or an `sa::result` with an error, with that error's kind where it is `data` or `integrity`. Text
/// and bytes may be taken as views, which are valid during the call. `f` is kept until the connection closes; it must
/// not use the connection.
template <fixed_string Name, scalar_function F>
status create_function(sqlite3_connection& db, F f, function_options options = {}) {
  if (!db.is_open()) return db.record().refuse(failure::interface, "sqlite3: the connection is closed");
  using callbacks = scalar_callbacks<Name, F>;
  const int code = ::sqlite3_create_function_v2(
      db.native_handle(), Name.chars, count_arguments(typename callbacks::signature::arguments{}), flags_of(options),
      new F(std::move(f)), callbacks::call, nullptr, nullptr, callbacks::destroy);
  return code == SQLITE_OK ? status{} : db.record().fail(db.native_handle(), code);
}

/// Makes a struct an aggregate function of SQL for this connection: `create_aggregate<"product", product>(db)`. There
/// is one State for each group; over no rows `finalize()` is called of a new one. A row in which an argument is NULL
/// and not `std::optional` is left out, as SQL's own aggregates do. Otherwise as `create_function`.
template <fixed_string Name, aggregate_function State>
status create_aggregate(sqlite3_connection& db, function_options options = {}) {
  if (!db.is_open()) return db.record().refuse(failure::interface, "sqlite3: the connection is closed");
  using callbacks = aggregate_callbacks<Name, State>;
  const int code = ::sqlite3_create_function_v2(
      db.native_handle(), Name.chars, count_arguments(typename callbacks::signature::arguments{}), flags_of(options),
      nullptr, nullptr, callbacks::step, callbacks::finalize, nullptr);
  return code == SQLITE_OK ? status{} : db.record().fail(db.native_handle(), code);
}

}  // namespace sqlalloy::inline v0::sqlite
