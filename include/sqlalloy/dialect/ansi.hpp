// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy/dialect/ansi/select.hpp>

namespace sqlalloy::inline v0::ansi {

/// SQL as the standard spells it.
struct dialect : select_spelling {
  using select_spelling::write;
};

}  // namespace sqlalloy::inline v0::ansi
