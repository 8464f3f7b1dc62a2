// SPDX-License-Identifier: MIT
#include <sqlalloy/driver/sqlite3/open_options.hpp>

#include <catch2/catch.hpp>

#include <initializer_list>
#include <string>

namespace sa = sqlalloy;
using sa::sqlite::open_options;

namespace {

sa::connect_options file(const char* database, std::initializer_list<sa::connect_option> query = {}) {
  sa::connect_options options;
  options.database = database;
  options.query = query;
  return options;
}

TEST_CASE("sqlite3: where the database is") {
  CHECK(open_options({}).path() == ":memory:");
  CHECK(open_options(file(":memory:")).path() == ":memory:");
  CHECK(open_options(file("a/b.db")).path() == "a/b.db");
  CHECK(open_options(file("/a b.db")).path() == "/a b.db");
  CHECK(open_options(file("file:x?mode=memory")).path() == "./file:x?mode=memory");
  CHECK((open_options(file("a.db")).flags() & SQLITE_OPEN_URI) == 0);

  sa::connect_options named = file("");
  named.memory_name = "engine 1/?#%&";
  CHECK(open_options(named).path() == "file:/engine%201%2F%3F%23%25%26?vfs=memdb");
  CHECK((open_options(named).flags() & SQLITE_OPEN_URI) != 0);
  named.database = "a.db";
  CHECK(open_options(named).path() == "a.db");
  CHECK(open_options(file("mine", {{"mode", "memory"}})).path() == "file:/mine?vfs=memdb");
}

TEST_CASE("sqlite3: options and their defaults") {
  const open_options defaults(file("a.db"));
  CHECK(defaults.problem().empty());
  CHECK(defaults.busy_timeout() == 5000);
  CHECK(defaults.foreign_keys());
  CHECK(defaults.journal_mode().empty());
  CHECK((defaults.flags() & SQLITE_OPEN_CREATE) != 0);

  const open_options given(file(
      "a.db",
      {{"mode", "ro"}, {"busy_timeout", "0"}, {"foreign_keys", "off"}, {"journal_mode", "wal"}, {"cache", "shared"}}));
  CHECK(given.problem().empty());
  CHECK(given.busy_timeout() == 0);
  CHECK_FALSE(given.foreign_keys());
  CHECK(given.journal_mode() == "wal");
  CHECK((given.flags() & (SQLITE_OPEN_READONLY | SQLITE_OPEN_READWRITE)) == SQLITE_OPEN_READONLY);
  CHECK((given.flags() & SQLITE_OPEN_SHAREDCACHE) != 0);
  CHECK((open_options(file("a.db", {{"mode", "rw"}})).flags() & SQLITE_OPEN_CREATE) == 0);
}

TEST_CASE("sqlite3: a wrong option is named") {
  CHECK(open_options(file("a.db", {{"timeout", "5"}})).problem() ==
        "sqlite3: unknown option 'timeout'; known are mode, cache, busy_timeout, foreign_keys and journal_mode");
  CHECK(open_options(file("a.db", {{"mode", "rx"}})).problem() ==
        "sqlite3: option mode cannot be 'rx'; it is ro, rw, rwc or memory");
  CHECK(!open_options(file("a.db", {{"busy_timeout", "-1"}})).problem().empty());
  CHECK(!open_options(file("a.db", {{"busy_timeout", ""}})).problem().empty());
  CHECK(!open_options(file("a.db", {{"busy_timeout", "99999999999"}})).problem().empty());
  CHECK(!open_options(file("a.db", {{"foreign_keys", "maybe"}})).problem().empty());
  CHECK(!open_options(file("a.db", {{"cache", "both"}})).problem().empty());
  CHECK(!open_options(file("a.db", {{"journal_mode", "wal; DROP TABLE t"}})).problem().empty());
  sa::connect_options host = file("a.db");
  host.host = "relative.db";
  CHECK(open_options(host).problem().find("sqlite:///") != std::string::npos);
  sa::connect_options user = file("a.db");
  user.password = "secret";
  CHECK(!open_options(user).problem().empty());
  CHECK(open_options(user).problem().find("secret") == std::string::npos);
  sa::connect_options nul = file("");
  nul.database = std::string("a\0b", 3);
  CHECK(!open_options(nul).problem().empty());
}

}  // namespace
