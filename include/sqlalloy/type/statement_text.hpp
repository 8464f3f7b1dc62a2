// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy/type/storage.hpp>

#include <cstddef>
#include <span>

namespace sqlalloy::inline v0 {

/// The type of a parameter that is a list (`array_view`) of values of type `element`.
constexpr sql_type array_of(sql_type element) noexcept {
  return static_cast<sql_type>(static_cast<unsigned char>(element) | 0x80u);
}

/// Whether a parameter of this type is a list.
constexpr bool is_array(sql_type type) noexcept { return (static_cast<unsigned char>(type) & 0x80u) != 0; }

/// The type of the elements of a list; of another type, that type.
constexpr sql_type element_of(sql_type type) noexcept {
  return static_cast<sql_type>(static_cast<unsigned char>(type) & 0x7Fu);
}

/// SQL as a driver gets it. All of it is constant: it must outlive the statements that are prepared from it.
struct statement_text {
  const char* sql = "";                       ///< ends with a NUL
  std::size_t size = 0;                       ///< without the NUL
  std::span<const sql_type> parameters = {};  ///< one for each placeholder, lists as `array_of`
  std::span<const sql_type> columns = {};     ///< what will be read from each row; empty: no row, or not known
};

}  // namespace sqlalloy::inline v0
