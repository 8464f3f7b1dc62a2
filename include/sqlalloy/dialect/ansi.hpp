// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy/dialect/ansi/schema.hpp>
#include <sqlalloy/dialect/ansi/transaction.hpp>

namespace sqlalloy::inline v0::ansi {

/// SQL as the standard spells it.
struct dialect : schema_spelling, transaction_spelling {
  using schema_spelling::write;

  static constexpr bool has_right_join = true;
};

}  // namespace sqlalloy::inline v0::ansi
