// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy/query/rules.hpp>
#include <sqlalloy/query/select_query.hpp>
#include <sqlalloy/schema/rules.hpp>

#include <type_traits>
#include <utility>

namespace sqlalloy::inline v0 {

template <class List, class From>
using plain_select = select_query<select_flags<>, List, From, conditions<>, node_list<>, conditions<>, node_list<>,
                                  no_clause, no_clause>;

/// All columns of a table; each row is an `Entity`. With several, a row has one struct for each; all but the first
/// have to be joined.
template <class... Entities>
  requires(sizeof...(Entities) != 0)
constexpr auto select() {
  static_assert((rules::can_be_reflected<Entities> && ...),
                "sqlalloy: select() meets a struct whose fields cannot be found; make it an aggregate without base "
                "classes, C arrays and references, or adapt it with BOOST_HANA_ADAPT_STRUCT");
  static_assert(
      (rules::composites_are_columns<rules::faulty_composite_t<Entities>> && ...),
      "sqlalloy: a composite is a std::optional, or has a relation or a table of its own; leave it a struct of "
      "columns, which may be std::optional");
  static_assert((rules::every_field_has_a_codec<Entities> && ...),
                "sqlalloy: select() meets a field of a type that no column can have; specialise sa::codec for it");
  static_assert(
      (rules::options_name_own_fields<Entities, rules::stray_option_t<Entities>> && ...),
      "sqlalloy: a table option names what is no column of its struct; name fields of the struct, and those of "
      "a composite with sa::path");
  using list = select_list<entity_item<Entities, Entities>...>;
  using from = typename from_of_items<entity_item<Entities, Entities>...>::type;
  return plain_select<list, from>{};
}

/// Chosen columns: expressions, structs (`sa::tables<User>`), aliases. The first table that they name is in FROM.
template <class... Items>
  requires(sizeof...(Items) != 0 && (selectable<Items> && ...))
constexpr auto select(Items... items) {
  using list = select_list<decltype(as_item(std::move(items)))...>;
  using from = typename from_of_items<decltype(as_item(std::move(items)))...>::type;
  static_assert(rules::tables_can_be_read<typename from::entities>,
                "sqlalloy: select() meets a struct whose fields cannot be found; make it an aggregate without base "
                "classes, C arrays and references, or adapt it with BOOST_HANA_ADAPT_STRUCT");
  static_assert(
      (rules::item_has_columns<decltype(as_item(std::move(items)))> && ...),
      "sqlalloy: a composite is a std::optional, or has a relation or a table of its own; leave it a struct of "
      "columns, which may be std::optional");
  static_assert((rules::item_has_a_codec<decltype(as_item(std::move(items)))> && ...),
                "sqlalloy: select() meets a field of a type that no column can have; specialise sa::codec for it");
  return plain_select<list, from>{list{{as_item(std::move(items))...}}};
}

/// Locks the rows of all tables of a query, or of those that are named: `with_for_update()`,
/// `with_for_update(sa::skip_locked)`, `with_for_update(sa::for_share, sa::tables<User>)`.
template <class Flags, class List, class From, class Where, class Groups, class Having, class Order, class Limit,
          class Offset>
template <lock_option... Options>
constexpr auto select_query<Flags, List, From, Where, Groups, Having, Order, Limit, Offset>::with_for_update(
    Options...) const {
  using lock = asked_lock_t<Options...>;
  using stray = typename rules::stray_lock<typename lock::of, typename From::ids>::type;
  static_assert(rules::locked_table_is_in_scope<stray, typename From::ids>,
                "sqlalloy: with_for_update() names a table that is not in from() or join(); join it first");
  return with_flags<typename Flags::template with_lock<std::conditional_t<std::is_void_v<stray>, lock, no_lock>>>();
}

}  // namespace sqlalloy::inline v0
