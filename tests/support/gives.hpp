// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy/expr/expression.hpp>

#include <type_traits>

/// Whether the value of an expression has that C++ type: `static_assert(gives<bool>(sa::col<&User::age> > 17))`.
template <class T, sqlalloy::expression Node>
constexpr bool gives(const Node&) {
  return std::is_same_v<typename Node::value_type, T>;
}
