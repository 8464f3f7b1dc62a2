// SPDX-License-Identifier: MIT
// What PostgreSQL's client can do beyond queries.
#include <sqlalloy.hpp>
#include <sqlalloy/driver/libpq.hpp>
#include <sqlalloy/driver/libpq/copy_out.hpp>
#include <sqlalloy/driver/libpq/notice.hpp>
#include <sqlalloy/driver/libpq/notification.hpp>

#include <catch2/catch.hpp>
#include <integration/driver_backends.hpp>

#include <time.h>
#include <cstddef>
#include <cstdlib>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace sa = sqlalloy;

namespace {

namespace postgresql = sa::postgresql;
using postgresql::libpq_connection;
using postgresql::notification;
using sa::failure;
using sa::fetch_result;

struct two_sessions {
  libpq_connection db, other;
  two_sessions() {
    const sa::connect_options options = driver_suite::server_options("SQLALLOY_POSTGRESQL_URL");
    REQUIRE(db.open(options).ok());
    REQUIRE(other.open(options).ok());
  }
};

struct pieces_enough {};

double cpu_seconds() {
  ::timespec time{};
  ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
  return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) / 1e9;
}

TEST_CASE_METHOD(two_sessions, "libpq: what is said to a channel is heard by who listens") {
  const std::string channel = "An \"odd\" channel", payload = "it's; -- \\ $1 \xC3\xA9";
  REQUIRE(postgresql::listen(db, channel).ok());
  notification heard;
  CHECK(postgresql::next_notification(db, heard, 0) == fetch_result::done);
  REQUIRE(postgresql::notify(other, channel, payload).ok());
  REQUIRE(postgresql::notify(other, channel).ok());
  REQUIRE(postgresql::notify(other, "another channel", payload).ok());
  REQUIRE(postgresql::next_notification(db, heard, 60) == fetch_result::row);
  CHECK(heard.channel == channel);
  CHECK(heard.payload == payload);
  CHECK(heard.pid == ::PQbackendPID(other.native_handle()));
  REQUIRE(postgresql::next_notification(db, heard, -1) == fetch_result::row);
  CHECK(heard.payload.empty());
  REQUIRE(postgresql::notify(db, channel, "to myself").ok());
  REQUIRE(postgresql::next_notification(db, heard, 60) == fetch_result::row);
  CHECK(heard.pid == ::PQbackendPID(db.native_handle()));
  REQUIRE(postgresql::unlisten(db, channel).ok());
  REQUIRE(postgresql::notify(other, channel, payload).ok());
  CHECK(db.run("SELECT 1").ok());  // with which it would have come
  CHECK(postgresql::next_notification(db, heard, 0) == fetch_result::done);
}

TEST_CASE_METHOD(two_sessions, "libpq: to wait takes no time of the processor") {
  REQUIRE(postgresql::listen(db, "silence").ok());
  notification heard;
  const double before = cpu_seconds();
  CHECK(postgresql::next_notification(db, heard, 0.3) == fetch_result::done);
  CHECK(cpu_seconds() - before < 0.1);
}

TEST_CASE_METHOD(two_sessions,
                 "libpq: who waits for a notification keeps the deadline of the connection, and the connection") {
  REQUIRE(postgresql::listen(db, "silence").ok());
  notification heard;
  for (const double seconds : {-1.0, 600.0}) {
    db.set_deadline(sa::deadline::in(0.1));
    CHECK(postgresql::next_notification(db, heard, seconds) == fetch_result::failed);
    CHECK(db.error().kind == failure::timeout);
    CHECK(db.until().has_passed());
  }
  // It hears on.
  REQUIRE(postgresql::notify(other, "silence", "broken").ok());
  db.set_deadline({});
  REQUIRE(postgresql::next_notification(db, heard, 60) == fetch_result::row);
  db.set_deadline(sa::deadline::in(600));
  CHECK(postgresql::next_notification(db, heard, 0) == fetch_result::done);
  CHECK(db.is_open());
}

TEST_CASE_METHOD(two_sessions, "libpq: notify() is given up when the deadline comes") {
  REQUIRE(other.run("BEGIN; LOCK TABLE pg_catalog.pg_proc IN ACCESS EXCLUSIVE MODE").ok());  // no function is found
  db.set_deadline(sa::deadline::in(0.1));
  CHECK(postgresql::notify(db, "silence").kind == failure::timeout);
  CHECK(db.error().is_disconnect);
  CHECK_FALSE(db.is_open());
  REQUIRE(other.run("ROLLBACK").ok());
}

TEST_CASE_METHOD(two_sessions, "libpq: what is said in a transaction is heard once it is committed") {
  REQUIRE(postgresql::listen(db, "news").ok());
  notification heard;
  REQUIRE(other.run("BEGIN").ok());
  REQUIRE(postgresql::notify(other, "news", "undone").ok());
  REQUIRE(other.run("ROLLBACK; BEGIN").ok());
  REQUIRE(postgresql::notify(other, "news", "twice").ok());
  REQUIRE(postgresql::notify(other, "news", "twice").ok());
  REQUIRE(postgresql::notify(other, "news", "once").ok());
  CHECK(postgresql::next_notification(db, heard, 0) == fetch_result::done);
  REQUIRE(other.run("COMMIT").ok());
  REQUIRE(postgresql::next_notification(db, heard, 60) == fetch_result::row);
  CHECK(heard.payload == "twice");
  REQUIRE(postgresql::next_notification(db, heard, 60) == fetch_result::row);
  CHECK(heard.payload == "once");
  REQUIRE(db.run("BEGIN").ok());
  CHECK(postgresql::next_notification(db, heard, 60) == fetch_result::failed);
  CHECK(db.error().kind == failure::interface);
  CHECK(db.error().message == "libpq: notifications do not come within a transaction; commit it first");
}

TEST_CASE_METHOD(two_sessions, "libpq: a channel and a payload that cannot be") {
  CHECK(postgresql::listen(db, "").kind == failure::data);
  CHECK(postgresql::listen(db, std::string(64, 'c')).kind == failure::data);
  CHECK(db.error().message == "libpq: the name of a channel has 1 to 63 bytes, and no NUL");
  CHECK(postgresql::listen(db, std::string(63, 'c')).ok());
  CHECK(postgresql::notify(db, "", "x").kind == failure::data);
  CHECK(postgresql::notify(db, std::string(64, 'c'), "x").kind == failure::data);
  CHECK(postgresql::notify(db, "news", std::string_view("a\0b", 3)).kind == failure::data);
  CHECK(postgresql::notify(db, "news", std::string(7999, 'x')).ok());
  CHECK(postgresql::notify(db, "news", std::string(8000, 'x')).kind == failure::data);
  CHECK(postgresql::listen(db, "\xFF").kind != failure::none);
  CHECK(db.error().message.starts_with("libpq: "));
  CHECK(db.is_open());
}

TEST_CASE_METHOD(two_sessions, "libpq: who waits learns that the connection was lost") {
  REQUIRE(postgresql::listen(db, "news").ok());
  REQUIRE(other.run(("SELECT pg_terminate_backend(" + std::to_string(::PQbackendPID(db.native_handle())) + ")").c_str())
              .ok());
  notification heard;
  CHECK(postgresql::next_notification(db, heard, 60) == fetch_result::failed);
  CHECK(db.error().is_disconnect);
  CHECK_FALSE(db.is_open());
}

TEST_CASE("libpq: every connection of an engine listens") {
  const char* const url = std::getenv("SQLALLOY_POSTGRESQL_URL");
  REQUIRE(url);
  auto engine = sa::create_engine<postgresql::libpq>(url);
  engine.on_connect([](libpq_connection& db) { return postgresql::listen(db, "news"); });
  auto hears = engine.connect({.isolation = sa::isolation_level::autocommit});
  engine.begin([](auto& db) { REQUIRE(postgresql::notify(*db.driver_connection(), "news", "from an engine").ok()); });
  notification heard;
  REQUIRE(postgresql::next_notification(*hears.driver_connection(), heard, 60) == fetch_result::row);
  CHECK(heard.payload == "from an engine");
}

TEST_CASE_METHOD(two_sessions, "libpq: COPY gives what the server writes, in any format") {
  std::string all;
  const auto copy = [&](std::string_view sql) {
    all.clear();
    return postgresql::copy_out(db, sql, [&](std::string_view piece) { all += piece; });
  };
  REQUIRE(copy("COPY (VALUES (1, 'one'), (2, NULL), (3, E'a\tb')) TO STDOUT").ok());
  CHECK(all == "1\tone\n2\t\\N\n3\ta\\tb\n");
  REQUIRE(copy("COPY (SELECT 7 AS n, 'a \"b\"' AS s) TO STDOUT (FORMAT csv, HEADER)").ok());
  CHECK(all == "n,s\n7,\"a \"\"b\"\"\"\n");
  // A head of 19 bytes, a row of one column of two bytes, an end (PostgreSQL manual, "COPY", "Binary Format").
  REQUIRE(copy("COPY (SELECT 258::smallint) TO STDOUT (FORMAT binary)").ok());
  CHECK(all == std::string_view("PGCOPY\n\xFF\r\n\0\0\0\0\0\0\0\0\0\0\1\0\0\0\2\1\2\xFF\xFF", 29));
  REQUIRE(copy("COPY (SELECT 1 WHERE FALSE) TO STDOUT").ok());
  CHECK(all.empty());
  // What is none, and what fails before the first row and behind it.
  CHECK(copy("SELECT 1").kind == failure::programming);
  CHECK(db.error().message.starts_with("libpq: copy_out() is for COPY"));
  REQUIRE(db.run("CREATE TEMPORARY TABLE copied (n int)").ok());
  CHECK(copy("COPY copied FROM STDIN").kind == failure::programming);
  CHECK(copy("COPY nowhere TO STDOUT").kind == failure::programming);
  CHECK(all.empty());
  CHECK(copy("COPY (SELECT 10 / (500 - n) FROM generate_series(1, 1000) n) TO STDOUT").kind == failure::data);
  CHECK(all.starts_with("0\n"));
  CHECK(db.run("SELECT 1").ok());
}

TEST_CASE_METHOD(two_sessions, "libpq: who stops a COPY has the connection back") {
  const std::string_view million = "COPY (SELECT n FROM generate_series(1, 1000000) n) TO STDOUT";
  int pieces = 0;
  CHECK(postgresql::copy_out(db, million, [&](std::string_view piece) {
          CHECK(piece == std::to_string(++pieces) + "\n");
          return pieces != 3;
        }).ok());
  CHECK(pieces == 3);
  CHECK(db.run("SELECT 1").ok());
  CHECK_THROWS_AS(postgresql::copy_out(db, million, [](std::string_view) { throw pieces_enough(); }), pieces_enough);
  CHECK(db.run("SELECT 1").ok());
}

TEST_CASE_METHOD(two_sessions, "libpq: COPY is given up when the deadline comes, and is read within it") {
  std::size_t bytes = 0;
  const auto count = [&](std::string_view piece) { bytes += piece.size(); };
  db.set_deadline(sa::deadline::in(600));
  CHECK(
      postgresql::copy_out(db, "COPY (SELECT repeat('x', 99) FROM generate_series(1, 100000)) TO STDOUT", count).ok());
  CHECK(bytes == 10'000'000);
  db.set_deadline(sa::deadline::in(0.1));
  CHECK(postgresql::copy_out(db, "COPY (SELECT pg_sleep(600)) TO STDOUT", count).kind == failure::timeout);
  CHECK_FALSE(db.is_open());
}

struct said {
  std::vector<std::string> lines{};
};

constexpr auto add = [](said& to, const postgresql::notice& one) {
  to.lines.push_back(std::string(one.severity) + ' ' + std::string(one.sqlstate) + ' ' + std::string(one.message));
};

TEST_CASE_METHOD(two_sessions, "libpq: what the server says beside the answer") {
  using texts = std::vector<std::string>;
  said heard;
  REQUIRE(db.run("DO $$ BEGIN RAISE NOTICE 'dropped'; END $$").ok());
  REQUIRE(postgresql::on_notice(db, add, heard).ok());
  REQUIRE(db.run("DO $$ BEGIN RAISE NOTICE 'one'; RAISE WARNING 'two' USING ERRCODE = '01P01'; END $$").ok());
  REQUIRE(other.run("DO $$ BEGIN RAISE NOTICE 'of another session'; END $$").ok());
  CHECK(heard.lines == texts{"NOTICE 00000 one", "WARNING 01P01 two"});
  libpq_connection moved = std::move(db);
  REQUIRE(moved.run("ROLLBACK").ok());  // 25P01: no active SQL transaction
  CHECK(heard.lines.size() == 3);
  CHECK(heard.lines.back().starts_with("WARNING 25P01 "));
  static said told;
  REQUIRE(postgresql::on_notice(moved, [](const postgresql::notice& one) { add(told, one); }).ok());
  REQUIRE(moved.run("DO $$ BEGIN RAISE INFO 'three'; END $$").ok());
  CHECK(told.lines == texts{"INFO 00000 three"});
  postgresql::drop_notices(moved);
  REQUIRE(moved.run("DO $$ BEGIN RAISE INFO 'four'; END $$").ok());
  CHECK(heard.lines.size() == 3);
  CHECK(told.lines.size() == 1);
}

}  // namespace
