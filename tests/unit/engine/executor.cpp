// SPDX-License-Identifier: MIT
#include <sqlalloy/engine/executor.hpp>

#include <catch2/catch.hpp>
#include <support/fake_rows.hpp>

#include <cstdint>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

namespace sa = sqlalloy;
using namespace sa::literals;
using blog::User;
using fake::ada;
using fake::users;
using texts = std::vector<std::string>;

namespace {

struct plain_executor : sa::executor<fake::sqlite> {
  explicit plain_executor(sa::pooled_connection<fake::sqlite>* connection) : executor(connection) {}
};

struct fixture : fake::one_connection<> {
  plain_executor db{&connection};
};

template <class Query>
concept can_execute = requires(plain_executor db, Query query) { db.execute(query); };
static_assert(can_execute<decltype(fake::all_users)> && !can_execute<int> && !can_execute<const char*>);

TEST_CASE_METHOD(fixture, "a query gives rows, and takes arguments or a struct") {
  database->answers[fake::user_by_id_sql] = users({ada()});
  CHECK(db.execute(fake::user_by_id, "id"_p = 1).one().name == "Ada");
  struct key {
    std::int64_t id{};
  };
  CHECK(db.execute(fake::user_by_id, key{7}).one().name == "Ada");
  CHECK(database->bound == texts{"7"});
  const key borrowed{8};
  for (const User& user : db.execute(fake::user_by_id, borrowed)) CHECK(user.name == "Ada");
  CHECK(database->bound == texts{"8"});
  CHECK(database->prepared == 1);
}

TEST_CASE_METHOD(fixture, "rows may come while they are read, and until then the connection does nothing else") {
  database->answers[fake::all_users_sql] = users();
  for (const User& user : db.yield_per(100).execute(sa::select<User>())) {
    CHECK(database->batch == 100);
    const auto refused = db.try_execute(fake::user_by_id, "id"_p = user.id);
    REQUIRE_FALSE(refused);
    CHECK(refused.error().kind == sa::failure::invalid_request);
    CHECK_THROWS_AS(connection.commit().value_or_throw(), sa::invalid_request_error);
  }
  CHECK(db.execute(sa::select<User>()).all().size() == 2);
  {
    auto left = db.yield_per(0).execute(fake::user_by_id, "id"_p = 1);
    CHECK(database->batch == 1);
    CHECK(database->bound == texts{"1"});
    CHECK_FALSE(db.try_execute(fake::all_users));
  }
  CHECK(db.try_execute(fake::all_users));
  CHECK(database->cursors == 0);
  database->answers[fake::all_users_sql].failure = sa::failure::operational;
  CHECK_FALSE(db.yield_per(5).try_execute(fake::all_users));
  database->answers.clear();
  CHECK(db.try_execute(fake::all_users));
}

TEST_CASE_METHOD(fixture, "a statement is stopped, unless there is no connection any more") {
  CHECK(db.try_cancel());
  CHECK(database->cancels == 1);
  plain_executor gone(nullptr);
  CHECK(gone.try_cancel().error().kind == sa::failure::invalid_request);
}

TEST_CASE_METHOD(fixture, "the same query written out where it is executed is prepared once") {
  for (int years = 0; years != 5; ++years) db.execute(sa::select<User>().where(sa::col<&User::age> > years));
  CHECK(database->prepared == 1);
  CHECK(database->executed == 5);
}

TEST_CASE_METHOD(fixture, "a statement without rows gives what it did") {
  database->answers[fake::insert_user_sql] = {.changed = 1};
  database->last_insert_id = 9;
  const User grace{.name = "Grace", .age = 85};
  const auto done = db.execute(sa::insert(grace));
  CHECK(done.rowcount() == 1);
  CHECK(done.inserted_primary_key() == 9);
  CHECK(database->bound == texts{"Grace", "NULL", "85"});
  CHECK(db.execute(sa::insert(std::vector<User>{{.name = "a"}, {.name = "b"}})).rowcount() == 2);
}

TEST_CASE_METHOD(fixture, "a failure is an exception, or the error of a result") {
  database->answers[fake::insert_user_sql] = {.failure = sa::failure::integrity};
  try {
    db.execute(sa::insert(User{}));
    FAIL();
  } catch (const sa::integrity_error& error) {
    CHECK(error.sql() == fake::insert_user_sql);
    CHECK(error.constraint() == "users.email");
    CHECK(error.code() == 77);
    CHECK(error.parameters().empty());
  }
  const auto told = db.try_execute(sa::insert(User{}));
  REQUIRE_FALSE(told);
  CHECK(told.error().kind == sa::failure::integrity);
  CHECK(db.try_execute(fake::all_users));
  database->answers[fake::all_users_sql] = {.failure = sa::failure::operational};
  CHECK(db.try_execute(fake::all_users).error().sql == fake::all_users_sql);
}

TEST_CASE_METHOD(fixture, "SQL of run time") {
  database->answers["PRAGMA x"] = {.columns = {"x"}, .rows = {{std::int64_t{1}}}};
  for (const auto& row : db.exec_driver_sql("PRAGMA x")) CHECK(row["x"].integer() == 1);
  CHECK(db.try_exec_driver_sql("PRAGMA x"));
  database->answers["PRAGMA x"] = {.failure = sa::failure::programming};
  CHECK(db.try_exec_driver_sql("PRAGMA x").error().kind == sa::failure::programming);
}

TEST_CASE_METHOD(fixture, "tables are created and dropped within the transaction") {
  db.create_all(sa::tables<User>);
  CHECK(database->log.size() == 2);
  CHECK(database->log.at(0) == "BEGIN");
  CHECK(database->log.at(1).starts_with("CREATE TABLE IF NOT EXISTS users"));
  db.drop_all(sa::tables<User>);
  CHECK(database->log.back().find("DROP TABLE IF EXISTS users") != std::string::npos);
  database->answers[database->log.at(1)] = {.failure = sa::failure::operational};
  CHECK_THROWS_AS(db.create_all(sa::tables<User>), sa::operational_error);
  CHECK_FALSE(db.try_create_all(sa::tables<User>));
  CHECK(db.try_drop_all(sa::tables<User>));
}

TEST_CASE_METHOD(fixture, "a savepoint, as an object and around a function") {
  SECTION("an object") {
    auto outer = db.begin_nested();
    { auto inner = db.begin_nested(); }
    outer.commit();
    CHECK(database->log.back() == "RELEASE SAVEPOINT sa_savepoint_1");
  }
  SECTION("a function that returns") {
    CHECK(db.begin_nested([](auto& nested) { return nested.execute(fake::all_users).all().size(); }) == 0);
    CHECK(database->log.back() == "RELEASE SAVEPOINT sa_savepoint_1");
  }
  SECTION("a function that throws") {
    database->answers[fake::insert_user_sql] = {.failure = sa::failure::integrity};
    CHECK_THROWS_AS(db.begin_nested([&] { db.execute(sa::insert(User{})); }), sa::integrity_error);
    CHECK(database->count("ROLLBACK TO SAVEPOINT sa_savepoint_1; RELEASE SAVEPOINT sa_savepoint_1") == 1);
    CHECK(db.execute(fake::all_users).all().empty());
  }
  SECTION("the twins") {
    CHECK(db.try_begin_nested());
    CHECK(*db.try_begin_nested([](auto&) { return sa::result<int>(3); }) == 3);
    database->answers["SAVEPOINT sa_savepoint_1"] = {.failure = sa::failure::operational};
    CHECK_FALSE(db.try_begin_nested());
    CHECK_FALSE(db.try_begin_nested([](auto&) { FAIL(); }));
  }
}

TEST_CASE("what has no connection refuses every call") {
  plain_executor db(nullptr);
  CHECK_THROWS_AS(db.execute(fake::all_users), sa::invalid_request_error);
  CHECK_THROWS_AS(db.execute(sa::insert(User{})), sa::invalid_request_error);
  CHECK_THROWS_AS(db.exec_driver_sql("SELECT 1"), sa::invalid_request_error);
  CHECK_THROWS_AS(db.create_all(sa::tables<User>), sa::invalid_request_error);
  CHECK_THROWS_AS(db.begin_nested(), sa::invalid_request_error);
  CHECK(db.try_execute(fake::all_users).error().kind == sa::failure::invalid_request);
}

TEST_CASE("a hook hears of queries, with their values where they may be shown") {
  struct ears {
    texts heard{};
    static void hear(void* context, const sa::execute_event& event) {
      if (!event.finished)
        static_cast<ears*>(context)->heard.push_back(std::string(event.sql) + " [" + std::string(event.parameters) +
                                                     "]");
    }
  } ear;
  fake::one_connection<> one({.show_parameters = true, .hook = {&ears::hear, &ear}});
  plain_executor db(&one.connection);
  db.execute(fake::user_by_id, "id"_p = 5);
  db.execute(sa::insert(User{.name = "Ada"}));
  db.exec_driver_sql("SELECT 1");
  CHECK(ear.heard ==
        texts{"BEGIN []", fake::user_by_id_sql + " [5]", fake::insert_user_sql + " ['Ada', NULL, 0]", "SELECT 1 []"});
}

}  // namespace
