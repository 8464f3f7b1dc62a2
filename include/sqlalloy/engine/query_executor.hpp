// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy/engine/arguments.hpp>
#include <sqlalloy/engine/cursor_result.hpp>
#include <sqlalloy/engine/fetching.hpp>
#include <sqlalloy/engine/modify.hpp>

#include <type_traits>
#include <utility>

namespace sqlalloy::inline v0 {

/// What `execute()` takes first.
template <class Query>
concept executable = statement<std::remove_cvref_t<Query>>;

/// What executes queries, and how their rows come. It belongs to one thread at a time.
///
/// `execute` has a twin, `try_execute`, which throws nothing and returns a `result`; without exceptions only the twin
/// exists.
template <class Driver, class How>
class query_executor {
 public:
  using driver_type = Driver;

  explicit query_executor(pooled_connection<Driver>* connection, How how = {}) noexcept
      : connection_(connection), how_(how) {}
  query_executor(const query_executor&) = delete;
  query_executor& operator=(const query_executor&) = delete;

  /// The twin of `execute()`.
  template <executable Query, class... Arguments>
  auto try_execute(Query&& query, Arguments&&... arguments) {
    using query_type = std::remove_cvref_t<Query>;
    using check = argument_check<query_type, Arguments...>;
    static_assert(rules::arguments_are_named<Arguments...>,
                  "sqlalloy: execute() is given a value without a name; say \"name\"_p = value, or pass one struct");
    static_assert(rules::parameter_is_given<typename check::missing>,
                  "sqlalloy: execute() has a parameter without a value; pass \"name\"_p = value");
    static_assert(rules::parameter_is_known<typename check::unknown>,
                  "sqlalloy: execute() is given a value for which the statement has no parameter; leave it out");
    static_assert(rules::argument_fits_parameter<typename check::misfit>,
                  "sqlalloy: execute() is given a value of a type that its parameter does not take; convert it first");
    static_assert(rules::range_gives_no_rows<query_type>,
                  "sqlalloy: execute() inserts a range with returning(); insert its structs one by one");
    query_type::template check<typename dialect_for_rules<Driver>::type>();
    if constexpr (returns_rows<query_type>) {
      using rows = cursor_result<Driver, Query, Arguments...>;
      return result<rows>(std::in_place, [&](result<>& failed) {
        return rows(connection_, &failed, how_, static_cast<Query&&>(query), static_cast<Arguments&&>(arguments)...);
      });
    } else {
      return result<dml_result_of<query_type>>(std::in_place, [&](result<>& failed) {
        return modify(connection_, &failed, query, held_arguments<Arguments&...>{{arguments}...});
      });
    }
  }

#if defined(__cpp_exceptions)
  /// Executes a statement. A value for each of its parameters is passed as `"x"_p = value`, or all of them as one
  /// struct with fields of those names.
  ///
  /// A statement with rows gives a `cursor_result`, which keeps the rvalues among what was passed and borrows the
  /// lvalues. One without gives a `dml_result`. The structs of a range are inserted all or none.
  template <executable Query, class... Arguments>
  auto execute(Query&& query, Arguments&&... arguments) {
    using query_type = std::remove_cvref_t<Query>;
    using check = argument_check<query_type, Arguments...>;
    static_assert(rules::arguments_are_named<Arguments...>,
                  "sqlalloy: execute() is given a value without a name; say \"name\"_p = value, or pass one struct");
    static_assert(rules::parameter_is_given<typename check::missing>,
                  "sqlalloy: execute() has a parameter without a value; pass \"name\"_p = value");
    static_assert(rules::parameter_is_known<typename check::unknown>,
                  "sqlalloy: execute() is given a value for which the statement has no parameter; leave it out");
    static_assert(rules::argument_fits_parameter<typename check::misfit>,
                  "sqlalloy: execute() is given a value of a type that its parameter does not take; convert it first");
    static_assert(rules::range_gives_no_rows<query_type>,
                  "sqlalloy: execute() inserts a range with returning(); insert its structs one by one");
    query_type::template check<typename dialect_for_rules<Driver>::type>();
    if constexpr (returns_rows<query_type>) {
      return cursor_result<Driver, Query, Arguments...>(connection_, nullptr, how_, static_cast<Query&&>(query),
                                                        static_cast<Arguments&&>(arguments)...);
    } else {
      return modify(connection_, nullptr, query, held_arguments<Arguments&...>{{arguments}...});
    }
  }
#endif

 protected:
  query_executor() = default;
  query_executor(query_executor&& other) noexcept
      : connection_(std::exchange(other.connection_, nullptr)), how_(other.how_) {}
  ~query_executor() = default;

  pooled_connection<Driver>* connection_ = nullptr;  // null: there is nothing to execute with

 private:
  [[no_unique_address]] How how_{};
};

/// Executes queries whose rows come while they are read: what `yield_per()` gives.
template <class Driver>
class streaming_executor : public query_executor<Driver, rows_in_batches> {
 public:
  using query_executor<Driver, rows_in_batches>::query_executor;
  ~streaming_executor() = default;
};

}  // namespace sqlalloy::inline v0
