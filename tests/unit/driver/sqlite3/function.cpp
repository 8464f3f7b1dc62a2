// SPDX-License-Identifier: MIT
#include <sqlalloy/driver/sqlite3/function.hpp>
#include <sqlalloy/engine/result.hpp>
#include <sqlalloy/type/arithmetic.hpp>
#include <sqlalloy/type/bytes.hpp>
#include <sqlalloy/type/chrono.hpp>
#include <sqlalloy/type/text.hpp>

#include <catch2/catch.hpp>

#include <chrono>
#include <cmath>
#include <cstdint>
#include <limits>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace sa = sqlalloy;
using sa::failure;
using sa::sqlite::aggregate_function;
using sa::sqlite::create_aggregate;
using sa::sqlite::create_function;
using sa::sqlite::scalar_function;
using sa::sqlite::sqlite3_connection;

namespace {

double half(double x) { return x / 2; }

struct stranger {};
constexpr auto generic = [](auto x) { return x; };
constexpr auto of_stranger = [](stranger) { return 1; };
constexpr auto gives_stranger = [](int) { return stranger{}; };
constexpr auto writes_back = [](int& x) { return x; };
static_assert(scalar_function<double (*)(double)>);
static_assert(!scalar_function<decltype(generic)> && !scalar_function<decltype(of_stranger)> &&
              !scalar_function<decltype(gives_stranger)> && !scalar_function<decltype(writes_back)>);

struct product {
  double value = 1;
  void step(double x) { value *= x; }
  double finalize() const { return value; }
};

struct longest {
  std::optional<std::string> text{};
  void step(std::string_view one) {
    if (!text || one.size() > text->size()) text = one;
  }
  std::optional<std::string> finalize() { return std::move(text); }
};

struct careful {
  std::int64_t rows = 0;
  sa::result<> step(std::optional<std::int64_t> x) {
    if (x && *x < 0) return sa::make_error(failure::data, "a negative number");
    ++rows;
    return {};
  }
  sa::result<std::int64_t> finalize() const {
    if (rows > 9) return sa::make_error(failure::operational, "too many");
    return rows;
  }
};

struct half_an_aggregate {
  void step(int) {}
};
static_assert(aggregate_function<product> && aggregate_function<longest> && aggregate_function<careful> &&
              !aggregate_function<half_an_aggregate> && !aggregate_function<stranger>);

struct database {
  sqlite3_connection db;
  database() { REQUIRE(db.open({}).ok()); }

  // The first value, as text; "NULL"; or the failure's sentence.
  std::string first(std::string_view sql) {
    sqlite3_connection::cursor rows;
    std::string found = "no row";
    if (!db.execute_text(sql.data(), sql.size(), rows).ok()) return db.error().message;
    switch (db.fetch(rows)) {
      case sa::fetch_result::row: {
        const sa::value_view value = db.value(rows, 0);
        if (value.is_null()) found = "NULL";
        if (value.kind() == sa::value_kind::integer) found = std::to_string(value.integer());
        if (value.kind() == sa::value_kind::real) found = std::to_string(value.real());
        if (value.kind() == sa::value_kind::text) found = '\'' + std::string(value.text()) + '\'';
        if (value.kind() == sa::value_kind::bytes) found = std::to_string(value.bytes().size()) + " bytes";
        break;
      }
      case sa::fetch_result::failed:
        found = db.error().message;
        break;
      case sa::fetch_result::done:
        break;
    }
    db.finish(rows);
    return found;
  }
};

TEST_CASE_METHOD(database, "sqlite3: functions of every type of argument and result") {
  REQUIRE(create_function<"half">(db, half).ok());
  REQUIRE(create_function<"twice">(db, [](std::int64_t x) { return x * 2; }).ok());
  REQUIRE(create_function<"shout">(db, [](const std::string& text) { return text + '!'; }).ok());
  REQUIRE(create_function<"front">(db, [](std::string_view text) { return text.substr(0, 2); }).ok());
  REQUIRE(create_function<"negate">(db, [](bool x) { return !x; }).ok());
  REQUIRE(create_function<"zeros">(db, [](int size) {
            return std::vector<std::byte>(static_cast<std::size_t>(size));
          }).ok());
  REQUIRE(create_function<"size">(db, [](sa::bytes_view bytes) { return static_cast<int>(bytes.size()); }).ok());
  REQUIRE(create_function<"tomorrow">(db, [](std::chrono::sys_days day) { return day + std::chrono::days(1); }).ok());
  REQUIRE(create_function<"answer">(db, [] { return 42; }).ok());
  REQUIRE(create_function<"none">(db, [](int) {}).ok());
  CHECK(first("SELECT half(3.0)") == "1.500000");
  CHECK(first("SELECT half(3)") == "1.500000");
  CHECK(first("SELECT twice(21)") == "42");
  CHECK(first("SELECT shout('hey')") == "'hey!'");
  CHECK(first("SELECT shout('')") == "'!'");
  CHECK(first("SELECT front('abc')") == "'ab'");
  CHECK(first("SELECT front('')") == "''");
  CHECK(first("SELECT negate(0)") == "1");
  CHECK(first("SELECT zeros(3)") == "3 bytes");
  CHECK(first("SELECT zeros(0)") == "0 bytes");
  CHECK(first("SELECT size(x'010203')") == "3");
  CHECK(first("SELECT tomorrow('2024-02-29')") == "'2024-03-01'");
  CHECK(first("SELECT answer()") == "42");
  CHECK(first("SELECT none(1)") == "NULL");
}

TEST_CASE_METHOD(database, "sqlite3: the functions of a name are told apart by the number of arguments") {
  REQUIRE(create_function<"f">(db, [](int) { return 1; }).ok());
  REQUIRE(create_function<"f">(db, [](int, int) { return 2; }).ok());
  CHECK(first("SELECT f(0)") == "1");
  CHECK(first("SELECT f(0, 0)") == "2");
  REQUIRE(create_function<"f">(db, [](int) { return 3; }).ok());
  CHECK(first("SELECT f(0)") == "3");
  CHECK(first("SELECT f(0, 0, 0)") == "wrong number of arguments to function f()");
  CHECK(db.error().kind == failure::programming);
}

TEST_CASE_METHOD(database, "sqlite3: NULL is for who says so, else the result is NULL") {
  int calls = 0;
  REQUIRE(create_function<"plain">(db, [&](int x, int y) { return ++calls, x + y; }).ok());
  REQUIRE(create_function<"knows">(db, [](std::optional<int> x, std::optional<std::string> text) {
            return std::optional<std::string>(x ? std::nullopt : std::optional<std::string>(text.value_or("none")));
          }).ok());
  CHECK(first("SELECT plain(1, NULL)") == "NULL");
  CHECK(first("SELECT plain(NULL, 1)") == "NULL");
  CHECK(calls == 0);
  CHECK(first("SELECT plain(1, 2)") == "3");
  CHECK(first("SELECT knows(NULL, NULL)") == "'none'");
  CHECK(first("SELECT knows(NULL, 'x')") == "'x'");
  CHECK(first("SELECT knows(1, 'x')") == "NULL");
  // A value that is wrong is wrong beside a NULL as well.
  CHECK(first("SELECT plain(NULL, 'x')") == "sqlite3: plain() is given text that it does not take, as argument 2");
}

TEST_CASE_METHOD(database, "sqlite3: a value of another type is refused, and never converted") {
  REQUIRE(create_function<"half">(db, half).ok());
  REQUIRE(create_function<"small">(db, [](std::int16_t x) { return x; }).ok());
  REQUIRE(create_function<"day">(db, [](std::chrono::sys_days day) { return day; }).ok());
  CHECK(first("SELECT half('2')") == "sqlite3: half() is given text that it does not take, as argument 1");
  CHECK(db.error().kind == failure::data);
  CHECK(first("SELECT half(x'00')") == "sqlite3: half() is given a blob that it does not take, as argument 1");
  CHECK(first("SELECT small(1.5)") == "sqlite3: small() is given a real that it does not take, as argument 1");
  CHECK(first("SELECT small(40000)") == "sqlite3: small() is given an integer that it does not take, as argument 1");
  CHECK(first("SELECT day('soon')") == "sqlite3: day() is given text that it does not take, as argument 1");
}

TEST_CASE_METHOD(database, "sqlite3: a result that SQLite cannot hold is refused") {
  REQUIRE(create_function<"nan">(db, [] { return std::numeric_limits<double>::quiet_NaN(); }).ok());
  REQUIRE(create_function<"late">(db, [] { return std::chrono::sys_days(std::chrono::year(10000) / 1 / 1); }).ok());
  REQUIRE(create_function<"big">(db, [] { return std::numeric_limits<std::uint64_t>::max(); }).ok());
  CHECK(first("SELECT nan()") == "sqlite3: nan() gives NaN, and SQLite would take it for NULL");
  CHECK(db.error().kind == failure::data);
  CHECK(first("SELECT late()") == "sqlite3: late() gives a time outside the years 0000 to 9999, or no time of day");
  CHECK(first("SELECT big()") == "sqlite3: big() gives what does not fit the type of its result");
}

TEST_CASE_METHOD(database, "sqlite3: a function tells what went wrong") {
  REQUIRE(create_function<"root">(db, [](double x) -> sa::result<double> {
            if (x < 0) return sa::make_error(failure::data, "of a negative number");
            return std::sqrt(x);
          }).ok());
  REQUIRE(create_function<"keeps">(db, [](int) -> sa::result<> {
            return sa::make_error(failure::integrity, "no more");
          }).ok());
  REQUIRE(create_function<"busy">(db, []() -> sa::result<int> {
            return sa::make_error(failure::operational, "later");
          }).ok());
  CHECK(first("SELECT root(9)") == "3.000000");
  CHECK(first("SELECT root(-9)") == "sqlite3: root(): of a negative number");
  CHECK(db.error().kind == failure::data);
  CHECK(first("SELECT keeps(1)") == "sqlite3: keeps(): no more");
  CHECK(db.error().kind == failure::integrity);
  CHECK(first("SELECT busy()") == "sqlite3: busy(): later");
  CHECK(db.error().kind == failure::operational);
}

TEST_CASE_METHOD(database, "sqlite3: an exception does not pass through SQLite") {
  REQUIRE(create_function<"throws">(db, [](int x) -> int {
            if (x == 0) throw std::runtime_error("zero");
            if (x == 1) throw std::bad_alloc();
            throw 2;
          }).ok());
  CHECK(first("SELECT throws(0)") == "sqlite3: throws(): zero");
  CHECK(db.error().kind == failure::operational);
  CHECK(first("SELECT throws(1)") == "out of memory");
  CHECK(first("SELECT throws(2)") == "sqlite3: throws() has thrown what is no std::exception");
}

TEST_CASE("sqlite3: a function is kept until the connection closes") {
  const auto kept = std::make_shared<int>(7);
  sqlite3_connection db;
  CHECK(create_function<"seven">(db, [kept] { return *kept; }).kind == failure::interface);
  CHECK(create_aggregate<"product", product>(db).kind == failure::interface);
  REQUIRE(db.open({}).ok());
  REQUIRE(create_function<"seven">(db, [kept] { return *kept; }).ok());
  CHECK(kept.use_count() == 2);
  CHECK(
      create_function<"a_name_that_is_longer_than_the_255_bytes_that_sqlite_allows_for_the_name_of_a_function_0123456"
                      "78901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901"
                      "2345678901234567890123456789012345678901234567890123456789012345678901234567890123456789">(
          db, [kept] { return *kept; })
          .kind == failure::interface);
  CHECK(kept.use_count() == 2);
  db.close();
  CHECK(kept.use_count() == 1);
}

TEST_CASE_METHOD(database, "sqlite3: what a function is good for") {
  REQUIRE(db.run("CREATE TABLE t (x REAL)").ok());
  REQUIRE(create_function<"half">(db, half).ok());
  CHECK(db.run("CREATE INDEX i ON t (half(x))").kind == failure::programming);
  REQUIRE(create_function<"half">(db, half, {.deterministic = true}).ok());
  CHECK(db.run("CREATE INDEX i ON t (half(x))").ok());
  REQUIRE(create_function<"secret">(db, half, {.direct_only = true}).ok());
  REQUIRE(db.run("CREATE VIEW v AS SELECT secret(x) FROM t").ok());
  CHECK(first("SELECT secret(2)") == "1.000000");
  CHECK(first("SELECT * FROM v") == "unsafe use of secret()");
}

TEST_CASE_METHOD(database, "sqlite3: aggregates, over groups, NULL and no rows") {
  REQUIRE(create_aggregate<"product", product>(db).ok());
  REQUIRE(create_aggregate<"longest", longest>(db).ok());
  REQUIRE(create_aggregate<"careful", careful>(db).ok());
  CHECK(first("SELECT product(column1) FROM (VALUES (2), (3), (NULL), (7))") == "42.000000");
  CHECK(first("SELECT product(1) WHERE false") == "1.000000");
  CHECK(first("SELECT product(NULL)") == "1.000000");
  CHECK(first("SELECT longest(column1) FROM (VALUES ('a'), ('abc'), ('ab'))") == "'abc'");
  CHECK(first("SELECT longest('a') WHERE false") == "NULL");
  CHECK(first("SELECT group_concat(one) FROM (SELECT longest(column2) AS one FROM (VALUES (1, 'a'), (2, 'b'), "
              "(1, 'ccc')) GROUP BY column1)") == "'ccc,b'");
  CHECK(first("SELECT careful(column1) FROM (VALUES (1), (NULL))") == "2");
  CHECK(first("SELECT careful(column1) FROM (VALUES (1), (-1))") == "sqlite3: careful(): a negative number");
  CHECK(db.error().kind == failure::data);
  CHECK(first("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 20) "
              "SELECT careful(i) FROM n") == "sqlite3: careful(): too many");
  CHECK(first("SELECT product('x')") == "sqlite3: product() is given text that it does not take, as argument 1");
}

}  // namespace
