// SPDX-License-Identifier: MIT
#include <sqlalloy/dialect/postgresql.hpp>
#include <sqlalloy/dialect/sqlite.hpp>
#include <sqlalloy/engine/schema_script.hpp>

#include <catch2/catch.hpp>
#include <support/fake_driver.hpp>
#include <support/schemas.hpp>

#include <string>
#include <string_view>

namespace sa = sqlalloy;
using blog::Post;
using blog::User;

namespace {

TEST_CASE("tables are created behind those that they refer to, and dropped before") {
  using script = sa::schema_script<fake::sqlite, Post, User>;
  const fake::connection connection;
  const std::string_view create = script::create_all(connection), drop = script::drop_all(connection);
  CHECK(create.find("EXISTS users ") < create.find("EXISTS posts "));
  CHECK(drop.find("EXISTS posts;") < drop.find("EXISTS users;"));
}

TEST_CASE("with several drivers the one that is open decides the dialect of a script") {
  using drivers = sa::any_of<fake::sqlite, fake::postgresql>;
  using script = sa::schema_script<drivers, User>;
  const fake::fresh_database database;
  drivers::connection connection;
  CHECK(std::string_view(script::create_all(connection)).empty());
  REQUIRE(connection.open({}, 0).ok());
  CHECK(std::string_view(script::create_all(connection)).find("STRICT") != std::string_view::npos);
  REQUIRE(connection.open({}, 1).ok());
  CHECK(std::string_view(script::create_all(connection)).find("IDENTITY") != std::string_view::npos);
  CHECK(std::string_view(script::drop_all(connection)).starts_with("DROP TABLE"));
}

}  // namespace
