// SPDX-License-Identifier: MIT
#include <sqlalloy/engine/pooled_connection.hpp>

#include <catch2/catch.hpp>
#include <support/fake_pool.hpp>

#include <string>
#include <vector>

namespace sa = sqlalloy;
using sa::failure;
using sa::isolation_level;
using texts = std::vector<std::string>;

namespace {

using one_connection = fake::one_connection<>;

TEST_CASE_METHOD(one_connection, "a transaction begins with the first statement and again after commit and rollback") {
  CHECK_FALSE(connection.in_transaction());
  CHECK(connection.make_ready());
  CHECK(connection.in_transaction());
  CHECK(connection.make_ready());
  CHECK(connection.commit());
  CHECK_FALSE(connection.in_transaction());
  CHECK(connection.commit());  // nothing to keep
  CHECK(connection.make_ready());
  CHECK(connection.rollback());
  CHECK(connection.rollback());
  CHECK(database->log == texts{"BEGIN", "COMMIT", "BEGIN", "ROLLBACK"});
}

TEST_CASE_METHOD(one_connection, "in steady state there is nothing to look after") {
  CHECK(connection.attention == connection.must_begin);
  CHECK(connection.make_ready());
  CHECK(connection.attention == 0);
}

TEST_CASE_METHOD(one_connection, "past the deadline nothing is sent but what undoes the transaction") {
  connection.keep(sa::deadline::in(1000));
  CHECK(connection.attention == (connection.must_begin | connection.timed));
  CHECK(connection.make_ready());
  const sa::deadline past = sa::deadline::in(0);
  connection.keep(past);
  CHECK(database->deadline == past);
  const sa::result<> refused = connection.make_ready();
  REQUIRE_FALSE(refused);
  CHECK(refused.error().kind == failure::timeout);
  CHECK(connection.commit().error().kind == failure::timeout);
  CHECK(connection.in_transaction());
  CHECK(connection.rollback());
  CHECK(database->log == texts{"BEGIN", "ROLLBACK"});
  CHECK(database->deadline == past);  // undoing had a little time of its own
  CHECK(connection.reset());
  connection.keep({});
  CHECK_FALSE(database->deadline.is_set());
  CHECK(connection.attention == connection.must_begin);
}

TEST_CASE_METHOD(one_connection, "after SQL that has ended the transaction the next statement begins another") {
  CHECK(connection.make_ready());
  connection.look_for_transaction();
  CHECK(connection.in_transaction());
  sa::savepoint_mark<fake::sqlite> mark{};
  CHECK(connection.set_savepoint(mark));
  CHECK(connection.run("COMMIT"));
  connection.look_for_transaction();
  CHECK_FALSE(connection.in_transaction());
  CHECK(mark.connection == nullptr);
  CHECK(connection.make_ready());
  CHECK(connection.rollback());
  CHECK(database->log == texts{"BEGIN", "SAVEPOINT sa_savepoint_1", "COMMIT", "BEGIN", "ROLLBACK"});
}

TEST_CASE_METHOD(one_connection, "while rows are streamed nothing else can be done") {
  CHECK(connection.make_ready());
  connection.set(connection.streaming, true);
  for (const sa::result<>& refused : {connection.make_ready(), connection.commit(), connection.rollback()}) {
    REQUIRE_FALSE(refused);
    CHECK(refused.error().kind == failure::invalid_request);
    CHECK(refused.error().message.find("being read") != std::string::npos);
  }
  connection.set(connection.streaming, false);
  CHECK(connection.commit());
}

TEST_CASE_METHOD(one_connection, "another thread's statement is stopped by the driver") {
  CHECK(connection.cancel());
  CHECK(database->cancels == 1);
  connection.close();
  CHECK(connection.cancel().error().kind == failure::operational);
}

TEST_CASE_METHOD(one_connection, "with autocommit there are no transactions") {
  REQUIRE(connection.use({.isolation = isolation_level::autocommit}));
  CHECK(connection.attention == 0);
  CHECK(connection.make_ready());
  CHECK_FALSE(connection.in_transaction());
  CHECK(connection.commit());
  CHECK(connection.rollback());
  CHECK(database->log.empty());
}

TEST_CASE_METHOD(one_connection,
                 "an isolation level is set for the transaction, and what it left behind is taken back") {
  REQUIRE(connection.use({.isolation = isolation_level::read_uncommitted}));
  CHECK(connection.make_ready());
  CHECK(connection.commit());
  CHECK(database->log == texts{"PRAGMA read_uncommitted = 1; BEGIN", "COMMIT", "PRAGMA read_uncommitted = 0"});
  const sa::result<> refused = connection.use({.isolation = isolation_level::repeatable_read});
  REQUIRE_FALSE(refused);
  CHECK(refused.error().kind == failure::argument);
}

TEST_CASE_METHOD(one_connection, "a savepoint undoes a part of a transaction") {
  sa::savepoint_mark<fake::sqlite> outer, inner;
  CHECK(connection.set_savepoint(outer));
  CHECK(connection.set_savepoint(inner));
  CHECK(connection.rollback_to(inner));
  CHECK(inner.connection == nullptr);
  CHECK(connection.release(outer));
  CHECK(connection.innermost == nullptr);
  CHECK(database->log == texts{"BEGIN", "SAVEPOINT sa_savepoint_1", "SAVEPOINT sa_savepoint_2",
                               "ROLLBACK TO SAVEPOINT sa_savepoint_2; RELEASE SAVEPOINT sa_savepoint_2",
                               "RELEASE SAVEPOINT sa_savepoint_1"});
}

TEST_CASE_METHOD(one_connection, "what is around a savepoint takes it along") {
  sa::savepoint_mark<fake::sqlite> outer, inner;
  REQUIRE(connection.set_savepoint(outer));
  REQUIRE(connection.set_savepoint(inner));
  SECTION("a savepoint") { CHECK(connection.rollback_to(outer)); }
  SECTION("the transaction, when it is kept") { CHECK(connection.commit()); }
  SECTION("the transaction, when it is undone") { CHECK(connection.rollback()); }
  SECTION("the connection, when it is given back") { CHECK(connection.reset()); }
  CHECK(outer.connection == nullptr);
  CHECK(inner.connection == nullptr);
}

TEST_CASE_METHOD(one_connection, "with autocommit the outermost savepoint is a transaction") {
  REQUIRE(connection.use({.isolation = isolation_level::autocommit}));
  sa::savepoint_mark<fake::sqlite> outer, inner;
  CHECK(connection.set_savepoint(outer));
  CHECK(connection.set_savepoint(inner));
  CHECK(connection.release(inner));
  CHECK(connection.release(outer));
  CHECK(connection.set_savepoint(outer));
  CHECK(connection.rollback_to(outer));
  CHECK(database->log ==
        texts{"BEGIN", "SAVEPOINT sa_savepoint_2", "RELEASE SAVEPOINT sa_savepoint_2", "COMMIT", "BEGIN", "ROLLBACK"});
}

TEST_CASE_METHOD(one_connection, "a transaction that the database has ended has to be rolled back before going on") {
  database->answers["DISK FULL"] = {.failure = failure::operational, .ends_transaction = true};
  REQUIRE(connection.make_ready());
  CHECK_FALSE(connection.run("DISK FULL"));
  const sa::result<> refused = connection.make_ready();
  REQUIRE_FALSE(refused);
  CHECK(refused.error().kind == failure::invalid_request);
  CHECK(connection.commit().error().kind == failure::invalid_request);
  CHECK(connection.rollback());
  CHECK(database->count("ROLLBACK") == 0);  // there is nothing left to roll back
  CHECK(connection.make_ready());
}

TEST_CASE_METHOD(one_connection, "with autocommit a savepoint that the database has undone is not kept by halves") {
  database->answers["DEADLOCK"] = {.failure = failure::operational, .ends_transaction = true};
  REQUIRE(connection.use({.isolation = isolation_level::autocommit}));
  sa::savepoint_mark<fake::sqlite> set;
  REQUIRE(connection.set_savepoint(set));
  CHECK_FALSE(connection.run("DEADLOCK"));
  CHECK(connection.make_ready().error().kind == failure::invalid_request);
  CHECK(connection.release(set).error().kind == failure::invalid_request);
  CHECK(connection.rollback_to(set));
  CHECK(connection.make_ready());
  CHECK(database->log == texts{"BEGIN", "DEADLOCK"});
}

TEST_CASE_METHOD(one_connection, "a transaction that was undone behind its back is not told to be kept") {
  REQUIRE(connection.make_ready());
  CHECK(connection.driver.run("ROLLBACK").ok());
  CHECK(connection.commit().error().kind == failure::invalid_request);
  CHECK(connection.rollback());
  CHECK(database->count("COMMIT") == 0);
}

TEST_CASE_METHOD(one_connection, "SQL that may commit, and fails, may have committed") {
  database->answers["COMMIT "] = {.failure = failure::operational, .disconnects = true};
  database->answers["\n UPDATE users"] = {.failure = failure::operational, .ends_transaction = true};
  REQUIRE(connection.make_ready());
  SECTION("a deadlock has kept nothing, whatever stands before the statement") {
    CHECK_FALSE(connection.run("\n UPDATE users"));
    CHECK(connection.kept == 0);
  }
  SECTION("a COMMIT by hand might have") {
    CHECK_FALSE(connection.run("COMMIT "));
    CHECK(connection.kept == 1);
  }
  SECTION("and one of its own is known not to have, or is in doubt") {
    database->answers["COMMIT"] = {.failure = failure::operational, .ends_transaction = true};
    CHECK_FALSE(connection.commit());
    CHECK(connection.kept == 0);
  }
}

TEST_CASE_METHOD(one_connection, "a transaction that was ended by hand is followed by another, as one should be") {
  REQUIRE(connection.use({.isolation = isolation_level::database_default, .read_only = true}));
  REQUIRE(connection.make_ready());
  REQUIRE(connection.run("COMMIT"));
  connection.look_for_transaction();
  CHECK_FALSE(connection.in_transaction());
  CHECK(database->log == texts{"PRAGMA query_only = 1; BEGIN", "COMMIT", "PRAGMA query_only = 0"});
  CHECK(connection.make_ready());
  CHECK(connection.in_transaction());
}

TEST_CASE_METHOD(one_connection,
                 "a transaction in which a statement failed is not committed where the database would not keep it") {
  REQUIRE(connection.make_ready());
  SECTION("PostgreSQL refuses everything until it is rolled back, whoever was told of the failure") {
    database->answers["WRONG"] = {.failure = failure::data, .spoils = true};
    CHECK_FALSE(connection.driver.run("WRONG").ok());
    CHECK(connection.commit().error().kind == failure::invalid_request);
    CHECK(database->count("COMMIT") == 0);
    CHECK(connection.rollback());
    CHECK(connection.make_ready());
    CHECK(connection.commit());
  }
  SECTION("SQLite undoes the statement alone") {
    database->answers["WRONG"] = {.failure = failure::data};
    CHECK_FALSE(connection.run("WRONG"));
    CHECK(connection.commit());
    CHECK(database->log == texts{"BEGIN", "WRONG", "COMMIT"});
  }
}

TEST_CASE_METHOD(one_connection, "a commit that fails leaves the transaction open where the database does") {
  REQUIRE(connection.make_ready());
  database->answers["COMMIT"] = {.failure = failure::operational};
  CHECK_FALSE(connection.commit());
  CHECK(connection.in_transaction());
  database->answers["COMMIT"] = {.failure = failure::integrity, .ends_transaction = true};
  CHECK(connection.commit().error().kind == failure::integrity);
  CHECK_FALSE(connection.in_transaction());
  CHECK(connection.make_ready());  // and a new one can begin
}

TEST_CASE_METHOD(one_connection, "a failure is told with its SQL") {
  database->answers["NONSENSE"] = {.failure = failure::programming};
  const sa::result<> failed = connection.run("NONSENSE");
  REQUIRE_FALSE(failed);
  CHECK(failed.error().message == "refused");
  CHECK(failed.error().sql == "NONSENSE");
  CHECK(failed.error().code == 77);
  CHECK(failed.error().sqlstate == "FAKE1");
}

TEST_CASE_METHOD(one_connection, "who gets a connection next finds it as new") {
  SECTION("its transaction is rolled back") {
    REQUIRE(connection.make_ready());
    CHECK(connection.reset());
    CHECK(database->log.back() == "ROLLBACK");
    CHECK_FALSE(connection.in_transaction());
  }
  SECTION("one that was begun by hand too") {
    REQUIRE(connection.use({.isolation = isolation_level::autocommit}));
    REQUIRE(connection.run("BEGIN"));
    CHECK(connection.reset());
    CHECK(database->log.back() == "ROLLBACK");
  }
  SECTION("where that fails it is not used again") {
    REQUIRE(connection.make_ready());
    database->answers["ROLLBACK"] = {.failure = failure::operational};
    CHECK_FALSE(connection.reset());
  }
  SECTION("after an error of the database it is asked whether it lives") {
    database->answers["BUSY"] = {.failure = failure::operational};
    CHECK_FALSE(connection.run("BUSY"));
    CHECK(connection.reset());
    CHECK(database->pings == 1);
    CHECK(connection.reset());
    CHECK(database->pings == 1);
    CHECK_FALSE(connection.run("BUSY"));
    database->is_lost = true;
    CHECK_FALSE(connection.reset());
  }
  SECTION("one that the driver knows to be closed is not used again") {
    connection.driver.close();
    CHECK_FALSE(connection.reset());
  }
}

struct heard {
  std::vector<std::string> events{};
  static void hear(void* context, const sa::execute_event& event) {
    static_cast<heard*>(context)->events.push_back((event.finished ? "after " : "before ") + std::string(event.sql) +
                                                   (event.outcome == failure::none ? "" : " failed") +
                                                   (event.nanoseconds > 0 ? " in some time" : ""));
  }
};

TEST_CASE("a hook hears of each statement before and after") {
  heard ears;
  fake::one_connection<> one({.hook = {&heard::hear, &ears, true}});
  one.database->answers["COMMIT"] = {.failure = failure::operational, .ends_transaction = true};
  CHECK(one.connection.make_ready());
  CHECK_FALSE(one.connection.commit());
  CHECK(ears.events ==
        texts{"before BEGIN", "after BEGIN in some time", "before COMMIT", "after COMMIT failed in some time"});
}

TEST_CASE_METHOD(one_connection, "a transaction that only reads says so, and takes that back") {
  REQUIRE(connection.use({.read_only = true}));
  CHECK(connection.make_ready());
  CHECK(connection.rollback());
  REQUIRE(connection.use({}));
  CHECK(connection.make_ready());
  CHECK(database->log == texts{"PRAGMA query_only = 1; BEGIN", "ROLLBACK", "PRAGMA query_only = 0", "BEGIN"});
}

TEST_CASE_METHOD(one_connection, "a connection that is lost during COMMIT leaves in doubt whether it was done") {
  sa::savepoint_mark<fake::sqlite> outer;
  database->answers["COMMIT"] = {.failure = failure::operational, .disconnects = true};
  SECTION("of a transaction") {
    REQUIRE(connection.make_ready());
    const sa::result<> committed = connection.commit();
    REQUIRE_FALSE(committed);
    CHECK(committed.error().kind == failure::in_doubt);
    CHECK(committed.error().sql == "COMMIT");
    CHECK(committed.error().message ==
          "sqlalloy: the connection was lost during COMMIT, which may have been done or not: refused");
    CHECK_FALSE(connection.in_transaction());
  }
  SECTION("of the outermost savepoint with autocommit") {
    REQUIRE(connection.use({.isolation = isolation_level::autocommit}));
    REQUIRE(connection.set_savepoint(outer));
    CHECK(connection.release(outer).error().kind == failure::in_doubt);
  }
  CHECK(connection.is_lost());
  CHECK_FALSE(connection.reset());
}

TEST_CASE_METHOD(one_connection, "a connection that is lost before COMMIT leaves nothing in doubt") {
  database->answers["GONE"] = {.failure = failure::operational, .disconnects = true};
  REQUIRE(connection.make_ready());
  const sa::result<> failed = connection.run("GONE");
  CHECK(failed.error().kind == failure::operational);
  CHECK(failed.error().is_disconnect);
  CHECK(connection.commit().error().kind == failure::invalid_request);
  CHECK(database->count("COMMIT") == 0);
}

TEST_CASE_METHOD(one_connection, "what may have been committed is counted, and a savepoint is not among it") {
  sa::savepoint_mark<fake::sqlite> mark;
  REQUIRE(connection.make_ready());
  SECTION("where the connection is lost with a savepoint") {
    database->answers["SAVEPOINT sa_savepoint_1"] = {.failure = failure::operational, .disconnects = true};
    CHECK_FALSE(connection.set_savepoint(mark));
    CHECK(connection.kept == 0);
  }
  SECTION("where it is lost with DDL") {
    database->answers["CREATE TABLE t (n INT)"] = {.failure = failure::operational, .disconnects = true};
    CHECK_FALSE(connection.run("CREATE TABLE t (n INT)"));
    CHECK(connection.kept == 1);
  }
}

TEST_CASE("what was begun by hand is rolled back, or left, as the pool was told") {
  for (const auto wish : {sa::reset_on_return::rollback, sa::reset_on_return::none}) {
    fake::one_connection<> one({.pool_reset_on_return = wish, .isolation = isolation_level::autocommit});
    REQUIRE(one.connection.run("BEGIN"));
    CHECK(one.connection.reset());
    CHECK(one.database->count("ROLLBACK") == (wish == sa::reset_on_return::rollback ? 1 : 0));
  }
}

struct noted {
  std::vector<std::string> events{};
  static void note(void* context, const sa::connection_event& event) {
    using kind = sa::connection_event_kind;
    if (event.kind == kind::begin) static_cast<noted*>(context)->events.push_back("begin");
    if (event.kind == kind::commit)
      static_cast<noted*>(context)->events.push_back(event.error ? "no commit" : "commit");
    if (event.kind == kind::rollback) static_cast<noted*>(context)->events.push_back("rollback");
    if (event.kind == kind::error) static_cast<noted*>(context)->events.push_back("error: " + event.error->sql);
  }
};

TEST_CASE("a hook hears of transactions and of errors") {
  noted kept;
  fake::one_connection<> one({.hook = {.context = &kept, .notice = &noted::note}});
  one.database->answers["WRONG"] = {.failure = failure::programming};
  CHECK(one.connection.make_ready());
  CHECK(one.connection.commit());
  CHECK(one.connection.make_ready());
  CHECK_FALSE(one.connection.run("WRONG"));
  CHECK(one.connection.rollback());
  one.database->answers["COMMIT"] = {.failure = failure::integrity, .ends_transaction = true};
  CHECK(one.connection.make_ready());
  CHECK_FALSE(one.connection.commit());
  CHECK(kept.events ==
        texts{"begin", "commit", "begin", "error: WRONG", "rollback", "begin", "error: COMMIT", "no commit"});
}

}  // namespace
