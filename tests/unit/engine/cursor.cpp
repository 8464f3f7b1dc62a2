// SPDX-License-Identifier: MIT
#include <sqlalloy/dialect/sqlite.hpp>
#include <sqlalloy/engine/cursor.hpp>
#include <sqlalloy/expr/comparison.hpp>
#include <sqlalloy/query/insert.hpp>
#include <sqlalloy/query/select.hpp>

#include <catch2/catch.hpp>
#include <support/fake_pool.hpp>
#include <support/schemas.hpp>

#include <cstdint>
#include <limits>
#include <string>
#include <vector>

namespace sa = sqlalloy;
using namespace sa::literals;
using blog::User;
using sa::failure;
using texts = std::vector<std::string>;

namespace {

using cursor = sa::cursor<fake::sqlite>;
using one_connection = fake::one_connection<>;

const std::string by_age = "SELECT users.id, users.name, users.email, users.age FROM users WHERE users.age > ?";
constexpr auto older = sa::select<User>().where(sa::col<&User::age> > "age"_p);

auto age(int years) { return sa::held_arguments<decltype("age"_p = 1)>{{"age"_p = std::move(years)}}; }

fake::answer two_users() {
  return {.columns = {"id", "name", "email", "age"},
          .rows = {{std::int64_t{1}, "Ada", "ada@example.org", std::int64_t{36}},
                   {std::int64_t{2}, "Grace", {}, std::int64_t{85}}}};
}

TEST_CASE_METHOD(one_connection, "a query is bound, executed and read row by row") {
  database->answers[by_age] = two_users();
  cursor rows(&connection);
  rows.execute(older, age(18));
  REQUIRE(rows.ok());
  CHECK(database->bound == texts{"18"});
  CHECK(database->log == texts{"BEGIN", by_age});
  User user;
  REQUIRE(rows.next());
  REQUIRE(rows.read(user));
  CHECK(user.name == "Ada");
  REQUIRE(rows.next());
  REQUIRE(rows.read(user));
  CHECK(user.name == "Grace");
  CHECK(user.email == std::nullopt);
  CHECK_FALSE(rows.next());
  CHECK_FALSE(rows.is_open());
  CHECK_FALSE(rows.next());
  CHECK(rows.ok());
  CHECK(database->cursors == 0);
}

TEST_CASE_METHOD(one_connection, "in steady state an execution is one bind, one execute, one finish") {
  database->answers[by_age] = two_users();
  for (int round = 0; round != 5; ++round) {
    cursor rows(&connection);
    rows.execute(older, age(round));
  }
  CHECK(database->prepared == 1);
  CHECK(database->executed == 5);
  CHECK(database->fetched == 0);
  CHECK(database->cursors == 0);
  CHECK(database->count("BEGIN") == 1);
}

TEST_CASE_METHOD(one_connection, "the same query may be executed while its rows are read") {
  database->answers[by_age] = two_users();
  cursor outer(&connection);
  outer.execute(older, age(1));
  outer.open(nullptr);
  cursor inner(&connection);
  inner.execute(older, age(2));
  inner.open(nullptr);
  User user;
  CHECK(inner.next());
  CHECK(inner.read(user));
  CHECK(outer.next());
  CHECK(outer.read(user));
  CHECK(user.name == "Ada");
  CHECK(database->prepared == 2);
  inner.close();
  cursor again(&connection);
  again.execute(older, age(3));
  CHECK(database->prepared == 2);
}

TEST_CASE_METHOD(one_connection,
                 "a connection ends its cursors when it is given back, in whatever order they were opened") {
  database->answers[by_age] = two_users();
  cursor first(&connection), second(&connection), third(&connection);
  for (cursor* one : {&first, &second, &third}) {
    one->execute(older, age(1));
    one->open(nullptr);
  }
  second.close();
  CHECK(database->cursors == 2);
  CHECK(connection.reset());
  CHECK_FALSE(first.is_open());
  CHECK_FALSE(third.next());
  CHECK(database->cursors == 0);
  CHECK(connection.readers == 0);
}

TEST_CASE_METHOD(one_connection, "what fails is told with its SQL, and the cursor is closed") {
  SECTION("preparing") {
    database->prepare_failure = failure::programming;
    cursor rows(&connection);
    rows.execute(older, age(1));
    REQUIRE_FALSE(rows.ok());
    CHECK(rows.take_error().kind == failure::programming);
    CHECK(rows.take_error().sql == by_age);
    CHECK_FALSE(rows.is_open());
  }
  SECTION("binding") {
    database->bind_failure = failure::data;
    cursor rows(&connection);
    rows.execute(older, age(1));
    CHECK(rows.take_error().message == "bind refused");
    CHECK(database->executed == 0);
  }
  SECTION("executing") {
    database->answers[by_age] = {.failure = failure::operational};
    cursor rows(&connection);
    rows.execute(older, age(1));
    CHECK(rows.take_error().kind == failure::operational);
    CHECK_FALSE(rows.next());
  }
  SECTION("fetching") {
    database->answers[by_age] = two_users();
    database->answers[by_age].fails_at_row = 1;
    cursor rows(&connection);
    rows.execute(older, age(1));
    CHECK(rows.next());
    CHECK_FALSE(rows.next());
    CHECK(rows.take_error().message == "fetch refused");
    CHECK_FALSE(rows.is_open());
  }
  CHECK(database->cursors == 0);
}

TEST_CASE_METHOD(one_connection,
                 "a value that does not fit its column is told by its position and nothing is executed") {
  const auto query = sa::select<User>().where(sa::col<&User::age> > 5, sa::col<&User::id> == "id"_p);
  cursor rows(&connection);
  rows.execute(query,
               sa::held_arguments<decltype("id"_p = 1ull)>{{"id"_p = std::numeric_limits<unsigned long long>::max()}});
  CHECK(rows.take_error().kind == failure::data);
  CHECK(rows.take_error().message == "sqlalloy: the value of parameter 2 does not fit its type in the database");
  CHECK(database->executed == 0);
}

TEST_CASE_METHOD(one_connection, "a row that does not fit is a data error that names the column") {
  database->answers[by_age] = two_users();
  database->answers[by_age].rows[0][1] = {};
  database->answers[by_age].rows[1][3] = "many";
  cursor rows(&connection);
  rows.execute(older, age(1));
  User user;
  REQUIRE(rows.next());
  SECTION("NULL where there is no NULL") {
    CHECK_FALSE(rows.read(user));
    CHECK(rows.take_error().message ==
          "sqlalloy: column 2 (name) of the row is NULL, and what it is read into knows no NULL");
  }
  SECTION("another type") {
    REQUIRE(rows.next());
    CHECK_FALSE(rows.read(user));
    CHECK(rows.take_error().message ==
          "sqlalloy: column 4 (age) of the row has a value that what it is read into cannot hold");
  }
  CHECK(rows.take_error().kind == failure::data);
  CHECK(rows.take_error().sql == by_age);
  CHECK_FALSE(rows.is_open());
}

TEST_CASE_METHOD(one_connection, "a statement that turned out wrong is prepared anew the next time") {
  database->answers[by_age] = {.failure = failure::not_supported};
  cursor first(&connection);
  first.execute(older, age(1));
  CHECK_FALSE(first.ok());
  CHECK(database->statements == 0);
  database->answers[by_age] = two_users();
  cursor second(&connection);
  second.execute(older, age(1));
  CHECK(second.ok());
  CHECK(database->prepared == 2);
}

TEST_CASE("bound values are shown only where that was asked for") {
  for (const bool show : {false, true}) {
    one_connection made({.show_parameters = show});
    made.database->answers[by_age] = {.failure = failure::data};
    cursor rows(&made.connection);
    rows.execute(older, age(42));
    CHECK(rows.take_error().parameters == (show ? "42" : ""));
  }
}

TEST_CASE("without a connection nothing is executed") {
  cursor rows(nullptr);
  rows.execute(older, age(1));
  CHECK(rows.take_error().kind == failure::invalid_request);
  cursor text(nullptr);
  text.execute_text({"SELECT 1", 8});
  CHECK(text.take_error().kind == failure::invalid_request);
  CHECK_FALSE(text.next());
}

}  // namespace
