// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy/expr/column.hpp>
#include <sqlalloy/expr/comparison.hpp>
#include <sqlalloy/expr/logical.hpp>
#include <sqlalloy/expr/range.hpp>
#include <sqlalloy/orm/key.hpp>
#include <sqlalloy/query/cardinality.hpp>
#include <sqlalloy/query/select.hpp>

#include <cstddef>
#include <utility>
#include <vector>

namespace sqlalloy::inline v0 {

template <class T, auto... Members, std::size_t... I>
auto row_with(columns<Members...>, const typename key_reader<columns<Members...>>::type& key,
              std::index_sequence<I...>) {
  return select<T>().where((col<Members> == meta::get<I>(key))...);
}

/// The row with that primary key.
template <class T>
auto row_by_key(const key_t<T>& key) {
  return []<auto... Members>(columns<Members...> of, const key_t<T>& values) {
    return row_with<T>(of, values, std::make_index_sequence<sizeof...(Members)>{});
  }(primary_key_t<T>{}, key);
}

/// The values of some columns in many rows, column by column. Each is one parameter.
template <class Columns>
struct key_lists;
template <auto... Members>
struct key_lists<columns<Members...>> {
  using reader = key_reader<columns<Members...>>;
  meta::pack<std::vector<remove_optional_t<meta::value_t<Members>>>...> lists{};

  void add(const typename reader::type& key) { add(key, std::index_sequence_for<meta::value_t<Members>...>{}); }
  bool empty() const { return meta::get<0>(lists).empty(); }

  /// Keeps the rows of a query in which columns have these values. Of several columns each has one of its list: more
  /// rows may be found, and are passed over.
  template <auto... Wanted, class Query>
  auto among(columns<Wanted...>, Query query) const {
    return among(columns<Wanted...>{}, std::move(query), std::index_sequence_for<meta::value_t<Members>...>{});
  }

 private:
  template <auto... Wanted, class Query, std::size_t... I>
  auto among(columns<Wanted...>, Query query, std::index_sequence<I...>) const {
    return std::move(query).where(in(col<Wanted>, meta::get<I>(lists))...);
  }
  template <std::size_t... I>
  void add(const typename reader::type& key, std::index_sequence<I...>) {
    const int order[] = {0, (meta::get<I>(lists).push_back(meta::get<I>(key)), 0)...};
    (void)order;
  }
};

}  // namespace sqlalloy::inline v0
