// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy/meta/field.hpp>
#include <sqlalloy/query/update_changed.hpp>
#include <sqlalloy/schema/facts.hpp>
#include <sqlalloy/schema/keys.hpp>
#include <sqlalloy/schema/table.hpp>

#include <array>
#include <cstddef>
#include <string_view>
#include <type_traits>

namespace sqlalloy::inline v0 {

template <class Options>
struct version_column {
  using type = columns<>;
};
template <auto Member, class... Options>
struct version_column<type_list<version_id<Member>, Options...>> {
  using type = columns<Member>;
};
template <class First, class... Options>
struct version_column<type_list<First, Options...>> : version_column<type_list<Options...>> {};

template <class T>
struct version_of_row : version_column<typename mapping<T>::options> {};
template <class T>
  requires shares_table<T>
struct version_of_row<T>
    : columns_of_base<base_in<typename mapping<T>::options>::member, typename version_of_row<base_of_t<T>>::type> {};

/// The column that counts the changes of a row; `columns<>` where the table has none.
template <class T>
using version_column_t = typename version_of_row<T>::type;

template <class T>
inline constexpr bool is_versioned = !std::is_same_v<version_column_t<T>, columns<>> || is_versioned<upper_of_t<T>>;
template <>
inline constexpr bool is_versioned<void> = false;

template <auto... Members>
constexpr bool is_one_of(columns<Members...>, std::string_view member) {
  for (const std::string_view name : {std::string_view(), meta::member_name<Members>...})
    if (name == member) return true;
  return false;
}
template <class T>
constexpr bool is_version(std::size_t column) {
  return is_one_of(version_column_t<T>{}, facts<T>.columns[column].member);
}

/// The bit of the version; none where the table has none.
template <class T>
inline constexpr column_mask version_mask = [] {
  column_mask mask = 0;
  for (std::size_t i = 0; i != facts<T>.columns.size(); ++i)
    if (is_version<T>(i)) mask = mask_of_column(i);
  return mask;
}();

/// The columns of the table that a program changes: neither those that the database computes nor the version.
template <class T>
inline constexpr auto changed_by_hand = [] {
  std::array<bool, column_fields<T>::size + 1> all{};
  for (std::size_t i = 0; i != facts<T>.columns.size(); ++i)
    all[i] = facts<T>.columns[i].is_own() && !facts<T>.columns[i].computed && !is_version<T>(i);
  return all;
}();

/// Counts a version up from what it was.
template <class T>
void count_version(T& object, const T& before) {
  [&]<auto... Member>(columns<Member...>) {
    ((meta::field<Member>(object) = meta::field<Member>(before) + 1), ...);
  }(version_column_t<T>{});
}

/// Whether two structs have the same version, or the table has none.
template <class T>
bool has_version_of(const T& one, const T& other) {
  if constexpr (has_base<T> && !shares_table<T>) {
    constexpr auto base = base_in<typename mapping<T>::options>::member;
    if (!has_version_of(meta::field<base>(one), meta::field<base>(other))) return false;
  }
  return [&]<auto... Member>(columns<Member...>) {
    return ((meta::field<Member>(one) == meta::field<Member>(other)) && ...);
  }(version_column_t<T>{});
}

/// A version as it was.
template <class T>
void reset_version(T& object, const T& before) {
  [&]<auto... Member>(columns<Member...>) {
    ((meta::field<Member>(object) = meta::field<Member>(before)), ...);
  }(version_column_t<T>{});
}

}  // namespace sqlalloy::inline v0
