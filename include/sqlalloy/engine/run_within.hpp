// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy/engine/result.hpp>

#include <type_traits>
#include <utility>

namespace sqlalloy::inline v0 {

#if defined(__cpp_exceptions)
/// Calls `f` with `context` (or with nothing, where it takes nothing), then commits `scope`, a transaction or a
/// savepoint; when `f` throws, the end of the scope undoes all. Gives what `f` gives.
template <class Scope, class F, class Context>
decltype(auto) run_within(Scope& scope, F& f, Context& context) {
  if constexpr (requires { f(); }) {
    auto with_context = [&f](Context&) -> decltype(auto) { return f(); };
    return run_within(scope, with_context, context);
  } else if constexpr (std::is_void_v<decltype(f(context))>) {
    f(context);
    if (scope.is_active()) scope.commit();
  } else {
    decltype(auto) value = f(context);
    if (scope.is_active()) scope.commit();
    return value;
  }
}
#endif

// Nothing for what is no function, so that an overload for functions is passed over.
template <class F, class Context>
struct given_by {};
template <class F, class Context>
  requires(
      !requires(F& f) { f(); } && requires(F& f, Context& context) { f(context); })
struct given_by<F, Context> {
  using type = decltype(std::declval<F&>()(std::declval<Context&>()));
};
template <class F, class Context>
  requires requires(F& f) { f(); }
struct given_by<F, Context> {
  using type = decltype(std::declval<F&>()());
};

/// What `try_run_within` gives: what `f` gives, or `result<>` where that is nothing.
template <class F, class Context>
using run_result_t = std::conditional_t<std::is_void_v<typename given_by<F, Context>::type>, result<>,
                                        typename given_by<F, Context>::type>;

/// The same without exceptions: `f` gives a `result` (or nothing), and all is undone where that is an error.
template <class Scope, class F, class Context>
run_result_t<F, Context> try_run_within(Scope& scope, F& f, Context& context) {
  if constexpr (requires { f(); }) {
    auto with_context = [&f](Context&) -> decltype(auto) { return f(); };
    return try_run_within(scope, with_context, context);
  } else if constexpr (std::is_void_v<decltype(f(context))>) {
    f(context);
    return scope.is_active() ? scope.try_commit() : result<>();
  } else {
    run_result_t<F, Context> done = f(context);
    if (!scope.is_active()) return done;
    result<> ended = done.has_value() ? scope.try_commit() : scope.try_rollback();
    if (done.has_value() && !ended) return std::move(ended.error());
    return done;
  }
}

}  // namespace sqlalloy::inline v0
