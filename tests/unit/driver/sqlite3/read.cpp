// SPDX-License-Identifier: MIT
#include <sqlalloy/driver/sqlite3/read.hpp>

#include <catch2/catch.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace sa = sqlalloy;
using sa::read_result;

namespace {

// SELECT <sql>, read as a Storage.
template <class Storage>
std::optional<Storage> read(const char* sql, read_result expected = read_result::value) {
  ::sqlite3* database = nullptr;
  ::sqlite3_stmt* statement = nullptr;
  REQUIRE(::sqlite3_open(":memory:", &database) == SQLITE_OK);
  REQUIRE(::sqlite3_prepare_v2(database, (std::string("SELECT ") + sql).c_str(), -1, &statement, nullptr) == SQLITE_OK);
  REQUIRE(::sqlite3_step(statement) == SQLITE_ROW);
  Storage out{};
  INFO(sql);
  const read_result found = sa::sqlite::read_value(::sqlite3_column_value(statement, 0), out);
  CHECK(found == expected);
  ::sqlite3_finalize(statement);
  ::sqlite3_close(database);
  return found == read_result::value ? std::optional(out) : std::nullopt;
}

template <class Storage>
void mismatches(const char* sql) {
  (void)read<Storage>(sql, read_result::mismatch);
}

TEST_CASE("sqlite3: a decimal is a count of its last digit") {
  CHECK(read<sa::decimal_value<2>>("-1234") == sa::decimal_value<2>{-1234});
  mismatches<sa::decimal_value<2>>("12.34");
  mismatches<sa::decimal_value<2>>("'12.34'");
}

TEST_CASE("sqlite3: a number of any size is text") {
  CHECK(read<sa::numeric_value>("'12.5'") == sa::numeric_value{"12.5"});
  mismatches<sa::numeric_value>("12");
}

TEST_CASE("sqlite3: a UUID is 16 bytes") {
  CHECK(read<sa::uuid_value>("x'01FF0000000000000000000000000000'") == sa::uuid_value{{1, 255}});
  mismatches<sa::uuid_value>("x'01FF'");
  mismatches<sa::uuid_value>("'0123456789abcdef'");
}

TEST_CASE("sqlite3: integers, and no wrap") {
  CHECK(read<std::int64_t>("9223372036854775807") == INT64_MAX);
  CHECK(read<std::int32_t>("-2147483648") == INT32_MIN);
  CHECK(read<std::int16_t>("32767") == INT16_MAX);
  CHECK(read<bool>("1") == true);
  CHECK(read<bool>("0") == false);
  mismatches<std::int32_t>("2147483648");
  mismatches<std::int16_t>("-32769");
  mismatches<bool>("2");
  mismatches<bool>("-1");
  mismatches<std::int64_t>("'12'");
  mismatches<std::int64_t>("1.0");
  mismatches<std::int64_t>("x'01'");
  (void)read<std::int64_t>("NULL", read_result::null);
}

TEST_CASE("sqlite3: reals") {
  CHECK(read<double>("0.1e0") == 0.1);
  CHECK(read<double>("9007199254740992") == 9007199254740992.0);
  CHECK(read<double>("-9007199254740992") == -9007199254740992.0);
  CHECK(read<float>("16777216") == 16777216.0f);
  CHECK(read<float>("0.1e0") == 0.1f);
  CHECK(read<double>("9e999") == std::numeric_limits<double>::infinity());
  CHECK(read<float>("-9e999") == -std::numeric_limits<float>::infinity());
  mismatches<double>("9007199254740993");
  mismatches<float>("16777217");
  mismatches<float>("1e39");
  mismatches<double>("'1.5'");
}

TEST_CASE("sqlite3: text and bytes are not each other") {
  (void)read<std::string_view>("'abc'");
  (void)read<std::string_view>("''");
  (void)read<sa::bytes_view>("x''");
  mismatches<std::string_view>("x'41'");
  mismatches<sa::bytes_view>("'A'");
  mismatches<std::string_view>("1");
  (void)read<sa::bytes_view>("NULL", read_result::null);
}

TEST_CASE("sqlite3: dates and times") {
  CHECK(read<sa::date_value>("date('1969-12-31')") == sa::date_value{-1});
  CHECK(read<sa::time_value>("time('00:00:01')") == sa::time_value{1'000'000});
  CHECK(read<sa::timestamp_value>("datetime('1970-01-02')") == sa::timestamp_value{86'400'000'000});
  CHECK(read<sa::instant_value>("'1970-01-01T00:00:00.25Z'") == sa::instant_value{250'000});
  CHECK(read<sa::interval_value>("-5") == sa::interval_value{-5});
  mismatches<sa::date_value>("'yesterday'");
  mismatches<sa::date_value>("19691231");
  mismatches<sa::timestamp_value>("julianday('now')");
  (void)read<sa::date_value>("NULL", read_result::null);
}

TEST_CASE("sqlite3: a value of any type") {
  ::sqlite3* database = nullptr;
  ::sqlite3_stmt* statement = nullptr;
  REQUIRE(::sqlite3_open(":memory:", &database) == SQLITE_OK);
  REQUIRE(::sqlite3_prepare_v2(database, "SELECT 1, 1.5, 'a', x'00', NULL", -1, &statement, nullptr) == SQLITE_OK);
  REQUIRE(::sqlite3_step(statement) == SQLITE_ROW);
  const auto column = [&](int i) { return sa::sqlite::any_value(::sqlite3_column_value(statement, i)); };
  CHECK(column(0).integer() == 1);
  CHECK(column(1).real() == 1.5);
  CHECK(column(2).text() == "a");
  CHECK(column(3).bytes().size() == 1);
  CHECK(column(4).is_null());
  ::sqlite3_finalize(statement);
  ::sqlite3_close(database);
}

}  // namespace
