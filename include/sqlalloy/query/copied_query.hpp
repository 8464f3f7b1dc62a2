// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy/query/outputs.hpp>
#include <sqlalloy/query/select_query.hpp>
#include <sqlalloy/query/text.hpp>

namespace sqlalloy::inline v0 {

/// COPY (query) TO STDOUT. COPY tells no types, so the query without its rows goes before it: in one text, so that both
/// take one round trip, and no table changes in between.
template <class Query>
struct copied_query {
  using node_tag = statement_tag;
  using children = type_list<Query>;
  using rows = typename Query::rows;

  template <class Dialect>
  static constexpr void check() {
    Query::template check<Dialect>();
  }
};

template <class Query>
inline constexpr bool is_select = false;
template <class Flags, class List, class From, class Where, class Groups, class Having, class Order, class Limit,
          class Offset>
inline constexpr bool is_select<select_query<Flags, List, From, Where, Groups, Having, Order, Limit, Offset>> = true;

/// A query whose rows COPY can send: `select()`, or one by hand, which has to be a query, and ends with neither a
/// semicolon nor a comment.
template <class T>
concept copyable_query = statement<T> && returns_rows<T> && (is_select<T> || is_by_hand<T>);

}  // namespace sqlalloy::inline v0
