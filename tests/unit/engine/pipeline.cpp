// SPDX-License-Identifier: MIT
#include <sqlalloy/engine/pipeline.hpp>

#include <catch2/catch.hpp>
#include <support/fake_rows.hpp>

#include <cstdint>
#include <string>
#include <type_traits>
#include <vector>

namespace sa = sqlalloy;
using namespace sa::literals;
using blog::User;
using texts = std::vector<std::string>;

namespace {

using one_connection = fake::one_connection<>;

using insert_user = decltype(sa::insert(User{}));
using both = sa::pipeline_result<decltype(fake::all_users), insert_user>;
static_assert(std::tuple_size_v<both> == 2);
static_assert(std::is_same_v<std::tuple_element_t<0, both>, std::vector<User>>);
static_assert(std::is_same_v<std::tuple_element_t<1, both>, sa::dml_result<std::int64_t>>);
static_assert(sa::rules::statement_is_complete<insert_user>);
static_assert(!sa::rules::statement_is_complete<decltype(fake::user_by_id)>);
static_assert(!sa::rules::statement_is_complete<decltype(sa::insert(std::vector<User>{}))>);

TEST_CASE_METHOD(one_connection, "without pipelines statements are executed one after the other") {
  database->answers[fake::all_users_sql] = fake::users();
  database->answers[fake::insert_user_sql] = {.changed = 1};
  database->last_insert_id = 3;
  sa::result<> failed;
  const auto [users, done] = sa::run_pipeline(&connection, &failed, fake::all_users, sa::insert(User{.name = "Ada"}));
  CHECK(failed);
  CHECK(users.size() == 2);
  CHECK(done.inserted_primary_key() == 3);
  CHECK(done.rowcount() == 1);
  CHECK(database->cursors == 0);
}

TEST_CASE_METHOD(one_connection, "the first failure is told, and what follows is not executed") {
  database->answers[fake::insert_user_sql] = {.failure = sa::failure::integrity};
  sa::result<> failed;
  (void)sa::run_pipeline(&connection, &failed, fake::names, sa::insert(User{.name = "Ada"}), fake::all_users);
  REQUIRE_FALSE(failed);
  CHECK(failed.error().kind == sa::failure::integrity);
  CHECK(database->log == texts{"BEGIN", fake::names_sql, fake::insert_user_sql});
}

}  // namespace
