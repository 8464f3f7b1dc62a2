// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy/meta/field.hpp>
#include <sqlalloy/schema/keys.hpp>
#include <sqlalloy/schema/table.hpp>

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

/// The column that counts the changes of a row; `columns<>` where the table has none.
template <class T>
using version_column_t = typename version_column<typename mapping<T>::options>::type;

template <class T>
inline constexpr bool is_versioned = !std::is_same_v<version_column_t<T>, columns<>>;

/// Counts a version up from what it was.
template <class T>
void count_version(T& object, const T& before) {
  [&]<auto... Member>(columns<Member...>) {
    ((meta::field<Member>(object) = meta::field<Member>(before) + 1), ...);
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
