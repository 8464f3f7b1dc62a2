// SPDX-License-Identifier: MIT
#include <sqlalloy/dialect.hpp>
#include <sqlalloy/driver/libpq.hpp>
#include <sqlalloy/driver/mysqlclient.hpp>
#include <sqlalloy/driver/sqlite3.hpp>
#include <sqlalloy/engine/bulk_insert.hpp>

#include <catch2/catch.hpp>
#include <support/fake_rows.hpp>

#include <cstdint>
#include <string>
#include <vector>

namespace sa = sqlalloy;
using blog::User;
using texts = std::vector<std::string>;

namespace {

const std::vector<User> users{{.name = "Ada", .age = 36}, {.name = "Grace", .age = 85}};

struct by_name {
  std::string name{};
  using table = sa::table<"names", sa::primary_key<&by_name::name>>;
};
static_assert(sa::rules::table_numbers_its_rows<User> && !sa::rules::table_numbers_its_rows<by_name>);

static_assert(sa::key_source<sa::postgresql::libpq>::returns, "there is no last key to ask for");
static_assert(!sa::key_source<sa::sqlite::sqlite3>::returns, "to ask costs nothing");
static_assert(!sa::key_source<sa::mysql::mysqlclient>::returns, "MySQL has no RETURNING");
using any = sa::any_of<sa::mysql::mysqlclient, sa::postgresql::libpq>;
static_assert(sa::key_source<any>::may_return && sa::key_source<any>::may_ask);

TEST_CASE("where a driver has no way of its own, many rows are inserted one by one, all or none") {
  fake::one_connection<> one;
  one.database->answers[fake::insert_user_sql] = {.changed = 1};
  sa::result<> failed;
  CHECK(sa::bulk_insert(&one.connection, &failed, sa::insert(users)).rowcount() == 2);
  CHECK(failed);
  one.database->answers[fake::insert_user_sql].failure = sa::failure::integrity;
  CHECK(sa::bulk_insert(&one.connection, &failed, sa::insert(users)).rowcount() == 0);
  REQUIRE_FALSE(failed);
  CHECK(failed.error().kind == sa::failure::integrity);
  CHECK(one.database->log.back() == "ROLLBACK TO SAVEPOINT sa_savepoint_1; RELEASE SAVEPOINT sa_savepoint_1");
}

TEST_CASE("keys are the last inserted ones, or returned where there are none") {
  sa::result<> failed;
  {
    fake::one_connection<> one;
    one.database->last_insert_id = 5;
    CHECK(sa::bulk_insert_for_keys(&one.connection, &failed, sa::insert(users)) == std::vector<std::int64_t>{5, 5});
  }
  fake::one_connection<fake::postgresql> one;
  const std::string sql = "INSERT INTO users (name, email, age) VALUES ($1, $2, $3) RETURNING id";
  one.database->answers[sql] = {.columns = {"id"}, .rows = {{std::int64_t{6}}}};
  CHECK(sa::bulk_insert_for_keys(&one.connection, &failed, sa::insert(users)) == std::vector<std::int64_t>{6, 6});
  CHECK(failed);
  one.database->answers[sql].failure = sa::failure::integrity;
  CHECK(sa::bulk_insert_for_keys(&one.connection, &failed, sa::insert(users)).empty());
  CHECK_FALSE(failed);
}

}  // namespace
