// SPDX-License-Identifier: MIT
#include <sqlalloy/engine/savepoint.hpp>

#include <catch2/catch.hpp>
#include <support/fake_pool.hpp>

#include <string>
#include <type_traits>
#include <vector>

namespace sa = sqlalloy;
using texts = std::vector<std::string>;

namespace {

using one_connection = fake::one_connection<>;
using savepoint = sa::savepoint<fake::sqlite>;
static_assert(!std::is_move_constructible_v<savepoint>);

TEST_CASE_METHOD(one_connection, "a savepoint is undone unless it is committed") {
  {
    savepoint kept(&connection, nullptr);
    CHECK(kept.is_active());
    kept.commit();
    CHECK_FALSE(kept.is_active());
    CHECK_THROWS_AS(kept.commit(), sa::invalid_request_error);
    kept.rollback();
  }
  { const savepoint forgotten(&connection, nullptr); }
  CHECK(database->log == texts{"BEGIN", "SAVEPOINT sa_savepoint_1", "RELEASE SAVEPOINT sa_savepoint_1",
                               "SAVEPOINT sa_savepoint_1",
                               "ROLLBACK TO SAVEPOINT sa_savepoint_1; RELEASE SAVEPOINT sa_savepoint_1"});
}

TEST_CASE_METHOD(one_connection, "a savepoint that cannot be set is thrown, or told") {
  database->answers["SAVEPOINT sa_savepoint_1"] = {.failure = sa::failure::operational};
  CHECK_THROWS_AS(savepoint(&connection, nullptr), sa::operational_error);
  sa::result<> failed;
  const savepoint told(&connection, &failed);
  CHECK_FALSE(failed);
  CHECK_FALSE(told.is_active());
  CHECK(database->count("ROLLBACK TO SAVEPOINT sa_savepoint_1; RELEASE SAVEPOINT sa_savepoint_1") == 0);
  sa::result<> gone;
  const savepoint nowhere(nullptr, &gone);
  CHECK(gone.error().kind == sa::failure::invalid_request);
}

TEST_CASE_METHOD(one_connection, "a savepoint whose transaction has ended does nothing") {
  savepoint orphan(&connection, nullptr);
  REQUIRE(connection.rollback());
  const std::size_t before = database->log.size();
  CHECK_FALSE(orphan.is_active());
  CHECK(orphan.try_commit().error().kind == sa::failure::invalid_request);
  CHECK(orphan.try_rollback());
  CHECK(database->log.size() == before);
}

TEST_CASE_METHOD(one_connection, "a savepoint that cannot be released is still there") {
  savepoint held(&connection, nullptr);
  database->answers["RELEASE SAVEPOINT sa_savepoint_1"] = {.failure = sa::failure::internal};
  CHECK_THROWS_AS(held.commit(), sa::internal_error);
  CHECK(held.is_active());
  database->answers.clear();
  held.rollback();
  CHECK_FALSE(held.is_active());
}

}  // namespace
