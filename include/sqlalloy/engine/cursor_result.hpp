// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy/engine/result_rows.hpp>
#include <sqlalloy/query/cardinality.hpp>
#include <sqlalloy/query/outputs.hpp>

#include <type_traits>
#include <utility>

namespace sqlalloy::inline v0 {

// The query and its arguments: rvalues are kept, lvalues (a reference as type) are borrowed.
template <class Query, class... Arguments>
struct held_query {
  Query held_query_;
  held_arguments<Arguments...> held_arguments_;
};

/// The rows of an executed query. It keeps what was given to `execute()` as an rvalue and borrows what was an lvalue,
/// so that `for (const User& user : db.execute(sa::select<User>()…))` is safe as it stands. It is made where it stays
/// and is never moved.
///
/// It belongs to one thread at a time. While it is open its connection may execute other statements, the same query
/// among them; the rows of `yield_per()` have the connection for themselves. When the connection is given back or
/// closed it ends.
template <class Driver, class Query, class... Arguments>
class cursor_result
    : private held_query<Query, Arguments...>,  // outlives the execution, which reads what it has
      public result_rows<Driver, view_row_t<std::remove_cvref_t<Query>>, row_t<std::remove_cvref_t<Query>>> {
  using query_type = std::remove_cvref_t<Query>;
  using base = result_rows<Driver, view_row_t<query_type>, row_t<query_type>>;

 public:
  /// Executes; what goes wrong is told in `failed`, or thrown where that is null.
  template <class How>
  cursor_result(pooled_connection<Driver>* connection, result<>* failed, How how, Query&& query,
                Arguments&&... arguments)
      : held_query<Query, Arguments...>{static_cast<Query&&>(query), {{static_cast<Arguments&&>(arguments)}...}},
        base(connection, at_most_one_row<query_type>, failed == nullptr) {
    this->execute(this->held_query_, this->held_arguments_, how);
    this->open(failed);
  }
};

}  // namespace sqlalloy::inline v0
