// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy/expr/column.hpp>
#include <sqlalloy/orm/deferred.hpp>
#include <sqlalloy/orm/versioned.hpp>
#include <sqlalloy/query/entity_part.hpp>
#include <sqlalloy/query/select_query.hpp>
#include <sqlalloy/schema/relation.hpp>

#include <array>
#include <cstddef>
#include <string_view>
#include <type_traits>
#include <utility>

namespace sqlalloy::inline v0 {

/// What a rule has spoken of.
struct refused_option {};

/// Columns that are loaded, or are not.
template <auto... Members>
struct load_only_option {};
template <auto First, auto... Rest>
struct load_only_option<First, Rest...> {
  using owner = meta::owner_t<First>;
};
template <auto... Members>
struct defer_option {};
template <auto First, auto... Rest>
struct defer_option<First, Rest...> {
  using owner = meta::owner_t<First>;
};

template <auto... Members>
struct undefer_option {};
template <auto First, auto... Rest>
struct undefer_option<First, Rest...> {
  using owner = meta::owner_t<First>;
};

/// Whether the session needs a column in any case: to know the row and its kind, and to find what it refers to.
template <class Entity>
constexpr bool is_always_loaded(std::size_t index) noexcept {
  const column_facts& column = facts<Entity>.columns[index];
  return column.primary_key || column.foreign_key || is_version<Entity>(index) ||
         is_one_of(discriminator_t<Entity>{}, column.member);
}

}  // namespace sqlalloy::inline v0

namespace sqlalloy::inline v0::rules {

/// Members are columns, of one struct.
template <auto... Members>
inline constexpr bool members_are_columns_of_one_struct = false;
template <auto First, auto... Rest>
inline constexpr bool members_are_columns_of_one_struct<First, Rest...> =
    !is_relation<meta::value_t<First>> && (!is_relation<meta::value_t<Rest>> && ...) &&
    (std::is_same_v<meta::owner_t<First>, meta::owner_t<Rest>> && ...);

/// A column may be left out: it is neither of a key nor the version.
template <auto Member>
inline constexpr bool column_can_be_deferred = [] {
  using entity = meta::owner_t<Member>;
  for (std::size_t i = 0; i != facts<entity>.columns.size(); ++i)
    if (facts<entity>.columns[i].member == meta::member_name<Member>) return !is_always_loaded<entity>(i);
  return false;
}();

}  // namespace sqlalloy::inline v0::rules

namespace sqlalloy::inline v0 {

/// Loads these columns of the objects of a query alone, beside keys and the version: `.options(sa::load_only(
/// sa::col<&User::name>))`. Such an object is read column by column, `user[sa::col<&User::name>]`, until it is
/// refreshed: a column that was not read would be there, and be wrong. SQLAlchemy's `load_only()`.
template <auto... Members>
  requires(sizeof...(Members) != 0)
constexpr auto load_only(column<Members>...) {
  static_assert(rules::members_are_columns_of_one_struct<Members...>,
                "sqlalloy: load_only() names what are not columns of one struct; name its columns, and no relations");
  if constexpr (rules::members_are_columns_of_one_struct<Members...>)
    return load_only_option<Members...>{};
  else
    return refused_option{};
}

/// Loads all columns but these. SQLAlchemy's `defer()`.
template <auto... Members>
  requires(sizeof...(Members) != 0)
constexpr auto defer(column<Members>...) {
  static_assert(rules::members_are_columns_of_one_struct<Members...>,
                "sqlalloy: defer() names what are not columns of one struct; name its columns, and no relations");
  if constexpr (rules::members_are_columns_of_one_struct<Members...>) {
    static_assert((rules::column_can_be_deferred<Members> && ...),
                  "sqlalloy: defer() names a column of a key, or the version, which the session needs; leave it out");
    return defer_option<Members...>{};
  } else {
    return refused_option{};
  }
}

/// Loads columns that are `sa::deferred`, too. SQLAlchemy's `undefer()`.
template <auto... Members>
  requires(sizeof...(Members) != 0)
constexpr auto undefer(column<Members>...) {
  static_assert(rules::members_are_columns_of_one_struct<Members...>,
                "sqlalloy: undefer() names what are not columns of one struct; name its columns, and no relations");
  if constexpr (rules::members_are_columns_of_one_struct<Members...>)
    return undefer_option<Members...>{};
  else
    return refused_option{};
}

// What an option says of the columns of a struct.
template <class Entity, class Option>
struct said_of_columns {
  static constexpr bool names_some = false;
  static constexpr void in(auto&) {}
};
template <class Entity, bool Loaded, auto... Members>
struct column_switch {
  static constexpr void in(auto& wanted) {
    for (const std::string_view name : {meta::member_name<Members>...})
      for (std::size_t i = 0; i != facts<Entity>.columns.size(); ++i)
        if (facts<Entity>.columns[i].member == name) wanted[i] = Loaded;
  }
};
template <class Entity, auto... Members>
  requires std::is_same_v<typename load_only_option<Members...>::owner, Entity>
struct said_of_columns<Entity, load_only_option<Members...>> : column_switch<Entity, true, Members...> {
  static constexpr bool names_some = true;
};
template <class Entity, auto... Members>
  requires std::is_same_v<typename defer_option<Members...>::owner, Entity>
struct said_of_columns<Entity, defer_option<Members...>> : column_switch<Entity, false, Members...> {
  static constexpr bool names_some = false;
};

template <class Entity, auto... Members>
  requires std::is_same_v<typename undefer_option<Members...>::owner, Entity>
struct said_of_columns<Entity, undefer_option<Members...>> : column_switch<Entity, true, Members...> {
  static constexpr bool names_some = false;
};

// Those that one bit of a mask stands for come together, so that what is there is never said to be missing.
template <class Entity>
constexpr void want_alike(auto& wanted) {
  const auto shares_bit = [](std::size_t i) {
    return mask_of_column(i) == mask_of_column(column_fields<Entity>::size) && !deferred_columns<Entity>[i];
  };
  bool is_wanted = false;
  for (std::size_t i = 0; i != column_fields<Entity>::size; ++i) is_wanted = is_wanted || (shares_bit(i) && wanted[i]);
  for (std::size_t i = 0; i != column_fields<Entity>::size; ++i) wanted[i] = wanted[i] || (shares_bit(i) && is_wanted);
}

/// The columns of a struct that the options of a query want.
template <class Entity, class... Options>
inline constexpr auto wanted_columns = [] {
  std::array<bool, facts<Entity>.columns.size() + 1> wanted{};
  const bool names_some = (said_of_columns<Entity, Options>::names_some || ...);
  for (std::size_t i = 0; i != facts<Entity>.columns.size(); ++i)
    wanted[i] = (!names_some && !deferred_columns<Entity>[i]) || is_always_loaded<Entity>(i);
  (said_of_columns<Entity, Options>::in(wanted), ...);
  want_alike<Entity>(wanted);
  return wanted;
}();

template <class Entity, class... Options>
inline constexpr bool wants_all_columns = [] {
  for (std::size_t i = 0; i != facts<Entity>.columns.size(); ++i)
    if (!wanted_columns<Entity, Options...>[i]) return false;
  return true;
}();

template <class Item>
inline constexpr bool reads_deferred = false;
template <class Source, class Entity>
inline constexpr bool reads_deferred<entity_item<Source, Entity>> = has_deferred<Entity>;

// What a select list has instead of an item; what is joined under another name is read as a whole.
template <bool IsFirst, class Item, class... Options>
struct wanted_item {
  using type = Item;
};
template <bool IsFirst, class Source, class Entity, class... Options>
  requires((IsFirst || std::is_same_v<Source, Entity>) && !wants_all_columns<Entity, Options...>)
struct wanted_item<IsFirst, entity_item<Source, Entity>, Options...> {
  using type = entity_part_item<Source, Entity, wanted_columns<Entity, Options...>>;
};
template <class New, class Old>
constexpr New wanted_or(const Old& old) {
  if constexpr (std::is_same_v<New, Old>)
    return old;
  else
    return {};
}

/// A query that reads of its structs the columns which the options want.
template <class... Options, class Query>
constexpr auto with_wanted_columns(Query query) {
  return query;
}
template <class... Options, class Flags, class... Items, class From, class Where, class Groups, class Having,
          class Order, class Limit, class Offset>
  requires(sizeof...(Options) != 0 || (reads_deferred<Items> || ...))
constexpr auto with_wanted_columns(
    select_query<Flags, select_list<Items...>, From, Where, Groups, Having, Order, Limit, Offset> query) {
  return [&]<std::size_t... I>(std::index_sequence<I...>) {
    using list = select_list<typename wanted_item<I == 0, Items, Options...>::type...>;
    return select_query<Flags, list, From, Where, Groups, Having, Order, Limit, Offset>{
        {list{{wanted_or<typename wanted_item<I == 0, Items, Options...>::type>(
            meta::get<I>(query.list_.get().parts))...}}},
        query.from_,
        query.where_,
        query.groups_,
        query.having_,
        query.order_,
        query.limit_,
        query.offset_};
  }(std::index_sequence_for<Items...>{});
}

}  // namespace sqlalloy::inline v0
