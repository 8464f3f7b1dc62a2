// SPDX-License-Identifier: MIT
#include <sqlalloy/engine/range_cursor.hpp>

#include <catch2/catch.hpp>
#include <support/fake_rows.hpp>

#include <cstdint>
#include <string>
#include <vector>

namespace sa = sqlalloy;
using blog::User;
using texts = std::vector<std::string>;

namespace {

using one_connection = fake::one_connection<>;
using cursor = sa::range_cursor<fake::sqlite>;

const std::vector<User> users{{.name = "Ada", .age = 36}, {.name = "Grace", .age = 85}};

TEST_CASE_METHOD(one_connection, "the structs of a range are bound to one statement, one after the other") {
  database->answers[fake::insert_user_sql] = {.changed = 1};
  std::int64_t rows = 0;
  cursor all(&connection);
  all.execute_each(sa::insert(users), sa::held_arguments<>{}, sa::count_inserted{rows});
  CHECK(all.ok());
  CHECK(rows == 2);
  CHECK(database->bound == texts{"Grace", "NULL", "85"});
  CHECK(database->prepared == 1);
  CHECK(database->executed == 2);
  CHECK(database->cursors == 0);
}

TEST_CASE_METHOD(one_connection, "structs may be anywhere, where the range is one of pointers") {
  using source = sa::insert_structs<User, std::vector<const User*>>;
  const sa::insert_query<User, source> scattered{source{{&users[1], &users[0]}}, {}, {}};
  database->last_insert_id = 3;
  std::vector<std::int64_t> keys;
  cursor all(&connection);
  all.execute_each(scattered, sa::held_arguments<>{}, sa::keep_last_key<std::int64_t>{keys});
  CHECK(all.ok());
  CHECK(keys.size() == 2);
  CHECK(database->bound == texts{"Ada", "NULL", "36"});
}

TEST_CASE_METHOD(one_connection, "a key that is missing is an error, for the others might be anybody's") {
  const auto returning = sa::insert(users).returning(sa::col<&User::id>);
  database->answers[fake::insert_user_sql + " RETURNING id"] = {.columns = {"id"}};
  std::vector<std::int64_t> keys;
  cursor all(&connection);
  all.execute_each(returning, sa::held_arguments<>{}, sa::keep_returned<std::int64_t>{keys});
  CHECK(all.take_error().kind == sa::failure::invalid_request);
}

TEST_CASE_METHOD(one_connection, "keys are read from the rows, or asked for after each") {
  const auto returning = sa::insert(users).returning(sa::col<&User::id>);
  database->answers[fake::insert_user_sql + " RETURNING id"] = {.columns = {"id"}, .rows = {{std::int64_t{7}}}};
  std::vector<std::int64_t> keys;
  {
    cursor all(&connection);
    all.execute_each(returning, sa::held_arguments<>{}, sa::keep_returned<std::int64_t>{keys});
    CHECK(all.ok());
  }
  CHECK(keys == std::vector<std::int64_t>{7, 7});
  database->last_insert_id = 9;
  cursor all(&connection);
  all.execute_each(sa::insert(users), sa::held_arguments<>{}, sa::keep_last_key<std::int64_t>{keys});
  CHECK(keys == std::vector<std::int64_t>{9, 9});
  CHECK(database->cursors == 0);
}

TEST_CASE_METHOD(one_connection, "a key that does not fit ends it") {
  database->last_insert_id = 3'000'000'000;
  std::vector<std::int32_t> keys;
  cursor all(&connection);
  all.execute_each(sa::insert(users), sa::held_arguments<>{}, sa::keep_last_key<std::int32_t>{keys});
  CHECK(all.take_error().kind == sa::failure::data);
  CHECK(database->executed == 1);
  std::int64_t key = 0;
  CHECK(sa::read_told_key(3'000'000'000, key));
  CHECK(key == 3'000'000'000);
}

TEST_CASE_METHOD(one_connection, "the first failure ends it") {
  database->answers[fake::insert_user_sql] = {.failure = sa::failure::integrity};
  std::int64_t rows = 0;
  cursor all(&connection);
  all.execute_each(sa::insert(users), sa::held_arguments<>{}, sa::count_inserted{rows});
  CHECK(all.take_error().kind == sa::failure::integrity);
  CHECK(database->executed == 1);
}

}  // namespace
