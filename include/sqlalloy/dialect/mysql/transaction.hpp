// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy/dialect/mysql/schema.hpp>
#include <sqlalloy/dialect/transaction_mode.hpp>

namespace sqlalloy::inline v0::mysql {

/// How MySQL and MariaDB begin a transaction.
struct transaction_spelling : schema_spelling {
  using schema_spelling::write;

  // The level is said of the next transaction, before it begins (MySQL 8.0, 15.3.7).
  template <class Writer>
  static constexpr void write_begin(Writer& out, transaction_mode mode) {
    if (mode.isolation != isolation_level::database_default) {
      out.text("SET TRANSACTION ISOLATION LEVEL ");
      out.text(name_of(mode.isolation));
      out.text("; ");
      mode.isolation = isolation_level::database_default;
    }
    schema_spelling::write_begin(out, mode);
  }
};

}  // namespace sqlalloy::inline v0::mysql
