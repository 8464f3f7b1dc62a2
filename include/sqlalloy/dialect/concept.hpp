// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy/dialect/transaction_mode.hpp>
#include <sqlalloy/dialect/writer.hpp>
#include <sqlalloy/type/storage.hpp>

#include <concepts>
#include <string_view>

namespace sqlalloy::inline v0 {

/// How a database spells SQL. To write one, inherit `ansi::dialect`, which has all of it but the name,
/// what needs quotes and how new keys are told, say `using ansi::dialect::write;`, and shadow what the database spells
/// differently.
template <class T>
concept dialect = requires(writer<T>& out, std::string_view word, sql_type type, const transaction_mode& mode) {
  { T::name } -> std::convertible_to<std::string_view>;  // as it stands in a URL
  { T::has_right_join } -> std::convertible_to<bool>;
  { T::has_last_insert_id } -> std::convertible_to<bool>;  // else INSERT gives the new key with RETURNING
  { T::needs_quotes(word) } -> std::same_as<bool>;
  { T::type_name(type) } -> std::same_as<std::string_view>;
  { T::has_mode(mode) } -> std::same_as<bool>;
  T::placeholder(out);
  T::write_begin(out, mode);
  T::write_after_transaction(out, mode);
};

}  // namespace sqlalloy::inline v0
