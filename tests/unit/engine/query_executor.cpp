// SPDX-License-Identifier: MIT
#include <sqlalloy/engine/query_executor.hpp>

#include <catch2/catch.hpp>
#include <support/fake_rows.hpp>

#include <type_traits>

namespace sa = sqlalloy;
using namespace sa::literals;
using blog::User;

namespace {

using one_connection = fake::one_connection<>;
using streaming = sa::streaming_executor<fake::sqlite>;

static_assert(!std::is_copy_constructible_v<streaming>);

TEST_CASE_METHOD(one_connection, "what streams executes statements without rows, too") {
  streaming db(&connection, {10});
  database->answers[fake::insert_user_sql] = {.changed = 1};
  CHECK(db.execute(sa::insert(User{.name = "Ada"})).rowcount() == 1);
  CHECK(db.try_execute(sa::insert(User{.name = "Ada"}))->rowcount() == 1);
  CHECK(database->batch == 0);
  database->answers[fake::all_users_sql] = fake::users();
  CHECK(db.execute(sa::select<User>()).all().size() == 2);
  CHECK(database->batch == 10);
}

}  // namespace
