// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy/expr/conditional.hpp>
#include <sqlalloy/expr/ordering.hpp>
#include <sqlalloy/expr/rules.hpp>
#include <sqlalloy/query/join.hpp>
#include <sqlalloy/query/row.hpp>
#include <sqlalloy/query/search.hpp>
#include <sqlalloy/query/slots.hpp>
#include <sqlalloy/query/source.hpp>
#include <sqlalloy/schema/rules.hpp>

#include <concepts>
#include <type_traits>

/// What SQL demands of a statement. A rule is one bool; its arguments are the culprit and what was in sight, because
/// they are what the compiler prints when the rule is broken.
namespace sqlalloy::inline v0::rules {

template <class Ids, class... Nodes>
struct stray_of;
template <class... Ids, class... Nodes>
struct stray_of<type_list<Ids...>, Nodes...> {
  using type = find_t<strays<Ids...>, Nodes...>;
};

/// The first column below `Nodes` that is of none of the tables in sight; void where there is none.
template <class Ids, class... Nodes>
using stray_t = typename stray_of<Ids, Nodes...>::type;

/// Every column is of a table in sight.
template <class StrayColumn, class TablesInSight>
inline constexpr bool column_is_in_scope = std::is_void_v<StrayColumn>;

/// WHERE looks at single rows.
template <class Aggregate>
inline constexpr bool no_aggregate_in_where = std::is_void_v<Aggregate>;

/// A column beside an aggregate is one that the rows are grouped by.
template <class BareColumn>
inline constexpr bool columns_are_grouped = std::is_void_v<BareColumn>;

/// HAVING and ORDER BY of a query with aggregates look at groups, which have no other columns.
template <class BareColumn>
inline constexpr bool having_looks_at_groups = std::is_void_v<BareColumn>;
template <class BareColumn>
inline constexpr bool groups_are_ordered_by_what_they_have = std::is_void_v<BareColumn>;

/// Groups exist before HAVING looks at them.
template <class Groups>
inline constexpr bool having_has_groups = Groups::children::size != 0;

/// LIMIT and OFFSET are whole numbers.
template <class Count>
inline constexpr bool count_is_an_integer =
    is_parameter<Count> || (std::is_integral_v<Count> && !std::is_same_v<Count, bool>);

/// FROM is said before what is joined to it.
template <class From>
inline constexpr bool from_comes_before_joins = From::size < 2;

/// ON follows from exactly one foreign key; `Links` are those found.
template <class Links, class Joined, class TablesInFrom>
inline constexpr bool join_has_a_foreign_key = Links::size != 0;
template <class Links>
inline constexpr bool join_has_one_foreign_key = Links::size < 2;

/// A table or an alias stands in FROM once.
template <class Id, class Ids>
inline constexpr bool name_is_new = false;
template <class Id, class... Ids>
inline constexpr bool name_is_new<Id, type_list<Ids...>> = !is_read_already<Id, Ids...>;

/// An inner query that stands for a value has one column.
template <class Query, int Columns>
inline constexpr bool subquery_has_one_column = Columns == 1;

/// A name to sort by is that of a column of the select list.
template <class Node, class List>
inline constexpr bool name_is_selected = true;
template <fixed_string Name, template <class...> class List, class... Items>
inline constexpr bool name_is_selected<name<Name>, List<Items...>> = [] {
  for (const std::string_view one : {std::string_view(), result_name<Items>...})
    if (one == Name.view()) return true;
  return false;
}();

template <class Node, direction Direction, nulls_place Place, class List>
inline constexpr bool name_is_selected<ordering<Node, Direction, Place>, List> = name_is_selected<Node, List>;
template <class Clause, class List>
inline constexpr bool name_is_selected<optional_clause<Clause>, List> = name_is_selected<Clause, List>;
template <class... Clauses, class List>
inline constexpr bool name_is_selected<choice_of_clauses<Clauses...>, List> = (name_is_selected<Clauses, List> && ...);

/// WHERE, HAVING and ON take what is true or false.
template <class Node>
inline constexpr bool clause_is_a_condition = false;
template <expression Node>
inline constexpr bool clause_is_a_condition<Node> = operand_is_a_condition<Node>;
template <class Clause>
inline constexpr bool clause_is_a_condition<optional_clause<Clause>> = clause_is_a_condition<Clause>;
template <class... Clauses>
inline constexpr bool clause_is_a_condition<choice_of_clauses<Clauses...>> = (clause_is_a_condition<Clauses> && ...);

/// What is selected has a type that a column may have.
template <class Item>
inline constexpr bool item_has_a_codec = true;
template <expression Node>
inline constexpr bool item_has_a_codec<Node> = sql_value<typename Node::value_type>;
template <class Source, class Entity>
inline constexpr bool item_has_a_codec<entity_item<Source, Entity>> = every_field_has_a_codec<Entity>;

/// A struct that is selected has composites that are columns.
template <class Item>
inline constexpr bool item_has_columns = true;
template <class Source, class Entity>
inline constexpr bool item_has_columns<entity_item<Source, Entity>> =
    composites_are_columns<faulty_composite_t<Entity>>;

/// The fields of the tables can be found; a query in FROM has none (its entity is void).
template <class... Entities>
inline constexpr bool tables_can_be_read = (can_be_reflected<Entities> && ...);
template <>
inline constexpr bool tables_can_be_read<void> = true;
template <class... Entities>
inline constexpr bool tables_can_be_read<type_list<Entities...>> = tables_can_be_read<Entities...>;

/// ON is a condition (CROSS JOIN has none), and always there.
template <class On>
inline constexpr bool join_has_a_condition = clause_is_a_condition<On> && !is_conditional<On>;
template <>
inline constexpr bool join_has_a_condition<no_clause> = true;

/// A query has at most 64 texts, so six `when()`.
template <class Query>
inline constexpr bool texts_are_few = variant_count<Query> <= 64;

/// RIGHT JOIN and FULL JOIN are known to the database, in this version of it.
template <class Dialect, class From>
inline constexpr bool dialect_has_the_join =
    (!From::keeps_right || Dialect::has_right_join) && (!From::keeps_both || Dialect::has_full_join);
template <class From>
inline constexpr bool dialect_has_the_join<void, From> = true;  // asked for the query around it

/// An UPDATE has something to set.
template <class Set>
inline constexpr bool update_sets_something = Set::children::size != 0;

}  // namespace sqlalloy::inline v0::rules
