// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy/expr/null.hpp>
#include <sqlalloy/expr/range.hpp>
#include <sqlalloy/query/outputs.hpp>
#include <sqlalloy/query/rules.hpp>
#include <sqlalloy/query/select.hpp>

#include <cstddef>
#include <string_view>
#include <type_traits>
#include <utility>

namespace sqlalloy::inline v0::rules {

/// The query in FROM has such a column.
template <class Wanted, std::size_t Index, std::size_t Size>
inline constexpr bool subquery_has_column = Index < Size;

}  // namespace sqlalloy::inline v0::rules

namespace sqlalloy::inline v0 {

/// What a query inside another has in common: its own scope, and the tables of the outer query that it may see.
template <class Self, class Query>
struct inner_query_node : expression_node<Self> {
  using inner_query = Query;
  using correlated = typename Query::flags::correlated;
  using children = type_list<Query>;
  static constexpr precedence binding = precedence::atom;

  [[no_unique_address]] meta::pack<Query> parts;

  constexpr inner_query_node(Query inner) : parts{std::move(inner)} {}
};

// An aggregate over all rows gives a row even where there are none; any other query may give none, which is NULL.
template <class Query>
inline constexpr bool gives_a_row = false;
template <class Flags, class Item, class From, class Where, class Order>
  requires(rules::has_match<rules::aggregates, Item>())
inline constexpr bool gives_a_row<
    select_query<Flags, select_list<Item>, From, Where, node_list<>, conditions<>, Order, no_clause, no_clause>> = true;

template <class Query, class Row = row_t<Query>>
struct scalar_of {
  using type = int;  // not one column: the rule has spoken
};
// Of several columns it is the first, lest the rule that has spoken be followed by a second error.
template <class Query, class Keys, sql_value Value, class... More>
struct scalar_of<Query, row<Keys, Value, More...>> {
  using type = std::conditional_t<gives_a_row<Query>, Value, make_optional_t<Value>>;
};

/// A query of one column as a value: `(SELECT max(age) FROM users)`. NULL where it gives no row.
template <class Query>
struct scalar_query : inner_query_node<scalar_query<Query>, Query> {
  using inner_query_node<scalar_query<Query>, Query>::inner_query_node;
  using value_type = typename scalar_of<Query>::type;
  static constexpr nulls null_rule = nulls::own;
};

/// `EXISTS (query)`
template <class Query>
struct exists_query : inner_query_node<exists_query<Query>, Query> {
  using inner_query_node<exists_query<Query>, Query>::inner_query_node;
  using value_type = bool;
  static constexpr nulls null_rule = nulls::never;
};

/// The query of one column as a value in an expression.
template <statement Query>
constexpr auto scalar_subquery(Query query) {
  Query::template check<void>();
  static_assert(rules::subquery_has_one_column<Query, Query::list::width>,
                "sqlalloy: scalar_subquery() has several columns, but stands for one value; select one");
  return scalar_query<Query>{std::move(query)};
}

/// Whether the query gives a row.
template <statement Query>
constexpr auto exists(Query query) {
  Query::template check<void>();
  return exists_query<Query>{std::move(query)};
}

/// `node IN (query)`
template <expression Node, statement Query>
constexpr auto in(Node node, Query query) {
  Query::template check<void>();
  static_assert(rules::subquery_has_one_column<Query, Query::list::width>,
                "sqlalloy: in() has a query of several columns, but compares with one value; select one");
  using value = std::conditional_t<Query::list::width == 1, typename scalar_of<Query>::type, void>;
  static_assert(rules::values_compare<typename Node::value_type, value>,
                "sqlalloy: in() compares types that do not compare; cast one of them with sa::cast");
  return operate<in_operator>(std::move(node), scalar_query<Query>{std::move(query)});
}

/// A query in FROM under a name. Its columns are read through it: `top[sa::col<&User::name>]`, `top["total"_n]`.
template <class Query, fixed_string Name>
struct derived_table {
  using children = type_list<Query>;
  static constexpr std::string_view name = Name.view();

  [[no_unique_address]] meta::pack<Query> parts;

  template <expression Node>
  constexpr auto operator[](Node) const;
  template <fixed_string Column>
  constexpr auto operator[](sqlalloy::name<Column>) const;
};

/// What a column of a query in FROM says of where it is from; it holds no values.
template <class Query, fixed_string Name>
struct derived_source {};

template <class Query, fixed_string Name>
inline constexpr std::string_view source_name<derived_source<Query, Name>> = Name.view();

// FROM does not follow from a column of it: the query itself has to be given.
template <class Query, fixed_string Name>
struct reference_of<derived_source<Query, Name>> {};

/// A column of a query in FROM, by its position in that query's select list.
template <class Source, class Key, class Value>
struct derived_column : expression_node<derived_column<Source, Key, Value>> {
  using source = Source;
  using key = Key;
  using value_type = Value;
  using children = type_list<>;
  static constexpr nulls null_rule = nulls::own;
  static constexpr precedence binding = precedence::atom;
};

template <class Source, class Key, class Value>
inline constexpr std::string_view result_name<derived_column<Source, Key, Value>> = result_name<Key>;

template <class Query, fixed_string Name>
struct place_in_from<derived_source<Query, Name>> {
  using type = derived_source<Query, Name>;
};

/// A query in FROM.
template <class Query, fixed_string Name>
struct derived_reference {
  using id = derived_source<Query, Name>;
  using entity = void;
  using children = type_list<Query>;

  [[no_unique_address]] meta::pack<Query> parts;
};

template <class Query, fixed_string Name>
constexpr derived_reference<Query, Name> as_source(derived_table<Query, Name> table) {
  return {std::move(table.parts)};
}

/// The query as a table in FROM: `.from(sa::subquery(query, "top"_n))`.
template <statement Query, fixed_string Name>
constexpr derived_table<Query, Name> subquery(Query query, name<Name>) {
  Query::template check<void>();
  return {{std::move(query)}};
}

// Whether an item of a select list is what shows an expression to the query around: the same expression, under a name,
// or the struct whose field it is.
template <class Item, class Node>
inline constexpr bool shows = std::is_same_v<without_label_t<Item>, Node> && !result_name<Item>.empty();
template <class Source, class Entity, auto Member>
inline constexpr bool shows<entity_item<Source, Entity>, column<Member, Source>> = true;

template <class Source, class Query, class Item, class Node>
using derived_column_of =
    derived_column<Source, std::conditional_t<is_entity_item<Item>, Node, Item>,
                   value_in_t<std::conditional_t<is_entity_item<Item>, Node, Item>, typename Query::scope_type>>;

template <class Query, fixed_string Name>
template <expression Node>
constexpr auto derived_table<Query, Name>::operator[](Node) const {
  return []<class... Items>(type_list<Items...>) {
    constexpr std::size_t index = [] {
      std::size_t at = 0;
      for (const bool found : {shows<Items, Node>...}) {
        if (found) break;
        ++at;
      }
      return at;
    }();
    static_assert(rules::subquery_has_column<Node, index, sizeof...(Items)>,
                  "sqlalloy: operator[] asks a subquery for a column that its select() does not name; select it");
    if constexpr (index < sizeof...(Items))
      return derived_column_of<derived_source<Query, Name>, Query, meta::nth_t<index, Items...>, Node>{};
    else
      return derived_column<derived_source<Query, Name>, Node, int>{};  // the rule has spoken; no second error
  }(typename Query::list::children{});
}

template <class Query, fixed_string Name>
template <fixed_string Column>
constexpr auto derived_table<Query, Name>::operator[](sqlalloy::name<Column>) const {
  return []<class... Items>(type_list<Items...>) {
    constexpr std::size_t index = [] {
      const std::string_view names[] = {result_name<Items>..., Column.view()};
      std::size_t at = 0;
      while (names[at] != Column.view()) ++at;
      return at;
    }();
    static_assert(rules::subquery_has_column<sqlalloy::name<Column>, index, sizeof...(Items)>,
                  "sqlalloy: operator[] asks a subquery for a column that its select() does not name; select it");
    if constexpr (index < sizeof...(Items))
      return derived_column_of<derived_source<Query, Name>, Query, meta::nth_t<index, Items...>, void>{};
    else
      return derived_column<derived_source<Query, Name>, sqlalloy::name<Column>, int>{};
  }(typename Query::list::children{});
}

template <class Flags, class List, class From, class Where, class Groups, class Having, class Order, class Limit,
          class Offset>
constexpr auto select_query<Flags, List, From, Where, Groups, Having, Order, Limit, Offset>::scalar_subquery() const {
  return sqlalloy::scalar_subquery(*this);
}
template <class Flags, class List, class From, class Where, class Groups, class Having, class Order, class Limit,
          class Offset>
constexpr auto select_query<Flags, List, From, Where, Groups, Having, Order, Limit, Offset>::exists() const {
  return sqlalloy::exists(*this);
}
template <class Flags, class List, class From, class Where, class Groups, class Having, class Order, class Limit,
          class Offset>
template <fixed_string Name>
constexpr auto select_query<Flags, List, From, Where, Groups, Having, Order, Limit, Offset>::subquery(
    name<Name> called) const {
  return sqlalloy::subquery(*this, called);
}

}  // namespace sqlalloy::inline v0
