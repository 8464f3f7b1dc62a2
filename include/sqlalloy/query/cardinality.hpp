// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy/expr/comparison.hpp>
#include <sqlalloy/expr/logical.hpp>
#include <sqlalloy/query/select.hpp>
#include <sqlalloy/query/slots.hpp>
#include <sqlalloy/schema/keys.hpp>
#include <sqlalloy/schema/options.hpp>

#include <type_traits>

namespace sqlalloy::inline v0 {

// A member has two spellings: `&User::id` and, as in the key of a struct that says no table, `sa::member<User, "id">`.
template <class Column, class Other>
inline constexpr bool is_same_column = false;
template <auto Member, auto Other, class Source>
inline constexpr bool is_same_column<column<Member, Source>, column<Other, Source>> =
    meta::member_name<Member> == meta::member_name<Other>;

// Whether a condition, when true, leaves one value for the column.
template <class Condition, class Column>
inline constexpr bool fixes = false;
template <class Left, class Right, class Column>
inline constexpr bool fixes<operation<equal_to, Left, Right>, Column> =
    (is_same_column<Left, Column> && is_slot<Right>) || (is_slot<Left> && is_same_column<Right, Column>);
template <class Left, class Right, class Column>
inline constexpr bool fixes<operation<and_operator, Left, Right>, Column> = fixes<Left, Column> || fixes<Right, Column>;
template <class... Conditions, class Column>
inline constexpr bool fixes<conditions<Conditions...>, Column> = (fixes<Conditions, Column> || ...);

template <class Key, class Where, class Source>
inline constexpr bool key_is_fixed = false;
template <auto... Members, class Where, class Source>
  requires(sizeof...(Members) != 0)
inline constexpr bool key_is_fixed<columns<Members...>, Where, Source> = (fixes<Where, column<Members, Source>> && ...);
template <auto... Members, class Where, class Source>
inline constexpr bool key_is_fixed<unique<Members...>, Where, Source> =
    key_is_fixed<columns<Members...>, Where, Source>;
template <fixed_string Name, class Constraint, class Where, class Source>
inline constexpr bool key_is_fixed<named<Name, Constraint>, Where, Source> = key_is_fixed<Constraint, Where, Source>;

template <class Options, class Where, class Source>
inline constexpr bool some_key_is_fixed = false;
template <class... Options, class Where, class Source>
inline constexpr bool some_key_is_fixed<type_list<Options...>, Where, Source> =
    (key_is_fixed<Options, Where, Source> || ...);

// A table alone, whose key the conditions fix.
template <class From, class Where>
inline constexpr bool one_row_of = false;
template <class Reference, class Where>
  requires(!std::is_void_v<typename Reference::entity>)
inline constexpr bool one_row_of<from_clause<Reference>, Where> =
    key_is_fixed<primary_key_t<typename Reference::entity>, Where, typename Reference::id> ||
    some_key_is_fixed<options_of_t<typename Reference::entity>, Where, typename Reference::id>;

/// Whether a statement gives one row at the most, as its conditions fix a key. A step to the end is then spared.
template <class Query>
inline constexpr bool at_most_one_row = false;
template <class Flags, class List, class From, class Where, class Groups, class Having, class Order, class Limit,
          class Offset>
inline constexpr bool at_most_one_row<select_query<Flags, List, From, Where, Groups, Having, Order, Limit, Offset>> =
    one_row_of<From, Where>;

}  // namespace sqlalloy::inline v0
