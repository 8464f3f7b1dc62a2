// SPDX-License-Identifier: MIT
#include <sqlalloy/dialect/postgresql.hpp>
#include <sqlalloy/dialect/sqlite.hpp>
#include <sqlalloy/engine/compiled_statement.hpp>
#include <sqlalloy/expr/comparison.hpp>
#include <sqlalloy/query/select.hpp>

#include <catch2/catch.hpp>
#include <support/fake_driver.hpp>
#include <support/schemas.hpp>

#include <string_view>
#include <type_traits>

namespace sa = sqlalloy;
using namespace sa::literals;
using blog::User;

namespace {

TEST_CASE("a query has one key in a dialect") {
  const auto query = sa::select<User>().where(sa::col<&User::id> == "id"_p);
  using compiled = sa::compiled_statement<std::remove_const_t<decltype(query)>, fake::sqlite>;
  const fake::connection connection;
  const sa::statement_key key = compiled::key(connection, query);
  CHECK(std::string_view(key.text->sql) ==
        "SELECT users.id, users.name, users.email, users.age FROM users WHERE users.id = ?");
  CHECK(key.texts == 1);
  CHECK(key.id == compiled::key(connection, query).id);
  CHECK(key.text == compiled::key(connection, query).text);
}

TEST_CASE("each way that the clauses of a query can go has a key of its own") {
  const auto query = [](bool on) { return sa::select<User>().where(sa::when(on, sa::col<&User::age> > 18)); };
  using compiled = sa::compiled_statement<decltype(query(true)), fake::sqlite>;
  const fake::connection connection;
  const sa::statement_key off = compiled::key(connection, query(false)), on = compiled::key(connection, query(true));
  CHECK(on.texts == 2);
  CHECK(on.id == off.id);
  CHECK(on.hash != off.hash);
  CHECK(std::string_view(on.text->sql).ends_with("WHERE users.age > ?"));
  CHECK(on.text->parameters.size() == 1);
  CHECK(off.text->parameters.empty());
}

TEST_CASE("with several drivers the one that is open decides the dialect") {
  const auto query = sa::select<User>().where(sa::col<&User::id> == "id"_p);
  using drivers = sa::any_of<fake::sqlite, fake::postgresql>;
  using compiled = sa::compiled_statement<std::remove_const_t<decltype(query)>, drivers>;
  const fake::fresh_database database;
  drivers::connection connection;
  REQUIRE(connection.open({}, 1).ok());
  const sa::statement_key second = compiled::key(connection, query);
  CHECK(std::string_view(second.text->sql).ends_with("= $1"));
  REQUIRE(connection.open({}, 0).ok());
  const sa::statement_key first = compiled::key(connection, query);
  CHECK(std::string_view(first.text->sql).ends_with("= ?"));
  CHECK(first.id != second.id);
}

}  // namespace
