// SPDX-License-Identifier: MIT
#include <sqlalloy/driver/any_of.hpp>
#include <sqlalloy/driver/libpq.hpp>
#include <sqlalloy/driver/sqlite3.hpp>

#include <catch2/catch.hpp>
#include <integration/driver_backends.hpp>
#include <integration/driver_suite.hpp>

#include <unistd.h>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <random>
#include <string>
#include <thread>

namespace {

namespace sa = sqlalloy;
using sa::failure;
using sa::fetch_result;
using sa::read_result;

// Keeps the database in memory alive while a test has no other connection open.
struct keeper {
  sa::sqlite::sqlite3::connection connection;
  keeper() { REQUIRE(connection.open(driver_suite::sqlite_spelling::options()).ok()); }
};

struct in_memory : driver_suite::sqlite_spelling {
  using connection = sa::sqlite::sqlite3::connection;
  static sa::status open(connection& db, const sa::connect_options& where = options()) { return db.open(where); }
};

struct among_several : driver_suite::sqlite_spelling {
  using connection = sa::any_of<sa::postgresql::libpq, sa::sqlite::sqlite3>::connection;
  static sa::status open(connection& db, const sa::connect_options& where = options()) { return db.open(where, 1); }
};

struct temporary_file {
  std::string path = "/tmp/sqlalloy_" + std::to_string(::getpid()) + ".db";
  ~temporary_file() {
    for (const char* suffix : {"", "-wal", "-shm", "-journal"}) std::remove((path + suffix).c_str());
  }
  sa::connect_options options(std::initializer_list<sa::connect_option> query = {}) const {
    sa::connect_options made;
    made.database = path;
    made.query = query;
    return made;
  }
};

TEST_CASE("sqlite3: the driver suite") {
  const keeper keeps;
  driver_suite::run<in_memory>();
}

TEST_CASE("sqlite3: the driver suite, as one of several drivers") {
  const keeper keeps;
  driver_suite::run<among_several>();
}

TEST_CASE("sqlite3: a database in memory is shared by name, and gone with its last connection") {
  sa::connect_options a, b;
  a.memory_name = "shared/1?x";
  b.memory_name = "other";
  sa::sqlite::sqlite3::connection first, second, third;
  REQUIRE(first.open(a).ok());
  REQUIRE(second.open(a).ok());
  REQUIRE(third.open(b).ok());
  REQUIRE(first.run("CREATE TABLE t (i INTEGER); INSERT INTO t VALUES (1)").ok());
  CHECK(second.run("INSERT INTO t VALUES (2)").ok());
  CHECK(third.run("INSERT INTO t VALUES (3)").kind == failure::programming);
  first.close();
  second.close();
  REQUIRE(first.open(a).ok());
  CHECK(first.run("SELECT * FROM t").kind == failure::programming);
  // Without a name it is private.
  REQUIRE(first.open({}).ok());
  REQUIRE(second.open({}).ok());
  REQUIRE(first.run("CREATE TABLE t (i INTEGER)").ok());
  CHECK(second.run("SELECT * FROM t").kind == failure::programming);
}

TEST_CASE("sqlite3: text in an integer column is a mismatch, not 0") {
  sa::sqlite::sqlite3::connection db;
  REQUIRE(db.open({}).ok());
  REQUIRE(
      db.run("CREATE TABLE t (i INTEGER); INSERT INTO t VALUES ('abc'), (9007199254740993), (2), (x'31'), (2.5)").ok());
  sa::sqlite::sqlite3::connection::cursor rows;
  const std::string sql = "SELECT i FROM t ORDER BY rowid";
  REQUIRE(db.execute_text(sql.data(), sql.size(), rows).ok());
  std::int64_t integer = 77;
  double real = 77;
  bool truth = false;
  std::string_view text = "untouched";
  REQUIRE(db.fetch(rows) == fetch_result::row);
  CHECK(db.read(rows, 0, integer) == read_result::mismatch);
  CHECK(db.read(rows, 0, real) == read_result::mismatch);
  CHECK(integer == 77);
  REQUIRE(db.fetch(rows) == fetch_result::row);
  CHECK(db.read(rows, 0, integer) == read_result::value);
  CHECK(db.read(rows, 0, real) == read_result::mismatch);  // 2^53 + 1 is no double
  CHECK(db.read(rows, 0, text) == read_result::mismatch);
  REQUIRE(db.fetch(rows) == fetch_result::row);
  CHECK(db.read(rows, 0, real) == read_result::value);
  CHECK(real == 2.0);
  CHECK(db.read(rows, 0, truth) == read_result::mismatch);
  REQUIRE(db.fetch(rows) == fetch_result::row);
  CHECK(db.read(rows, 0, text) == read_result::mismatch);  // a blob
  REQUIRE(db.fetch(rows) == fetch_result::row);
  CHECK(db.read(rows, 0, integer) == read_result::mismatch);
  db.finish(rows);
}

TEST_CASE("sqlite3: a STRICT table refuses another type as a data error") {
  sa::sqlite::sqlite3::connection db;
  REQUIRE(db.open({}).ok());
  REQUIRE(db.run("CREATE TABLE t (a INTEGER) STRICT").ok());
  CHECK(db.run("INSERT INTO t VALUES ('abc')").kind == failure::data);
  CHECK(db.error().constraint == "t.a");
  CHECK(db.error().code == 3091);  // SQLITE_CONSTRAINT_DATATYPE
}

TEST_CASE("sqlite3: rows with RETURNING are stored although nobody reads them to the end") {
  sa::sqlite::sqlite3::connection db;
  REQUIRE(db.open({}).ok());
  REQUIRE(db.run("CREATE TABLE t (id INTEGER PRIMARY KEY)").ok());
  sa::sqlite::sqlite3::connection::cursor rows;
  const std::string sql = "/* three */ -- rows\n insert INTO t VALUES (5), (6), (7) RETURNING id";
  REQUIRE(db.execute_text(sql.data(), sql.size(), rows).ok());
  REQUIRE(db.fetch(rows) == fetch_result::row);
  CHECK(db.rows_changed(rows) == -1);
  db.finish(rows);
  CHECK(db.rows_changed(rows) == 3);
  CHECK(db.last_insert_id() == 7);
  CHECK(!db.in_transaction());
  const std::string count = "SELECT count(*) FROM t";
  REQUIRE(db.execute_text(count.data(), count.size(), rows).ok());
  REQUIRE(db.fetch(rows) == fetch_result::row);
  CHECK(db.value(rows, 0).integer() == 3);
  CHECK(db.rows_changed(rows) == -1);
  db.finish(rows);
  const std::string ddl = "CREATE TABLE u (id INTEGER)";
  REQUIRE(db.execute_text(ddl.data(), ddl.size(), rows).ok());
  CHECK(db.rows_changed(rows) == -1);
  db.finish(rows);
}

TEST_CASE("sqlite3: options of the URL") {
  const temporary_file file;
  sa::sqlite::sqlite3::connection db, other;
  CHECK(db.open(file.options({{"mode", "ro"}})).kind == failure::operational);
  CHECK(db.error().message.find(file.path) != std::string::npos);
  CHECK(!db.is_open());
  CHECK(db.open(file.options({{"mode", "rw"}})).kind == failure::operational);
  REQUIRE(db.open(file.options({{"journal_mode", "wal"}})).ok());
  REQUIRE(db.run("CREATE TABLE t (i INTEGER PRIMARY KEY)").ok());
  REQUIRE(db.run("CREATE TABLE u (i INTEGER REFERENCES t (i))").ok());
  CHECK(db.run("INSERT INTO u VALUES (1)").kind == failure::integrity);
  REQUIRE(other.open(file.options({{"mode", "ro"}})).ok());
  CHECK(other.run("INSERT INTO t VALUES (1)").kind == failure::operational);
  REQUIRE(other.open(file.options({{"foreign_keys", "off"}, {"busy_timeout", "1"}})).ok());
  CHECK(other.run("INSERT INTO u VALUES (1)").ok());
  REQUIRE(db.run("BEGIN IMMEDIATE").ok());
  CHECK(other.run("INSERT INTO u VALUES (2)").kind == failure::operational);
  CHECK(other.error().code == 5);  // SQLITE_BUSY
  REQUIRE(db.run("COMMIT").ok());
  sa::connect_options memory;
  memory.query = {{"journal_mode", "wal"}};
  CHECK(db.open(memory).kind == failure::operational);
  CHECK(db.error().message.find("memory") != std::string::npos);
}

TEST_CASE("sqlite3: a busy database is waited for") {
  const keeper keeps;
  sa::sqlite::sqlite3::connection db, other;
  REQUIRE(db.open(driver_suite::sqlite_spelling::options()).ok());
  REQUIRE(other.open(driver_suite::sqlite_spelling::options()).ok());
  REQUIRE(
      db.run("DROP TABLE IF EXISTS busy; CREATE TABLE busy (i INTEGER); BEGIN IMMEDIATE; INSERT INTO busy VALUES (1)")
          .ok());
  sa::status waited;
  std::thread writer([&] { waited = other.run("INSERT INTO busy VALUES (2)"); });
  ::usleep(50'000);
  CHECK(db.run("COMMIT").ok());
  writer.join();
  CHECK(waited.ok());
  CHECK(db.run("DROP TABLE busy").ok());
}

TEST_CASE("sqlite3: a name in double quotes is never a string") {
  sa::sqlite::sqlite3::connection db;
  REQUIRE(db.open({}).ok());
  CHECK(db.run("SELECT \"nobody\"").kind == failure::programming);
}

TEST_CASE("sqlite3: a list of reals finds the very same reals") {
  sa::sqlite::sqlite3::connection db;
  REQUIRE(db.open({}).ok());
  std::mt19937_64 random(42);
  std::uniform_real_distribution<double> exponent(-300, 300);
  std::vector<double> values;
  for (int i = 0; i != 2000; ++i)
    values.push_back(std::ldexp(static_cast<double>(random() >> 11), static_cast<int>(exponent(random))));
  const sa::array_view list{
      sa::sql_type::double_precision, values.size(), values.data(),
      [](const void* data, std::size_t i) { return sa::value_view(static_cast<const double*>(data)[i]); }};
  constexpr std::string_view sql = "SELECT value FROM json_each(?)";
  const sa::sql_type types[] = {sa::array_of(sa::sql_type::double_precision)};
  sa::sqlite::sqlite3::connection::statement prepared;
  REQUIRE(db.prepare(prepared, {sql.data(), sql.size(), types, {}}).ok());
  sa::sqlite::sqlite3::connection::parameters<1> given(db, prepared);
  REQUIRE(given.bind(0, list).ok());
  sa::sqlite::sqlite3::connection::cursor rows;
  REQUIRE(db.execute(prepared, given, rows).ok());
  std::size_t i = 0, equal = 0;
  for (double back = 0; db.fetch(rows) == fetch_result::row; ++i)
    equal += db.read(rows, 0, back) == read_result::value && back == values[i];
  CHECK(i == values.size());
  CHECK(equal == values.size());
  db.finish(rows);
  db.release(prepared);
}

}  // namespace
