// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy/expr/operand.hpp>

#include <utility>

namespace sqlalloy::inline v0 {

/// A value as an expression by itself: `sa::select(sa::value(1))`. It is bound, as every value is.
template <bindable T>
constexpr auto value(T initial) {
  return as_operand<T>(std::move(initial));
}
constexpr auto value(literal_text literal) { return as_operand<void>(literal); }

}  // namespace sqlalloy::inline v0
