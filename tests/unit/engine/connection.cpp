// SPDX-License-Identifier: MIT
#include <sqlalloy/engine/connection.hpp>

#include <catch2/catch.hpp>
#include <support/fake_rows.hpp>

#include <string>
#include <type_traits>
#include <utility>
#include <vector>

namespace sa = sqlalloy;
using texts = std::vector<std::string>;

namespace {

using connection = sa::connection<fake::sqlite>;
static_assert(std::is_nothrow_move_constructible_v<connection> && !std::is_copy_constructible_v<connection>);

struct fixture : fake::one_pool<> {
  connection connect() {
    auto* found = pool->check_out().value();
    REQUIRE(found->use({}));
    return connection(found);
  }
};

TEST_CASE_METHOD(fixture, "what is not committed is rolled back when the connection is given back") {
  {
    connection db = connect();
    CHECK_FALSE(db.in_transaction());
    db.execute(fake::all_users);
    CHECK(db.in_transaction());
    db.commit();
    CHECK_FALSE(db.in_transaction());
    db.execute(fake::all_users);
  }
  CHECK(database->log == texts{"BEGIN", fake::all_users_sql, "COMMIT", "BEGIN", fake::all_users_sql, "ROLLBACK"});
  CHECK(pool->status().idle == 1);
  CHECK(database->prepared == 1);
}

TEST_CASE_METHOD(fixture, "a connection that was moved from is inert") {
  connection first = connect();
  connection second = std::move(first);
  CHECK(first.is_closed());
  CHECK_FALSE(first.in_transaction());
  CHECK_THROWS_AS(first.driver_connection(), sa::invalid_request_error);
  CHECK_THROWS_AS(first.execute(fake::all_users), sa::invalid_request_error);
  CHECK_THROWS_AS(first.commit(), sa::invalid_request_error);
  CHECK_THROWS_AS(first.rollback(), sa::invalid_request_error);
  first.close();
  second.execute(fake::all_users);
  CHECK(second.driver_connection()->is_open());
  first = std::move(second);
  CHECK(first.in_transaction());
  CHECK(second.is_closed());
}

TEST_CASE_METHOD(fixture, "an assignment gives back what was there") {
  connection first = connect(), second = connect();
  CHECK(pool->status().idle == 0);
  first = std::move(second);
  CHECK(pool->status().idle == 1);
  first.close();
  CHECK(pool->status().idle == 2);
  first.close();
}

TEST_CASE_METHOD(fixture, "a result outlives its connection as one that has ended") {
  database->answers[fake::all_users_sql] = fake::users();
  auto rows = [&] {
    connection db = connect();
    return db.execute(fake::all_users);
  }();
  CHECK_FALSE(rows.is_open());
  CHECK(database->cursors == 0);
  CHECK_THROWS_AS(rows.all(), sa::invalid_request_error);
}

TEST_CASE_METHOD(fixture, "a result goes on when its connection is moved") {
  database->answers[fake::all_users_sql] = fake::users();
  connection first = connect();
  auto rows = first.execute(fake::all_users);
  connection second = std::move(first);
  CHECK(rows.all().size() == 2);
}

}  // namespace
