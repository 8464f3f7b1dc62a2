// SPDX-License-Identifier: MIT
#include <sqlalloy/dialect/postgresql.hpp>
#include <sqlalloy/engine/modify.hpp>
#include <sqlalloy/query/delete.hpp>

#include <catch2/catch.hpp>
#include <support/fake_rows.hpp>

#include <cstdint>
#include <string>
#include <type_traits>
#include <vector>

namespace sa = sqlalloy;
using blog::User;
using texts = std::vector<std::string>;

namespace {

using insert_user = decltype(sa::insert(User{}));
using insert_users = decltype(sa::insert(std::vector<User>{}));
static_assert(!sa::inserts_a_range<insert_user> && sa::inserts_a_range<insert_users>);
static_assert(std::is_same_v<sa::dml_result_of<insert_user>, sa::dml_result<std::int64_t>>);
static_assert(std::is_same_v<sa::dml_result_of<insert_users>, sa::dml_result<>>);
static_assert(std::is_same_v<sa::dml_result_of<decltype(sa::delete_from<User>())>, sa::dml_result<>>);
static_assert(
    std::is_same_v<sa::dml_result_of<decltype(sa::insert(User{}).on_conflict(sa::col<&User::id>).do_nothing())>,
                   sa::dml_result<>>,
    "the last key is not of this statement where no row was inserted");
static_assert(sa::rules::range_gives_no_rows<insert_users>);
static_assert(!sa::rules::range_gives_no_rows<decltype(sa::insert(std::vector<User>{}).returning(sa::col<&User::id>))>);

template <class Driver, class Query>
auto run(sa::pooled_connection<Driver>& connection, const Query& query, sa::result<>& failed) {
  return sa::modify(&connection, &failed, query, sa::held_arguments<>{});
}

TEST_CASE("an INSERT tells the rows and the key that the database gave") {
  fake::one_connection<> one;
  one.database->answers[fake::insert_user_sql] = {.changed = 1};
  one.database->last_insert_id = 42;
  sa::result<> failed;
  const auto done = run(one.connection, sa::insert(User{.name = "Ada"}), failed);
  CHECK(failed);
  CHECK(done.rowcount() == 1);
  CHECK(done.inserted_primary_key() == 42);
  CHECK(one.database->cursors == 0);
  CHECK(one.database->fetched == 0);
}

struct Narrow {
  std::int32_t id{};
  std::int32_t number{};

  using table = sa::table<"narrow", sa::primary_key<&Narrow::id>>;
};

TEST_CASE("a key that does not fit that of the struct is an error, where it is of this INSERT") {
  fake::one_connection<> one;
  const std::string sql = "INSERT INTO narrow (number) VALUES (?)";
  one.database->last_insert_id = 3'000'000'000;
  one.database->answers[sql] = {.changed = 1};
  sa::result<> failed;
  run(one.connection, sa::insert(Narrow{}), failed);
  REQUIRE_FALSE(failed);
  CHECK(failed.error().kind == sa::failure::data);
  CHECK(failed.error().message.find("3000000000") != std::string::npos);
  CHECK(failed.error().sql == sql);
  one.database->answers[sql] = {.changed = 0};  // by a trigger
  run(one.connection, sa::insert(Narrow{}), failed = {});
  CHECK(failed);
  CHECK(one.database->cursors == 0);
}

TEST_CASE("where there is no last key the INSERT returns it") {
  fake::one_connection<fake::postgresql> one;
  const std::string sql = "INSERT INTO users (name, email, age) VALUES ($1, $2, $3) RETURNING id";
  one.database->answers[sql] = {.columns = {"id"}, .rows = {{std::int64_t{43}}}, .changed = 1};
  sa::result<> failed;
  const auto done = run(one.connection, sa::insert(User{.name = "Ada"}), failed);
  CHECK(failed);
  CHECK(done.inserted_primary_key() == 43);
  CHECK(done.rowcount() == 1);
}

TEST_CASE("a range is inserted all or none") {
  fake::one_connection<> one;
  one.database->answers[fake::insert_user_sql] = {.changed = 1};
  const std::vector<User> users{{.name = "Ada"}, {.name = "Grace"}, {.name = "Linus"}};
  sa::result<> failed;
  SECTION("all") {
    CHECK(run(one.connection, sa::insert(users), failed).rowcount() == 3);
    CHECK(failed);
    CHECK(one.database->log == texts{"BEGIN", "SAVEPOINT sa_savepoint_1", fake::insert_user_sql, fake::insert_user_sql,
                                     fake::insert_user_sql, "RELEASE SAVEPOINT sa_savepoint_1"});
  }
  SECTION("none") {
    one.database->answers[fake::insert_user_sql].failure = sa::failure::integrity;
    CHECK(run(one.connection, sa::insert(users), failed).rowcount() == 0);
    REQUIRE_FALSE(failed);
    CHECK(failed.error().kind == sa::failure::integrity);
    CHECK(failed.error().sql == fake::insert_user_sql);
    CHECK(one.database->log == texts{"BEGIN", "SAVEPOINT sa_savepoint_1", fake::insert_user_sql,
                                     "ROLLBACK TO SAVEPOINT sa_savepoint_1; RELEASE SAVEPOINT sa_savepoint_1"});
  }
  SECTION("and so is one in a transaction, which goes on where it fails") {
    CHECK(run(one.connection, sa::insert(std::vector<User>{{.name = "Ada"}}), failed).rowcount() == 1);
    CHECK(one.database->log ==
          texts{"BEGIN", "SAVEPOINT sa_savepoint_1", fake::insert_user_sql, "RELEASE SAVEPOINT sa_savepoint_1"});
  }
  SECTION("but one needs no savepoint where each statement is kept by itself") {
    REQUIRE(one.connection.use({.isolation = sa::isolation_level::autocommit}));
    CHECK(run(one.connection, sa::insert(std::vector<User>{{.name = "Ada"}}), failed).rowcount() == 1);
    CHECK(one.database->log == texts{fake::insert_user_sql});
  }
  SECTION("an empty range executes nothing") {
    CHECK(run(one.connection, sa::insert(std::vector<User>{}), failed).rowcount() == 0);
    CHECK(failed);
    CHECK(one.database->executed == 0);
    CHECK(one.database->prepared == 0);
  }
}

TEST_CASE("without a connection nothing is modified") {
  sa::pooled_connection<fake::sqlite>* none = nullptr;
  sa::result<> failed, failed_too, failed_at_all;
  (void)sa::modify(none, &failed, sa::insert(User{}), sa::held_arguments<>{});
  (void)sa::modify(none, &failed_too, sa::insert(std::vector<User>{{}, {}}), sa::held_arguments<>{});
  (void)sa::modify(none, &failed_at_all, sa::insert(std::vector<User>{}), sa::held_arguments<>{});
  for (sa::result<>* one : {&failed, &failed_too, &failed_at_all}) {
    REQUIRE_FALSE(*one);
    CHECK(one->error().kind == sa::failure::invalid_request);
  }
}

}  // namespace
