// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy/meta/member.hpp>
#include <sqlalloy/meta/reflect.hpp>
#include <sqlalloy/meta/type.hpp>

#include <array>
#include <cstddef>
#include <string_view>
#include <type_traits>

namespace sqlalloy::inline v0::meta {

// Of a member that is named by text nothing is asked: its class may be incomplete yet.
template <auto Member, auto Next>
inline constexpr bool leads_on = true;
template <auto Member, auto Next>
  requires std::is_member_object_pointer_v<decltype(Member)>
inline constexpr bool leads_on<Member, Next> = std::is_same_v<value_t<Member>, owner_t<Next>>;

template <auto... Members>
inline constexpr bool path_holds_together = true;
template <auto First, auto Second, auto... More>
inline constexpr bool path_holds_together<First, Second, More...> =
    leads_on<First, Second> && path_holds_together<Second, More...>;

}  // namespace sqlalloy::inline v0::meta

namespace sqlalloy::inline v0 {

/// A field of a struct that is itself a field: the members that lead to it, from the outermost on.
template <auto... Members>
struct member_path {};

template <auto... Members>
consteval auto make_path() {
  static_assert(meta::path_holds_together<Members...>,
                "sqlalloy: path<> (or col<>) goes on with a member of another struct; name a member of the struct that "
                "the one before it is");
  return member_path<Members...>{};
}

/// `sa::path<&Customer::home, &Address::city>`: a column of a composite, for the options of a table.
template <auto First, auto Second, auto... More>
inline constexpr auto path = make_path<First, Second, More...>();

}  // namespace sqlalloy::inline v0

namespace sqlalloy::inline v0::meta {

// No base classes: g++ warns of those that are made of structs in unnamed namespaces.
template <auto First, auto... Rest>
struct member_of<member_path<First, Rest...>> {
  using owner = typename member_of<decltype(First)>::owner;
};
template <auto First, auto... Rest>
struct member_of<const member_path<First, Rest...>> {
  using owner = typename member_of<decltype(First)>::owner;
};

template <auto First, auto... Rest>
struct value_at_end {
  using type = typename value_at_end<Rest...>::type;
};
template <auto Last>
struct value_at_end<Last> {
  using type = value_t<Last>;
};

template <auto Member, auto... Members>
struct value_of_member<Member, member_path<Members...>> {
  using type = typename value_at_end<Members...>::type;
};
template <auto Member, auto... Members>
struct value_of_member<Member, const member_path<Members...>> {
  using type = typename value_at_end<Members...>::type;
};

/// The names that types `find()`, with a sign between them, as one text of static storage.
template <char Between, class... Named>
struct joined_names {
  static constexpr std::size_t size = [] {
    std::size_t sum = 0;
    for (const std::string_view name : {Named::find()...}) sum += name.size() + 1;
    return sum - 1;
  }();
  static constexpr std::array<char, size + 1> letters = [] {
    std::array<char, size + 1> all{};
    std::size_t next = 0;
    for (const std::string_view name : {Named::find()...}) {
      for (const char letter : name) all[next++] = letter;
      all[next++] = Between;
    }
    all[size] = '\0';
    return all;
  }();
  static constexpr std::string_view value{letters.data(), size};
};

template <auto... Members, member_path<Members...> Path>
struct name_of_member<Path> {
  /// `home.city`, which no field is called.
  static consteval std::string_view find() { return joined_names<'.', name_of_member<Members>...>::value; }
  /// `home_city`, which the column is called.
  static consteval std::string_view column() { return joined_names<'_', name_of_member<Members>...>::value; }
};

}  // namespace sqlalloy::inline v0::meta
