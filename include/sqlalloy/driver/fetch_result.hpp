// SPDX-License-Identifier: MIT
#pragma once

namespace sqlalloy::inline v0 {

/// What `connection::fetch` found.
enum class fetch_result : unsigned char {
  row,     ///< a row can be read
  done,    ///< there are no more rows
  failed,  ///< `error()` says why
};

/// What `connection::read` found in a column of the row.
enum class read_result : unsigned char {
  value,
  null,
  mismatch,  ///< a value of another type, or one that does not fit; the destination is untouched
};

}  // namespace sqlalloy::inline v0
