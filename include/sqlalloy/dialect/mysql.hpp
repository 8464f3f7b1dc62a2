// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy/dialect/mysql/transaction.hpp>
#include <sqlalloy/dialect/tag.hpp>

#include <string_view>

namespace sqlalloy::inline v0::mysql {

/// MySQL's SQL, from version 8.0.19 on.
struct dialect : transaction_spelling {
  using transaction_spelling::write;

  static constexpr std::string_view name = "mysql";
  static constexpr std::string_view collation = "utf8mb4_0900_bin";

  // An assignment sees those before it (MySQL 8.0, 15.2.17).
  static constexpr bool sets_at_once = false;

  // MySQL 8.0, 15.2.13 "SELECT Statement".
  static constexpr bool has_lock(lock_strength strength, lock_wait, bool) {
    return strength == lock_strength::update || strength == lock_strength::share;
  }

  // What excluded() is of (MySQL 8.0, 15.2.7.2).
  static constexpr std::string_view name_of_new_row = " AS excluded";
};

}  // namespace sqlalloy::inline v0::mysql
