// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy/query/group_key.hpp>
#include <sqlalloy/query/join.hpp>
#include <sqlalloy/query/outputs.hpp>
#include <sqlalloy/query/row_lock.hpp>
#include <sqlalloy/query/rules.hpp>
#include <sqlalloy/query/search.hpp>
#include <sqlalloy/query/slots.hpp>
#include <sqlalloy/query/source.hpp>

#include <cstddef>
#include <cstdint>
#include <type_traits>
#include <utility>

namespace sqlalloy::inline v0 {

/// What a SELECT says beside its clauses. `Refused`: a rule has spoken of it; the next would be a second error.
template <bool Distinct = false, class Correlated = type_list<>, bool Refused = false, class Lock = no_lock>
struct select_flags {
  using correlated = Correlated;
  using lock = Lock;
  static constexpr bool distinct = Distinct;
  static constexpr bool refused = Refused;

  using with_distinct = select_flags<true, Correlated, Refused, Lock>;
  using with_refused = select_flags<Distinct, Correlated, true, Lock>;
  template <class... More>
  using with_correlated = select_flags<Distinct, meta::append_t<Correlated, More...>, Refused, Lock>;
  template <class New>
  using with_lock = select_flags<Distinct, Correlated, Refused, New>;
};

/// GROUP BY or ORDER BY.
template <class... Nodes>
struct node_list {
  using children = type_list<Nodes...>;
  [[no_unique_address]] meta::pack<Nodes...> parts;
};

/// The expressions with more of them.
template <class... Old, class... New>
[[gnu::always_inline]] constexpr node_list<Old..., New...> more_nodes(node_list<Old...>&& old, New&&... given) {
  return {meta::append_values(static_cast<meta::pack<Old...>&&>(old.parts), static_cast<New&&>(given)...)};
}

/// LIMIT or OFFSET.
template <class Node>
struct row_count {
  using children = type_list<Node>;
  [[no_unique_address]] meta::pack<Node> parts;
};

template <class Count>
constexpr auto counted(Count count) {
  if constexpr (rules::count_is_an_integer<Count>) {
    auto node = as_operand<std::int64_t>(std::move(count));
    return row_count<decltype(node)>{{std::move(node)}};
  } else {
    return row_count<bind<std::int64_t>>{{bind<std::int64_t>{0}}};  // the rule has spoken; no second error
  }
}

template <class... Items>
struct select_list {
  using children = type_list<Items...>;
  static constexpr int width = [] {
    int sum = 0;
    for (const int of_one : {0, item_width<Items>...}) sum += of_one;
    return sum;
  }();

  [[no_unique_address]] meta::pack<Items...> parts;
};

template <class Flags, class List, class From, class Where, class Groups, class Having, class Order, class Limit,
          class Offset>
struct select_query;

template <class Flags, class List, class From, class Where, class Groups, class Having, class Order, class Limit,
          class Offset>
struct slot_walk<select_query<Flags, List, From, Where, Groups, Having, Order, Limit, Offset>> {
  template <class Holder, class F>
  [[gnu::always_inline]] static constexpr void run(const Holder* holder, F* f) {
    slot_step<List>::run(&holder->value.list_, f);
    slot_step<From>::run(&holder->value.from_, f);
    slot_step<Where>::run(&holder->value.where_, f);
    slot_step<Groups>::run(&holder->value.groups_, f);
    slot_step<Having>::run(&holder->value.having_, f);
    slot_step<Order>::run(&holder->value.order_, f);
    slot_step<Limit>::run(&holder->value.limit_, f);
    slot_step<Offset>::run(&holder->value.offset_, f);
  }
};

/// Whether a query makes one row of several.
template <class List, class Groups>
inline constexpr bool is_aggregated =
    Groups::children::size != 0 || rules::match_among<rules::aggregates>(typename List::children{});

/// Whether the rows of a query are none of its tables: aggregated, numbered, or one for several that are alike.
template <class Flags, class List, class Groups>
inline constexpr bool makes_rows =
    Flags::distinct || is_aggregated<List, Groups> || rules::match_among<rules::windows>(typename List::children{});

/// A column in a clause of an aggregated query that its rows are not grouped by; void where there is none. A column of
/// the query around it is the same for all rows.
template <bool Aggregated, class Nodes, class Groups, class Correlated>
struct bare_column {
  using type = void;
};
template <class... Nodes, class... Groups, class... Correlated>
struct bare_column<true, type_list<Nodes...>, node_list<Groups...>, type_list<Correlated...>> {
  using bare = rules::bare_columns<grouped_node_t<Groups>..., Correlated...>;
  using type = typename rules::match_or_void<rules::match_among<bare>(type_list<Nodes...>{}), bare, Nodes...>::type;
};
template <class List, class Clause, class Groups, class Correlated = type_list<>>
using bare_column_t =
    typename bare_column<is_aggregated<List, Groups>, typename Clause::children, Groups, Correlated>::type;

// FROM of a select list: the first table that it names.
template <class... Items>
struct from_of_items {
  using type = no_from;
};
struct any_source {
  template <class Node>
  static consteval bool matches() {
    return requires { typename reference_of<typename Node::source>::type; } && !rules::is_subquery<Node>;
  }
  template <class Node>
  static consteval bool stops() {
    return rules::is_subquery<Node>;
  }
};
template <class... Items>
  requires(rules::match_among<any_source>(type_list<Items...>{}))
struct from_of_items<Items...> {
  using type = from_clause<typename reference_of<typename rules::find_t<any_source, Items...>::source>::type>;
};

}  // namespace sqlalloy::inline v0
