// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy/query/join.hpp>
#include <sqlalloy/query/outputs.hpp>
#include <sqlalloy/query/scope.hpp>

namespace sqlalloy::inline v0 {

/// RETURNING that is not there.
struct no_returning {
  using children = type_list<>;
};

/// RETURNING.
template <class... Items>
struct returning_list {
  using children = type_list<Items...>;
  [[no_unique_address]] meta::pack<Items...> parts;
};

/// The rows that a statement with RETURNING gives.
template <class Returning>
struct returned_rows {
  using type = no_rows;
};
template <class... Items>
struct returned_rows<returning_list<Items...>> {
  using type = rows_of<type_list<Items...>, scope<no_from, conditions<>, false>>;
};

template <class Returning>
using rows_returned = typename returned_rows<Returning>::type;

}  // namespace sqlalloy::inline v0
