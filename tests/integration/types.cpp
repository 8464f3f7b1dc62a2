// SPDX-License-Identifier: MIT
#include <sqlalloy.hpp>
#include <sqlalloy/driver/libpq.hpp>
#include <sqlalloy/driver/mysqlclient.hpp>
#include <sqlalloy/driver/sqlite3.hpp>

#include <catch2/catch.hpp>
#include <integration/types.hpp>
#include <support/server_url.hpp>

#include <cstdint>
#include <string>

namespace sa = sqlalloy;

namespace {

struct in_memory {
  static constexpr bool numbers_are_short = false;
  static auto engine() { return sa::create_engine<sa::sqlite::sqlite3>("sqlite://"); }
};
struct on_postgresql {
  static constexpr bool numbers_are_short = false;
  static auto engine() {
    return sa::create_engine<sa::postgresql::libpq>(support::server_url("SQLALLOY_POSTGRESQL_URL"));
  }
};
struct on_mariadb {
  static constexpr bool numbers_are_short = true;
  static auto engine() {
    return sa::create_engine<sa::mariadb::mysqlclient>(support::server_url("SQLALLOY_MARIADB_URL"));
  }
};
struct on_mysql {
  static constexpr bool numbers_are_short = true;
  static auto engine() { return sa::create_engine<sa::mysql::mysqlclient>(support::server_url(support::mysql_server)); }
};

struct Indexed {
  std::int64_t id{};
  sa::json body{};

  using table = sa::table<"suite_indexed", sa::primary_key<&Indexed::id>, sa::column_type<&Indexed::body, "JSONB">>;
};

TEST_CASE("libpq: JSON in a column of jsonb comes back as PostgreSQL writes it") {
  types_suite::fixture<on_postgresql, Indexed> f;
  f.db.execute(sa::insert(Indexed{.body = {R"({"b":1,  "a":[]})"}}));
  CHECK(f.db.execute(sa::select<Indexed>()).one().body.text == R"({"a": [], "b": 1})");
}

TEST_CASE("sqlite3: types of headers of their own") { types_suite::run<in_memory>(); }
TEST_CASE("libpq: types of headers of their own") { types_suite::run<on_postgresql>(); }
TEST_CASE("mysqlclient: types of headers of their own") { types_suite::run<on_mariadb>(); }
TEST_CASE("mysqlclient: types of headers of their own, on MySQL") {
  if (support::has_mysql()) types_suite::run<on_mysql>();
}

}  // namespace
