// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy/expr/label.hpp>
#include <sqlalloy/meta/pack.hpp>
#include <sqlalloy/query/source.hpp>
#include <sqlalloy/schema/facts.hpp>
#include <sqlalloy/type/codec.hpp>

#include <array>
#include <cstddef>
#include <string_view>
#include <type_traits>
#include <utility>

namespace sqlalloy::inline v0 {

// The name that a column of the result has: its label, or the member it shows; else none.
template <class Node>
inline constexpr std::string_view result_name{};
template <class Node, fixed_string Name>
inline constexpr std::string_view result_name<label<Node, Name>> = Name.view();
template <auto Member, class Source>
inline constexpr std::string_view result_name<column<Member, Source>> = meta::member_name<Member>;
template <auto... Members, member_path<Members...> Path, class Source>
inline constexpr std::string_view result_name<column<Path, Source>> = meta::name_of_member<Path>::column();

template <class Node>
struct without_label {
  using type = Node;
};
template <class Node, fixed_string Name>
struct without_label<label<Node, Name>> {
  using type = Node;
};
template <class Node>
using without_label_t = typename without_label<Node>::type;

}  // namespace sqlalloy::inline v0

namespace sqlalloy::inline v0::rules {

/// The row has such a column.
template <class Wanted, std::size_t Index, std::size_t Size>
inline constexpr bool row_has_column = Index < Size;

/// One column at the most has that name.
template <class Name, class Keys>
inline constexpr bool name_is_unique = false;
template <fixed_string Name, class... Keys>
inline constexpr bool name_is_unique<name<Name>, type_list<Keys...>> = [] {
  int found = 0;
  for (const std::string_view one : {std::string_view(), result_name<Keys>...}) found += one == Name.view();
  return found < 2;
}();

}  // namespace sqlalloy::inline v0::rules

namespace sqlalloy::inline v0 {

/// A row of a result: one value for each item of the select list, `Keys` being the items. It is a sequence for
/// structured bindings, and is read by column (`row[sa::col<&User::id>]`) or by name (`row["total"_n]`). In a row of
/// views, text is a `std::string_view` that is valid until the next row is fetched.
template <class Keys, class... Values>
struct row;

template <class... Keys, class... Values>
struct row<type_list<Keys...>, Values...> {
  meta::pack<Values...> values;

  /// The value at a position; what structured bindings call.
  template <std::size_t Index>
  [[gnu::always_inline]] constexpr const auto& get() const& {
    return meta::get<Index>(values);
  }
  template <std::size_t Index>
  constexpr auto& get() & {
    return meta::get<Index>(values);
  }
  template <std::size_t Index>
  constexpr auto&& get() && {
    return meta::get<Index>(std::move(values));
  }

  /// The value of a column of the select list.
  template <expression Node>
  constexpr const auto& operator[](const Node&) const {
    constexpr std::size_t index = meta::index_of<Node, without_label_t<Keys>...>;
    static_assert(rules::row_has_column<Node, index, sizeof...(Keys)>,
                  "sqlalloy: operator[] asks a row for a column that select() does not name; select it");
    return get<(index < sizeof...(Keys) ? index : 0)>();
  }

  /// The value with that name: of a member, or given with `.as("total"_n)`.
  template <fixed_string Name>
  constexpr const auto& operator[](name<Name>) const {
    constexpr std::size_t index = [] {
      const std::string_view names[] = {result_name<Keys>..., Name.view()};
      std::size_t found = 0;
      while (names[found] != Name.view()) ++found;
      return found;
    }();
    static_assert(rules::row_has_column<name<Name>, index, sizeof...(Keys)>,
                  "sqlalloy: operator[] asks a row for a column that select() does not name; select it");
    static_assert(
        rules::name_is_unique<name<Name>, type_list<Keys...>>,
        "sqlalloy: operator[] asks a row for a name that two of its columns have; give one another with .as()");
    return get<(index < sizeof...(Keys) ? index : 0)>();
  }

  friend constexpr bool operator==(const row& left, const row& right) {
    return []<std::size_t... I>(const row& a, const row& b, std::index_sequence<I...>) {
      for (const bool same : {true, a.template get<I>() == b.template get<I>()...})
        if (!same) return false;
      return true;
    }(left, right, std::index_sequence_for<Values...>{});
  }
};

template <class T>
inline constexpr bool is_row = false;
template <class Keys, class... Values>
inline constexpr bool is_row<row<Keys, Values...>> = true;

}  // namespace sqlalloy::inline v0

template <class Keys, class... Values>
struct std::tuple_size<sqlalloy::row<Keys, Values...>> : std::integral_constant<std::size_t, sizeof...(Values)> {};

template <std::size_t Index, class Keys, class... Values>
struct std::tuple_element<Index, sqlalloy::row<Keys, Values...>> {
  using type = sqlalloy::meta::element_t<Index, sqlalloy::meta::pack<Values...>>;
};
