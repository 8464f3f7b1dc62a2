// SPDX-License-Identifier: MIT
#include <sqlalloy/driver/sqlite3/binder.hpp>
#include <sqlalloy/driver/sqlite3/connection.hpp>

#include <catch2/catch.hpp>

#include <concepts>
#include <cstdint>
#include <limits>
#include <string>
#include <string_view>

namespace sa = sqlalloy;
using sa::sql_type;

namespace {

template <class Value>
concept bindable = requires(sa::sqlite::sqlite3_binder& binder, Value value) { binder.bind(0, value); };
static_assert(bindable<bool> && bindable<std::int64_t> && bindable<sa::bytes_view> && bindable<sa::array_view>);
static_assert(!bindable<void*>, "a pointer is no truth value");

// What SQLite says of the bound value: typeof and quote.
struct fixture {
  sa::sqlite::sqlite3_connection db;
  sa::sqlite::sqlite3_statement statement;

  fixture() {
    constexpr std::string_view sql = "SELECT typeof(?1) || ' ' || quote(?1)";
    static constexpr sql_type types[] = {sql_type::text};
    REQUIRE(db.open({}).ok());
    REQUIRE(db.prepare(statement, {sql.data(), sql.size(), types, {}}).ok());
  }
  ~fixture() { db.release(statement); }

  template <class Value>
  std::string bound(const Value& value) {
    sa::sqlite::sqlite3_connection::parameters<1> given(db, statement);
    const sa::status status = given.bind(0, value);
    if (!status.ok()) return db.error().message;
    sa::sqlite::sqlite3_cursor rows;
    REQUIRE(db.execute(statement, given, rows).ok());
    REQUIRE(db.fetch(rows) == sa::fetch_result::row);
    const std::string found(db.value(rows, 0).text());
    db.finish(rows);
    return found;
  }
};

TEST_CASE_METHOD(fixture, "sqlite3: the stored form of each type") {
  using namespace std::literals;
  CHECK(bound(true) == "integer 1");
  CHECK(bound(std::int16_t{-7}) == "integer -7");
  CHECK(bound(std::numeric_limits<std::int64_t>::min()) == "integer -9223372036854775808");
  CHECK(bound(0.5f) == "real 0.5");
  CHECK(bound(-2.5) == "real -2.5");
  CHECK(bound("it's"sv) == "text 'it''s'");
  CHECK(bound(std::string_view()) == "text ''");
  CHECK(bound(sa::bytes_view()) == "blob X''");
  CHECK(bound(sa::decimal_value<2>{-1234}) == "integer -1234");
  CHECK(bound(sa::numeric_value{"-12.5"}) == "text '-12.5'");
  CHECK(bound(sa::uuid_value{{1, 255}}) == "blob X'01FF0000000000000000000000000000'");
  CHECK(bound(sa::date_value{-1}) == "text '1969-12-31'");
  CHECK(bound(sa::time_value{1}) == "text '00:00:00.000001'");
  CHECK(bound(sa::timestamp_value{-1}) == "text '1969-12-31 23:59:59.999999'");
  CHECK(bound(sa::instant_value{0}) == "text '1970-01-01 00:00:00.000000'");
  CHECK(bound(sa::interval_value{-5}) == "integer -5");
  CHECK(bound(sa::array_view{sql_type::bigint, 0, nullptr, nullptr}) == "text '[]'");
}

TEST_CASE_METHOD(fixture, "sqlite3: what it cannot store is refused in a sentence") {
  CHECK(bound(std::numeric_limits<double>::quiet_NaN()) == "parameter 1 is NaN, and SQLite would store NULL for it");
  CHECK(bound(std::numeric_limits<float>::quiet_NaN()) == "parameter 1 is NaN, and SQLite would store NULL for it");
  CHECK(bound(std::numeric_limits<double>::infinity()) == "real Inf");
  CHECK(bound(sa::date_value{-1'000'000}) == "parameter 1 is outside the years 0000 to 9999, or no time of day");
  CHECK(bound(sa::time_value{-1}) == "parameter 1 is outside the years 0000 to 9999, or no time of day");
  const auto text = [](const void*, std::size_t) { return sa::value_view(std::string_view("a\0b", 3)); };
  CHECK(bound(sa::array_view{sql_type::text, 1, nullptr, text}) ==
        "parameter 1 is a list with a NUL in its text, which the database's JSON cannot hold");
  CHECK(db.error().kind == sa::failure::data);
}

TEST_CASE_METHOD(fixture, "sqlite3: a parameter that the statement does not have is an interface error") {
  sa::sqlite::sqlite3_connection::parameters<1> given(db, statement);
  CHECK(given.bind(1, std::int64_t{1}).kind == sa::failure::interface);
  CHECK(given.bind_null(0).ok());
}

}  // namespace
