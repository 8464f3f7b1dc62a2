// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy/driver/connect_options.hpp>
#include <sqlalloy/driver/libpq.hpp>
#include <sqlalloy/driver/mysqlclient.hpp>
#include <sqlalloy/driver/sqlite3.hpp>
#include <sqlalloy/engine/url.hpp>

#include <catch2/catch.hpp>
#include <support/server_url.hpp>

#include <cstdlib>
#include <string>
#include <string_view>

namespace driver_suite {

/// Where a server is, by the variable of the environment that says it.
inline sqlalloy::connect_options server_options(const char* variable) {
  const char* text = std::getenv(variable);
  if (!text) FAIL(variable << " is not set; start a server with scripts/servers up and export what it prints");
  const sqlalloy::parsed_url url = sqlalloy::url::parse(text);
  if (!url.ok()) FAIL(url.error);
  return url.value.options;
}

struct sqlite_spelling {
  static constexpr bool is_server = false;
  static constexpr bool text_may_hold_nul = true;
  static constexpr bool nan_is_stored = false;
  static constexpr bool infinity_is_stored = true;
  static constexpr bool negative_zero_is_stored = false;
  static constexpr const char* no_such_table_state = "";
  static constexpr std::string_view told_foreign_key = "";  // it does not say which was violated

  static sqlalloy::connect_options options() {
    sqlalloy::connect_options in_memory;
    in_memory.memory_name = "driver suite";
    return in_memory;
  }

  static std::string type_name(sqlalloy::sql_type type) {
    using sqlalloy::sql_type;
    switch (type) {
      case sql_type::real:
      case sql_type::double_precision:
        return "REAL";
      case sql_type::bytes:
      case sql_type::uuid:
        return "BLOB";
      case sql_type::text:
      case sql_type::json:
      case sql_type::numeric:
      case sql_type::date:
      case sql_type::time:
      case sql_type::timestamp:
      case sql_type::timestamp_with_time_zone:
        return "TEXT";
      default:
        return "INTEGER";
    }
  }

  static std::string placeholder(int) { return "?"; }

  static std::string is_in_list(std::string_view column, sqlalloy::sql_type type, std::string_view placeholder) {
    const bool is_blob = type == sqlalloy::sql_type::uuid || type == sqlalloy::sql_type::bytes;
    return std::string(column) + " IN (SELECT " + (is_blob ? "unhex(value)" : "value") + " FROM json_each(" +
           std::string(placeholder) + "))";
  }
};

struct postgresql_spelling {
  static constexpr bool is_server = true;
  static constexpr bool text_may_hold_nul = false;
  static constexpr bool nan_is_stored = true;
  static constexpr bool infinity_is_stored = true;
  static constexpr bool negative_zero_is_stored = true;
  static constexpr const char* no_such_table_state = "42P01";
  static constexpr std::string_view told_foreign_key = "suite_key";

  static sqlalloy::connect_options options() { return server_options("SQLALLOY_POSTGRESQL_URL"); }

  static std::string create_user(const std::string& name, const std::string& password) {
    return "CREATE ROLE " + name + " LOGIN PASSWORD '" + password + "'";
  }
  static std::string drop_user(const std::string& name) { return "DROP ROLE IF EXISTS " + name; }

  static std::string type_name(sqlalloy::sql_type type) {
    if (sqlalloy::is_decimal(type)) return "NUMERIC(18, " + std::to_string(sqlalloy::scale_of(type)) + ")";
    return std::string(sqlalloy::postgresql::type_of(type).name);
  }

  static std::string placeholder(int number) { return "$" + std::to_string(number); }

  static std::string is_in_list(std::string_view column, sqlalloy::sql_type, std::string_view placeholder) {
    return std::string(column) + " = ANY(" + std::string(placeholder) + ")";
  }
};

struct mariadb_spelling {
  static constexpr bool is_server = true;
  static constexpr bool text_may_hold_nul = true;
  static constexpr bool nan_is_stored = false;
  static constexpr bool infinity_is_stored = false;
  static constexpr bool negative_zero_is_stored = false;
  static constexpr const char* no_such_table_state = "42S02";
  static constexpr std::string_view told_foreign_key = "suite_key";

  static sqlalloy::connect_options options() { return server_options("SQLALLOY_MARIADB_URL"); }
  static bool is_there() { return true; }

  static std::string create_user(const std::string& name, const std::string& password) {
    return "GRANT ALL ON *.* TO " + name + " IDENTIFIED BY '" + password + "'";
  }
  static std::string drop_user(const std::string& name) { return "DROP USER IF EXISTS " + name; }

  static std::string type_name(sqlalloy::sql_type type) {
    using sqlalloy::sql_type;
    switch (sqlalloy::kind_of(type)) {
      case sql_type::boolean:
        return "BOOL";
      case sql_type::smallint:
        return "SMALLINT";
      case sql_type::integer:
        return "INT";
      case sql_type::bigint:
      case sql_type::interval:
        return "BIGINT";
      case sql_type::real:
        return "FLOAT";
      case sql_type::double_precision:
        return "DOUBLE";
      case sql_type::text:
      case sql_type::json:
        return "LONGTEXT COLLATE utf8mb4_nopad_bin";
      case sql_type::bytes:
        return "LONGBLOB";
      case sql_type::date:
        return "DATE";
      case sql_type::time:
        return "TIME(6)";
      case sql_type::uuid:
        return "BINARY(16)";
      case sql_type::numeric:
        return "DECIMAL(65, 30)";
      case sql_type::decimal:
        return "DECIMAL(18, " + std::to_string(sqlalloy::scale_of(type)) + ")";
      default:
        return "DATETIME(6)";
    }
  }

  static std::string placeholder(int) { return "?"; }

  static std::string is_in_list(std::string_view column, sqlalloy::sql_type type, std::string_view placeholder) {
    const bool is_blob = type == sqlalloy::sql_type::uuid || type == sqlalloy::sql_type::bytes;
    return std::string(column) + " IN (SELECT " + (is_blob ? "unhex(v)" : "v") + " FROM JSON_TABLE(" +
           std::string(placeholder) + ", '$[*]' COLUMNS (v " + (is_blob ? "LONGTEXT" : type_name(type)) +
           " PATH '$')) AS list)";
  }
};

/// Debian has no MySQL server: its tests do nothing where the environment names none.
struct mysql_spelling : mariadb_spelling {
  static sqlalloy::connect_options options() { return server_options(support::mysql_server); }
  static bool is_there() { return support::has_mysql(); }

  static std::string create_user(const std::string& name, const std::string& password) {
    return "CREATE USER " + name + " IDENTIFIED BY '" + password + "'; GRANT ALL ON *.* TO " + name;
  }

  static std::string type_name(sqlalloy::sql_type type) {
    const auto kind = sqlalloy::kind_of(type);
    const bool is_text = kind == sqlalloy::sql_type::text || kind == sqlalloy::sql_type::json;
    return is_text ? "LONGTEXT COLLATE utf8mb4_0900_bin" : mariadb_spelling::type_name(type);
  }

  static std::string is_in_list(std::string_view column, sqlalloy::sql_type type, std::string_view placeholder) {
    std::string made = mariadb_spelling::is_in_list(column, type, placeholder);
    if (const auto at = made.find("nopad_bin"); at != made.npos) made.replace(at, 9, "0900_bin");
    return made;
  }
};

}  // namespace driver_suite
