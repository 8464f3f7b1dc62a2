// SPDX-License-Identifier: MIT
#include <sqlalloy/driver/any_of.hpp>
#include <sqlalloy/driver/mysqlclient.hpp>
#include <sqlalloy/driver/sqlite3.hpp>

#include <catch2/catch.hpp>
#include <integration/driver_backends.hpp>
#include <integration/driver_suite.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <thread>
#include <type_traits>
#include <utility>

#include <fcntl.h>
#include <mysql.h>

namespace {

namespace sa = sqlalloy;
using sa::failure;
using sa::fetch_result;
using sa::read_result;
using sa::sql_type;

template <class Spelling, class Driver>
struct server : Spelling {
  using connection = typename Driver::connection;
  static sa::status open(connection& db, const sa::connect_options& where = Spelling::options()) {
    return db.open(where);
  }
};
using mariadb = server<driver_suite::mariadb_spelling, sa::mariadb::mysqlclient>;
using mysql = server<driver_suite::mysql_spelling, sa::mysql::mysqlclient>;

template <class Spelling, class Driver>
struct among_several : Spelling {
  using connection = typename sa::any_of<Driver, sa::sqlite::sqlite3>::connection;
  static sa::status open(connection& db, const sa::connect_options& where = Spelling::options()) {
    return db.open(where, 0);
  }
};
using mariadb_among_several = among_several<driver_suite::mariadb_spelling, sa::mariadb::mysqlclient>;
using mysql_among_several = among_several<driver_suite::mysql_spelling, sa::mysql::mysqlclient>;

TEMPLATE_TEST_CASE("mysqlclient: the driver suite", "", mariadb, mariadb_among_several, mysql, mysql_among_several) {
  if (TestType::is_there()) driver_suite::run<TestType>();
}

TEMPLATE_TEST_CASE("mysqlclient: columns of every width are read as the integer or real that was asked for", "",
                   mariadb, mysql) {
  if (!TestType::is_there()) return;
  using session = driver_suite::session<TestType>;
  session s;
  s.run(
      "CREATE TEMPORARY TABLE widths (a TINYINT, b SMALLINT, c MEDIUMINT, d INT UNSIGNED, e BIGINT UNSIGNED, f FLOAT)");
  s.run("INSERT INTO widths VALUES (-7, -8, -9, 4294967295, 18446744073709551615, 0.5)");
  std::int64_t wide = 0;
  std::int16_t narrow = 0;
  double real = 0;
  bool truth = false;
  CHECK(s.first("SELECT a FROM widths", wide).first == read_result::value);
  CHECK(wide == -7);
  CHECK(s.first("SELECT b FROM widths", narrow).first == read_result::value);
  CHECK(narrow == -8);
  CHECK(s.first("SELECT c FROM widths", wide).first == read_result::value);
  CHECK(wide == -9);
  CHECK(s.first("SELECT d FROM widths", wide).first == read_result::value);
  CHECK(wide == 4294967295);
  CHECK(s.first("SELECT e FROM widths", wide).first == read_result::mismatch);
  CHECK(s.first("SELECT f FROM widths", real).first == read_result::value);
  CHECK(real == 0.5);
  CHECK(s.first("SELECT 1 = 1", truth).first == read_result::value);
  CHECK(truth);
  CHECK(s.first("SELECT 2", truth).first == read_result::mismatch);
  // The sum of integers is a DECIMAL, of which only what fits is an integer.
  CHECK(s.first("SELECT sum(a) FROM widths", wide).first == read_result::value);
  CHECK(wide == -7);
  CHECK(s.first("SELECT sum(e) FROM widths", wide).first == read_result::mismatch);
  std::string_view text;
  CHECK(s.first("SELECT CAST('abc' AS CHAR(9))", text).second == "abc");
  CHECK(s.first("SELECT JSON_OBJECT('a', 1)", text).second == "{\"a\": 1}");
  sa::bytes_view bytes;
  CHECK(s.first("SELECT CAST('abc' AS BINARY)", bytes).second == "abc");
}

TEMPLATE_TEST_CASE("mysqlclient: a column of another type is named, with both types", "", mariadb, mysql) {
  if (!TestType::is_there()) return;
  using session = driver_suite::session<TestType>;
  session s;
  typename session::statement prepared;
  s.demand(s.prepare(prepared, "SELECT 1 AS id, 1.5 AS price", {}, {sql_type::integer, sql_type::text}));
  CHECK(s.execute(prepared).kind == failure::data);
  CHECK(s.db.error().message == "mysqlclient: column 2 (price) is of type decimal and is read as text");
  CHECK(s.execute(prepared).kind == failure::data);
  s.db.release(prepared);
}

TEMPLATE_TEST_CASE("mysqlclient: dates that are none, and times that are no times of day, are mismatches", "", mariadb,
                   mysql) {
  if (!TestType::is_there()) return;
  using session = driver_suite::session<TestType>;
  session s;
  sa::date_value day;
  sa::time_value time;
  s.run("SET sql_mode = ''");
  s.run("CREATE TEMPORARY TABLE odd (d DATE, t TIME(6))");
  s.run("INSERT INTO odd VALUES ('0000-00-00', '-838:59:59')");
  CHECK(s.first("SELECT d FROM odd", day).first == read_result::mismatch);
  CHECK(s.first("SELECT t FROM odd", time).first == read_result::mismatch);
  s.run("UPDATE odd SET d = '2000-02-29', t = '23:59:59.999999'");
  CHECK(s.first("SELECT d FROM odd", day).first == read_result::value);
  CHECK(day.days == 11016);
  CHECK(s.first("SELECT t FROM odd", time).first == read_result::value);
  CHECK(time.microseconds == 86'399'999'999);
  CHECK(s.execute("SELECT ?", sa::time_value{86'400'000'000}).kind == failure::data);
  CHECK(s.execute("SELECT ?", sa::date_value{INT32_MAX}).kind == failure::data);
}

TEMPLATE_TEST_CASE("mysqlclient: what is stored is what the server understands", "", mariadb, mysql) {
  if (!TestType::is_there()) return;
  using session = driver_suite::session<TestType>;
  session s;
  std::string_view text;
  CHECK(s.first("SELECT CAST(? AS CHAR)", text, sa::date_value{-1}).second == "1969-12-31");
  // MySQL does not know what stands in a CAST to text.
  CHECK(s.first("SELECT CAST(CAST(? AS TIME(6)) AS CHAR)", text, sa::time_value{86'399'999'999}).second ==
        "23:59:59.999999");
  CHECK(s.first("SELECT CAST(CAST(? AS DATETIME(6)) AS CHAR)", text, sa::timestamp_value{-1}).second ==
        "1969-12-31 23:59:59.999999");
  CHECK(s.first("SELECT CAST(CAST(? AS DATETIME) AS CHAR)", text, sa::instant_value{951'782'400'000'000}).second ==
        "2000-02-29 00:00:00");
  CHECK(s.first("SELECT CAST(? AS CHAR)", text, true).second == "1");
  CHECK(s.first("SELECT hex(?)", text, driver_suite::bytes("\x01\xFF")).second == "01FF");
  CHECK(s.first("SELECT hex(?)", text, std::string_view("\xE2\x82\xAC")).second == "E282AC");
}

TEMPLATE_TEST_CASE("mysqlclient: the session is strict, in UTC, and takes text as it stands", "", mariadb, mysql) {
  if (!TestType::is_there()) return;
  using session = driver_suite::session<TestType>;
  session s;
  std::string_view text;
  std::int64_t number = 0;
  CHECK(s.first("SELECT @@time_zone", text).second == "+00:00");
  CHECK(s.first("SELECT 'a\\b' || 'c'", text).second == "a\\bc");
  CHECK(s.first("SELECT 'a' = 'a '", number).first == read_result::value);
  CHECK(number == 0);
  CHECK(s.first("SELECT 'a' = 'A'", number).first == read_result::value);
  CHECK(number == 0);
  s.run("CREATE TEMPORARY TABLE strict (id BIGINT AUTO_INCREMENT PRIMARY KEY, n TINYINT, v VARCHAR(3))");
  CHECK(s.db.run("INSERT INTO strict (n) VALUES (300)").kind == failure::data);
  CHECK(s.db.run("INSERT INTO strict (v) VALUES ('long')").kind == failure::data);
  CHECK(s.db.run("INSERT INTO strict (n) VALUES ('abc')").kind == failure::data);
  CHECK(s.db.error().message.find("abc") == std::string::npos);  // values are shown on demand only
  CHECK(s.db.run("INSERT INTO strict (n) VALUES (1 / 0)").kind == failure::data);
  s.demand(s.execute("INSERT INTO strict (id) VALUES (?)", std::int64_t{0}));
  CHECK(s.first("SELECT id FROM strict", number).first == read_result::value);
  CHECK(number == 0);
  s.run("UPDATE strict SET n = 1, v = 'x'");
  s.run("UPDATE strict SET n = n + 1, v = n");  // the old n, which MySQL does not do
  CHECK(s.first("SELECT v FROM strict", text).second == (std::is_same_v<TestType, mariadb> ? "1" : "2"));
  CHECK(s.db.run("LOAD DATA LOCAL INFILE '/etc/hostname' INTO TABLE strict (v)").kind != failure::none);
}

TEMPLATE_TEST_CASE("mysqlclient: SQLSTATE, number and constraint", "", mariadb, mysql) {
  if (!TestType::is_there()) return;
  using session = driver_suite::session<TestType>;
  session s;
  s.run("DROP TABLE IF EXISTS state");
  s.run("CREATE TABLE state (id INT PRIMARY KEY, n INT NOT NULL)");
  s.run("INSERT INTO state VALUES (1, 1)");
  CHECK(s.execute("INSERT INTO state VALUES (?, 1)", std::int32_t{1}).kind == failure::integrity);
  CHECK(s.db.error().sqlstate == "23000");
  CHECK(s.db.error().code == 1062);
  CHECK(s.db.error().constraint == "PRIMARY");
  CHECK(s.db.error().message.starts_with("Duplicate entry for key '"));  // values are shown on demand only
  CHECK(s.execute("INSERT INTO state VALUES (?, NULL)", std::int32_t{2}).kind == failure::integrity);
  CHECK(s.db.error().constraint == "n");
  CHECK(s.db.run("INSERT INTO state (id) VALUES (3)").kind == failure::integrity);
  CHECK(s.db.error().constraint == "n");
  CHECK(s.db.run("SELECT id FROM state a, state b").kind == failure::programming);  // ambiguous
  CHECK(s.db.run("SELECT 9223372036854775807 + 1").kind == failure::data);
  CHECK(s.db.run("CREATE TABLE state (id INT)").kind == failure::programming);
  s.run("DROP TABLE state");
}

TEMPLATE_TEST_CASE("mysqlclient: a deadlock ends the transaction, a lock that was waited for too long does not", "",
                   mariadb, mysql) {
  if (!TestType::is_there()) return;
  using session = driver_suite::session<TestType>;
  session s, other;
  s.run("DROP TABLE IF EXISTS locks");
  s.run("CREATE TABLE locks (id INT PRIMARY KEY, n INT)");
  s.run("INSERT INTO locks VALUES (1, 0), (2, 0)");
  s.run("BEGIN");
  other.run("BEGIN");
  s.run("UPDATE locks SET n = 1 WHERE id = 1");
  other.run("UPDATE locks SET n = 1 WHERE id = 2");
  sa::status theirs;
  std::thread there([&] { theirs = other.db.run("UPDATE locks SET n = 2 WHERE id = 1"); });
  const sa::status ours = s.db.run("UPDATE locks SET n = 2 WHERE id = 2");
  there.join();
  CHECK(ours.ok() != theirs.ok());
  session& victim = ours.ok() ? other : s;
  CHECK(victim.db.error().kind == failure::operational);
  CHECK(victim.db.error().code == 1213);
  CHECK(victim.db.error().sqlstate == "40001");
  CHECK(!victim.db.in_transaction());
  CHECK((ours.ok() ? s : other).db.in_transaction());
  s.run("ROLLBACK");
  other.run("ROLLBACK");

  s.run("SET innodb_lock_wait_timeout = 1");
  s.run("BEGIN");
  other.run("BEGIN");
  other.run("UPDATE locks SET n = 1 WHERE id = 1");
  CHECK(s.db.run("UPDATE locks SET n = 2 WHERE id = 1").kind == failure::operational);
  CHECK(s.db.error().code == 1205);
  CHECK(s.db.in_transaction());
  s.run("ROLLBACK");
  CHECK(!s.db.in_transaction());
  other.run("ROLLBACK");
  s.run("DROP TABLE locks");
}

TEMPLATE_TEST_CASE("mysqlclient: a connection that the server ends is an operational error and not open", "", mariadb,
                   mysql) {
  if (!TestType::is_there()) return;
  using session = driver_suite::session<TestType>;
  session s, other;
  typename session::statement prepared;
  s.demand(s.prepare(prepared, "SELECT ?", {sql_type::integer}, {sql_type::integer}));
  std::int64_t id = 0;
  CHECK(s.first("SELECT connection_id()", id).first == read_result::value);
  other.run("KILL " + std::to_string(id));
  CHECK(s.execute(prepared, std::int32_t{1}).kind == failure::operational);
  CHECK(!s.db.is_open());
  CHECK(!s.db.in_transaction());
  CHECK(s.db.ping().kind == failure::operational);
  s.db.release(prepared);
  s.demand(TestType::open(s.db));
  s.db.release(prepared);
  s.demand(s.db.ping());
}

TEMPLATE_TEST_CASE("mysqlclient: a program that is started does not get the connection", "", mariadb, mysql) {
  if (!TestType::is_there()) return;
  using session = driver_suite::session<TestType>;
  session s;
  const int flags = ::fcntl(static_cast<int>(s.db.native_handle()->net.fd), F_GETFD);
  REQUIRE(flags != -1);
  CHECK((flags & FD_CLOEXEC) != 0);
}

TEMPLATE_TEST_CASE("mysqlclient: after a packet that is too big the connection is not open", "", mariadb, mysql) {
  if (!TestType::is_there()) return;
  using session = driver_suite::session<TestType>;
  session s;
  s.run("CREATE TEMPORARY TABLE big (t LONGTEXT)");
  std::int64_t limit = 0;
  CHECK(s.first("SELECT @@max_allowed_packet", limit).first == read_result::value);
  const std::string text(static_cast<std::size_t>(limit) + 1, 'x');
  s.run("BEGIN");
  CHECK(s.execute("INSERT INTO big VALUES (?)", std::string_view(text)).kind == failure::operational);
  CHECK(s.db.error().code == 1153);
  CHECK_FALSE(s.db.error().is_disconnect);  // another connection would not take it either
  CHECK_FALSE(s.db.is_open());
  CHECK_FALSE(s.db.in_transaction());
  CHECK(s.db.run("SELECT 1").kind == failure::operational);
}

TEMPLATE_TEST_CASE("mysqlclient: a statement outlives its connection without harm", "", mariadb, mysql) {
  if (!TestType::is_there()) return;
  using session = driver_suite::session<TestType>;
  typename session::statement prepared;
  {
    session s;
    s.demand(s.prepare(prepared, "SELECT ?", {sql_type::integer}, {sql_type::integer}));
    s.db.close();
    CHECK(s.execute(prepared, std::int32_t{1}).kind != failure::none);
  }
  CHECK(static_cast<bool>(prepared));
}

TEST_CASE("mysqlclient: an option that is none is refused without its value") {
  sa::mariadb::mysqlclient::connection db;
  sa::connect_options wrong = mariadb::options();
  wrong.query = {{"sslmoed", "secret"}};
  CHECK(db.open(wrong).kind == failure::argument);
  CHECK(db.error().message.find("unknown option 'sslmoed'") != std::string::npos);
  CHECK(db.error().message.find("secret") == std::string::npos);
}

TEMPLATE_TEST_CASE("mysqlclient: a server of the other kind is refused", "", mariadb, mysql) {
  if (!TestType::is_there()) return;
  typename std::conditional_t<std::is_same_v<TestType, mysql>, mariadb, mysql>::connection db;
  CHECK(db.open(TestType::options()).kind != failure::none);
  CHECK(!db.is_open());
}

TEMPLATE_TEST_CASE("mysqlclient: raw SQL gives numbers, text and bytes as such, and other types as text", "", mariadb,
                   mysql) {
  if (!TestType::is_there()) return;
  using session = driver_suite::session<TestType>;
  session s;
  typename session::cursor rows;
  const std::string sql =
      "SELECT CAST(-1 AS SIGNED), CAST(18446744073709551615 AS UNSIGNED), 1e-7, CAST(0.5 AS FLOAT), x'00ff', 1.50, "
      "DATE '2000-02-29', TIMESTAMP '2000-02-29 23:59:59', CAST('-30:00:01' AS TIME)";
  s.demand(s.db.execute_text(sql.data(), sql.size(), rows));
  REQUIRE(s.db.fetch(rows) == fetch_result::row);
  CHECK(s.db.value(rows, 0).integer() == -1);
  CHECK(s.db.value(rows, 1).text() == "18446744073709551615");
  CHECK(s.db.value(rows, 2).real() == 1e-7);
  CHECK(s.db.value(rows, 3).real() == 0.5);
  CHECK(s.db.value(rows, 4).bytes().size() == 2);
  CHECK(s.db.value(rows, 5).text() == "1.50");
  CHECK(s.db.value(rows, 6).text() == "2000-02-29");
  CHECK(s.db.value(rows, 7).text() == "2000-02-29 23:59:59.000000");
  CHECK(s.db.value(rows, 8).text() == "-30:00:01.000000");
  s.db.finish(rows);
}

TEMPLATE_TEST_CASE("mysqlclient: long text of several rows, among short text", "", mariadb, mysql) {
  if (!TestType::is_there()) return;
  using session = driver_suite::session<TestType>;
  session s;
  s.run("CREATE TEMPORARY TABLE texts (id INT AUTO_INCREMENT PRIMARY KEY, t LONGTEXT, b LONGBLOB)");
  for (const int size : {10, 300'000, 0, 127, 128, 129, 70'000})
    s.demand(s.execute("INSERT INTO texts (t, b) VALUES (repeat('x', ?), repeat('y', ?))", std::int32_t{size},
                       std::int32_t{size}));
  typename session::statement prepared;
  s.demand(s.prepare(prepared, "SELECT t, b FROM texts ORDER BY id", {}, {sql_type::text, sql_type::bytes}));
  for (int twice = 0; twice != 2; ++twice) {
    typename session::template parameters<0> none(s.db, prepared);
    typename session::cursor rows;
    s.demand(s.db.execute(prepared, none, rows));
    for (const std::size_t size : {10u, 300'000u, 0u, 127u, 128u, 129u, 70'000u}) {
      REQUIRE(s.db.fetch(rows) == fetch_result::row);
      std::string_view text;
      sa::bytes_view bytes;
      REQUIRE(s.db.read(rows, 0, text) == read_result::value);
      REQUIRE(s.db.read(rows, 1, bytes) == read_result::value);
      CHECK(text == std::string(size, 'x'));
      CHECK((bytes.size() == size && (size == 0 || bytes[size - 1] == std::byte{'y'})));
    }
    CHECK(s.db.fetch(rows) == fetch_result::done);
    s.db.finish(rows);
  }
  s.db.release(prepared);
}

TEMPLATE_TEST_CASE(
    "mysqlclient: a statement with a cursor is not executed again, and a procedure may give several results", "",
    mariadb, mysql) {
  if (!TestType::is_there()) return;
  using session = driver_suite::session<TestType>;
  session s;
  typename session::statement prepared;
  s.demand(s.prepare(prepared, "SELECT 1", {}));
  typename session::template parameters<0> none(s.db, prepared);
  typename session::cursor rows, more;
  s.demand(s.db.execute(prepared, none, rows));
  CHECK(s.db.execute(prepared, none, more).kind == failure::interface);
  s.db.finish(rows);
  s.demand(s.db.execute(prepared, none, rows));
  s.db.finish(rows);
  s.db.release(prepared);

  s.run("DROP PROCEDURE IF EXISTS several");
  s.run("CREATE PROCEDURE several() BEGIN SELECT 1; SELECT 2; END");
  const std::string_view call = "CALL several()";
  s.demand(s.db.execute_text(call.data(), call.size(), rows));
  REQUIRE(s.db.fetch(rows) == fetch_result::row);
  CHECK(s.db.value(rows, 0).integer() == 1);
  s.db.finish(rows);
  std::int64_t number = 0;
  CHECK(s.first("SELECT 3", number).first == read_result::value);
  s.run("CALL several()");
  s.run("DROP PROCEDURE several");
}

// libmysqlclient cannot leave a call that waits.
#if defined(LIBMARIADB)
TEST_CASE("mysqlclient: what else a procedure gives is not waited for past the deadline") {
  driver_suite::session<mariadb> s;
  s.run("DROP PROCEDURE IF EXISTS slow");
  s.run("CREATE PROCEDURE slow() BEGIN SELECT 1; SELECT SLEEP(600); END");
  const std::string_view call = "CALL slow()";
  driver_suite::session<mariadb>::cursor rows;
  s.db.set_deadline(sa::deadline::in(3));
  s.demand(s.db.execute_text(call.data(), call.size(), rows));
  REQUIRE(s.db.fetch(rows) == fetch_result::row);
  CHECK(s.db.value(rows, 0).integer() == 1);
  CHECK(s.db.is_open());
  s.db.finish(rows);
  CHECK_FALSE(s.db.is_open());
  CHECK(s.db.run("SELECT 1").kind == failure::timeout);
  driver_suite::session<mariadb>().run("DROP PROCEDURE slow");
}
#endif

// MySQL (9.7) would give nothing at the second execution.
TEMPLATE_TEST_CASE("mysqlclient: a statement is executed with a cursor and without", "", mariadb, mysql) {
  if (!TestType::is_there()) return;
  using session = driver_suite::session<TestType>;
  session s;
  s.run("CREATE TEMPORARY TABLE both_ways (id BIGINT PRIMARY KEY, t TEXT)");
  s.run("INSERT INTO both_ways VALUES (1, 'one'), (2, 'two'), (3, 'three')");
  typename session::statement prepared;
  s.demand(s.prepare(prepared, "SELECT id, t FROM both_ways WHERE id < ? ORDER BY id", {sql_type::bigint},
                     {sql_type::bigint, sql_type::text}));
  for (const int chunk : {1, 0, 0, 2, 2, 0, 1, 0})
    for (const int read : {0, 1, 2, 3}) {
      INFO(chunk << ' ' << read);
      typename session::template parameters<1> given(s.db, prepared);
      s.demand(given.bind(0, std::int64_t{4}));
      typename session::cursor rows;
      s.demand(chunk == 0 ? s.db.execute(prepared, given, rows) : s.db.stream(prepared, given, rows, chunk));
      for (int row = 1; row <= read; ++row) {
        std::int64_t id = 0;
        std::string_view text;
        REQUIRE(s.db.fetch(rows) == fetch_result::row);
        CHECK(s.db.read(rows, 0, id) == read_result::value);
        CHECK(s.db.read(rows, 1, text) == read_result::value);
        CHECK(id == row);
        CHECK(text == (row == 1 ? "one" : row == 2 ? "two" : "three"));
      }
      if (read == 3) CHECK(s.db.fetch(rows) == fetch_result::done);
      s.db.finish(rows);
    }
  s.db.release(prepared);
}

TEMPLATE_TEST_CASE("mysqlclient: an execution has its own values, whatever those before it were", "", mariadb, mysql) {
  if (!TestType::is_there()) return;
  using session = driver_suite::session<TestType>;
  session s;
  s.run("CREATE TEMPORARY TABLE again (id INT PRIMARY KEY, t LONGTEXT, n BIGINT, at DATETIME)");
  typename session::statement insert, select;
  s.demand(s.prepare(insert, "INSERT INTO again VALUES (?, ?, ?, ?)",
                     {sql_type::integer, sql_type::text, sql_type::bigint, sql_type::timestamp}));
  s.demand(s.prepare(select, "SELECT t, n, at FROM again WHERE id = ?", {sql_type::integer},
                     {sql_type::text, sql_type::bigint, sql_type::timestamp}));
  const std::string large(300'000, 'x'), other(1'000, 'y');
  const std::string_view all(large);
  // Long text stays where it is, so that another length at the same place and another place have to be noticed.
  const std::optional<std::string_view> texts[] = {std::nullopt, "short", std::nullopt, all,   all.substr(0, 500),
                                                   other,        "",      all,          other, "short"};
  const auto number_of = [](std::int32_t id) {
    return id % 3 == 0 ? std::nullopt : std::optional(std::int64_t{1} << id);
  };
  std::int32_t id = 0;
  for (const auto& text : texts) {
    const std::int64_t second = 1'000'000;
    const auto at = id % 2 == 0 ? std::optional(sa::timestamp_value{id * second}) : std::nullopt;
    s.demand(s.execute(insert, id, text, number_of(id), at));
    CHECK(s.execute(insert, id, std::string_view("twice"), std::int16_t{7}, at).kind == failure::integrity);
    ++id;
  }
  while (id-- != 0) {
    INFO("row " << id);
    typename session::template parameters<1> given(s.db, select);
    s.demand(given.bind(0, id));
    typename session::cursor rows;
    s.demand(s.db.execute(select, given, rows));
    REQUIRE(s.db.fetch(rows) == fetch_result::row);
    std::string_view text;
    const auto& expected = texts[id];
    CHECK(s.db.read(rows, 0, text) == (expected ? read_result::value : read_result::null));
    CHECK(text == expected.value_or(""));
    std::int64_t number = 0;
    CHECK(s.db.read(rows, 1, number) == (number_of(id) ? read_result::value : read_result::null));
    CHECK(number == number_of(id).value_or(0));
    sa::timestamp_value at{};
    CHECK(s.db.read(rows, 2, at) == (id % 2 == 0 ? read_result::value : read_result::null));
    CHECK(at.microseconds == (id % 2 == 0 ? id * 1'000'000 : 0));
    CHECK(s.db.fetch(rows) == fetch_result::done);
    s.db.finish(rows);
  }
  typename session::template parameters<1> of_select(s.db, select);
  s.demand(of_select.bind(0, 1));
  typename session::cursor rows;
  typename session::statement same;
  s.demand(s.prepare(same, "SELECT t FROM again WHERE id = ?", {sql_type::integer}));
  CHECK(s.db.execute(same, of_select, rows).kind == failure::interface);
  CHECK(s.db.error().message == "mysqlclient: the parameters are those of another statement");
  CHECK(s.prepare(same, "SELECT ?", {}).kind == failure::programming);
  CHECK(s.db.error().message == "mysqlclient: the statement has 1 placeholders and is given 0 parameters");
  CHECK(s.prepare(same, "SELECT ?", {sql_type::integer, sql_type::text}).kind == failure::programming);
  CHECK(s.db.error().message == "mysqlclient: the statement has 1 placeholders and is given 2 parameters");
  s.db.release(insert);
  s.db.release(select);
}

TEMPLATE_TEST_CASE("mysqlclient: a statement goes on where its table has got other columns", "", mariadb, mysql) {
  if (!TestType::is_there()) return;
  using session = driver_suite::session<TestType>;
  session s;
  s.run("DROP TABLE IF EXISTS suite_changed");
  s.run("CREATE TABLE suite_changed (id BIGINT PRIMARY KEY, v INT NOT NULL)");
  s.run("INSERT INTO suite_changed VALUES (5, 7)");
  typename session::statement prepared;
  s.demand(s.prepare(prepared, "SELECT v FROM suite_changed WHERE id = ?", {sql_type::bigint}, {sql_type::bigint}));
  const auto found = [&] {
    typename session::template parameters<1> given(s.db, prepared);
    s.demand(given.bind(0, std::int64_t{5}));
    typename session::cursor rows;
    if (const sa::status done = s.db.execute(prepared, given, rows); !done.ok()) return std::int64_t{-1};
    std::int64_t number = 0;
    REQUIRE(s.db.fetch(rows) == fetch_result::row);
    CHECK(s.db.read(rows, 0, number) == read_result::value);
    s.db.finish(rows);
    return number;
  };
  CHECK(found() == 7);
  CHECK(found() == 7);
  for (const char* fits : {"BIGINT", "INT NOT NULL", "BIGINT UNSIGNED", "DECIMAL(5, 0)", "SMALLINT"}) {
    INFO(fits);
    s.run(std::string("ALTER TABLE suite_changed MODIFY v ") + fits);
    CHECK(found() == 7);
    CHECK(found() == 7);
  }
  for (const char* other : {"DECIMAL(5, 2)", "DOUBLE", "VARCHAR(9)", "BLOB"}) {
    INFO(other);
    s.run(std::string("ALTER TABLE suite_changed MODIFY v ") + other);
    CHECK(found() == -1);
    CHECK(s.db.error().kind == failure::data);
    CHECK(found() == -1);
  }
  s.run("ALTER TABLE suite_changed MODIFY v INT");
  CHECK(found() == 7);
  s.db.release(prepared);
  s.run("DROP TABLE suite_changed");
}

TEMPLATE_TEST_CASE("mysqlclient: the last key, and how many rows there were", "", mariadb, mysql) {
  if (!TestType::is_there()) return;
  using session = driver_suite::session<TestType>;
  session s;
  s.run("CREATE TEMPORARY TABLE counted (id BIGINT AUTO_INCREMENT PRIMARY KEY, n INT)");
  s.demand(s.execute("INSERT INTO counted (n) VALUES (?)", std::int32_t{5}));
  CHECK(s.db.last_insert_id() == 1);
  s.demand(s.execute("INSERT INTO counted (n) VALUES (?)", std::int32_t{5}));
  CHECK(s.db.last_insert_id() == 2);
  s.demand(s.execute("UPDATE counted SET n = ?", std::int32_t{5}));  // they are so already
  CHECK(s.changed == 2);
  CHECK(s.db.last_insert_id() == 2);
  s.demand(s.execute("SELECT n FROM counted"));
  CHECK(s.changed == -1);
  if constexpr (std::is_same_v<TestType, mariadb>) {
    s.demand(s.execute("DELETE FROM counted RETURNING id"));
    CHECK(s.changed == 2);
  }
}

}  // namespace
