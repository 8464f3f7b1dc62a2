// SPDX-License-Identifier: MIT
#include <sqlalloy/engine/transaction.hpp>

#include <catch2/catch.hpp>
#include <support/fake_rows.hpp>

#include <string>
#include <type_traits>
#include <utility>
#include <vector>

namespace sa = sqlalloy;
using texts = std::vector<std::string>;

namespace {

using transaction = sa::transaction<fake::sqlite>;
static_assert(std::is_nothrow_move_constructible_v<transaction> && !std::is_copy_constructible_v<transaction>);

struct fixture : fake::one_pool<> {
  transaction begin() {
    auto* found = pool->check_out().value();
    REQUIRE(found->use({}));
    return transaction(found);
  }
};

TEST_CASE_METHOD(fixture, "a transaction is rolled back unless it is committed") {
  {
    transaction kept = begin();
    kept.execute(fake::all_users);
    kept.commit();
    transaction forgotten = begin();
    forgotten.execute(fake::all_users);
  }
  CHECK(database->log == texts{"BEGIN", fake::all_users_sql, "COMMIT", "BEGIN", fake::all_users_sql, "ROLLBACK"});
}

TEST_CASE_METHOD(fixture, "a transaction without statements does not trouble the database") {
  begin().commit();
  { const transaction forgotten = begin(); }
  CHECK(database->log.empty());
}

TEST_CASE_METHOD(fixture, "a transaction that has ended refuses every call, and has given its connection back") {
  transaction ended = begin();
  SECTION("committed") { ended.commit(); }
  SECTION("rolled back") { ended.rollback(); }
  SECTION("moved from") {
    transaction other = std::move(ended);
    CHECK(other.is_active());
  }
  CHECK_FALSE(ended.is_active());
  CHECK(pool->status().idle == 1);
  CHECK_THROWS_AS(ended.execute(fake::all_users), sa::invalid_request_error);
  CHECK_THROWS_AS(ended.commit(), sa::invalid_request_error);
  CHECK_THROWS_AS(ended.rollback(), sa::invalid_request_error);
  CHECK(ended.try_commit().error().kind == sa::failure::invalid_request);
}

TEST_CASE_METHOD(fixture, "a commit that fails undoes all") {
  transaction failing = begin();
  failing.execute(fake::all_users);
  database->answers["COMMIT"] = {.failure = sa::failure::operational};
  CHECK_THROWS_AS(failing.commit(), sa::operational_error);
  CHECK(database->log.back() == "ROLLBACK");
  CHECK_FALSE(failing.is_active());
}

TEST_CASE_METHOD(fixture, "an assignment rolls back what was there") {
  transaction first = begin(), second = begin();
  first.execute(fake::all_users);
  first = std::move(second);
  CHECK(database->log.back() == "ROLLBACK");
  CHECK(first.is_active());
  CHECK(pool->status().idle == 1);
}

TEST_CASE_METHOD(fixture, "the driver's own connection is that of the transaction, until it ends") {
  transaction db = begin();
  CHECK(db.driver_connection()->run("NOTIFY").ok());
  db.rollback();
  CHECK(database->log == std::vector<std::string>{"BEGIN", "NOTIFY", "ROLLBACK"});
  CHECK_THROWS_AS(db.driver_connection(), sa::invalid_request_error);
  CHECK(db.try_driver_connection().error().kind == sa::failure::invalid_request);
}

TEST_CASE_METHOD(fixture, "it is known whether something of it was kept") {
  transaction db = begin();
  db.execute(fake::all_users);
  CHECK_FALSE(db.may_have_committed());
  SECTION("by commit()") { db.commit(); }
  SECTION("by hand") {
    db.exec_driver_sql("COMMIT");
    CHECK(db.may_have_committed());
    db.rollback();
  }
  CHECK(db.may_have_committed());
}

TEST_CASE_METHOD(fixture, "of what is undone nothing is kept") {
  transaction db = begin();
  db.execute(fake::all_users);
  SECTION("by rollback()") { db.rollback(); }
  SECTION("because COMMIT fails") {
    database->answers["COMMIT"] = {.failure = sa::failure::operational, .ends_transaction = true};
    CHECK_FALSE(db.try_commit());
  }
  CHECK_FALSE(db.may_have_committed());
}

}  // namespace
