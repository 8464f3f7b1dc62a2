// SPDX-License-Identifier: MIT
#include <sqlalloy/driver/mysqlclient/column.hpp>

#include <catch2/catch.hpp>

#include <cstdint>
#include <cstring>
#include <limits>
#include <string>
#include <string_view>

namespace sa = sqlalloy;
using sa::sql_type;
using sa::mysql::can_read;
using sa::mysql::column_form;
using sa::mysql::form_of;
using sa::mysql::name_of;
using sa::mysql::result_column;

namespace {

::MYSQL_FIELD field(enum_field_types type, unsigned flags = 0, unsigned charset = 63, unsigned decimals = 0) {
  ::MYSQL_FIELD made{};
  made.type = type;
  made.flags = flags;
  made.charsetnr = charset;
  made.decimals = decimals;
  return made;
}

constexpr unsigned utf8mb4 = 45;

// Writes a value as the client library does.
struct fetched {
  result_column column;
  ::MYSQL_BIND bind{};

  explicit fetched(const ::MYSQL_FIELD& as) { column.lay_out(as, bind); }
  template <class Value>
  result_column& holds(Value value) {
    std::memcpy(bind.buffer, &value, sizeof value);
    return column;
  }
  result_column& holds_text(std::string_view text) {
    *bind.length = static_cast<unsigned long>(text.size());
    if (column.grows(bind)) REQUIRE(bind.buffer_length >= text.size());
    std::memcpy(bind.buffer, text.data(), text.size());
    return column;
  }
};

template <class Storage>
bool reads(result_column& from, Storage expected) {
  Storage found{};
  return from.read(found) && found == expected;
}
template <class Storage>
bool misfits(result_column& from) {
  Storage found{};
  return !from.read(found) && found == Storage{};
}

static_assert(can_read(column_form::whole_decimal, sql_type::bigint) &&
              !can_read(column_form::decimal, sql_type::text));
static_assert(can_read(column_form::integer, sql_type::boolean) && can_read(column_form::integer, sql_type::real));
static_assert(!can_read(column_form::real, sql_type::integer) && !can_read(column_form::text, sql_type::bytes));
static_assert(can_read(column_form::timestamp, sql_type::timestamp_with_time_zone));
static_assert(can_read(column_form::nothing, sql_type::date));
static_assert(name_of(sql_type::interval) == "interval" && name_of(column_form::timestamp) == "datetime");
static_assert(can_read(column_form::decimal, sa::decimal_of(2)) && name_of(sa::decimal_of(2)) == "decimal");
static_assert(can_read(column_form::text, sql_type::json) && name_of(sql_type::json) == "json");
static_assert(can_read(column_form::bytes, sql_type::uuid) && name_of(sql_type::uuid) == "uuid");

TEST_CASE("mysqlclient: what a column holds, by what the server says of it") {
  CHECK(form_of(field(MYSQL_TYPE_TINY)) == column_form::integer);
  CHECK(form_of(field(MYSQL_TYPE_LONG)) == column_form::integer_32);
  CHECK(form_of(field(MYSQL_TYPE_LONG, UNSIGNED_FLAG)) == column_form::unsigned_integer);
  CHECK(form_of(field(MYSQL_TYPE_LONGLONG, UNSIGNED_FLAG)) == column_form::unsigned_integer);
  CHECK(form_of(field(MYSQL_TYPE_NEWDECIMAL)) == column_form::whole_decimal);
  CHECK(form_of(field(MYSQL_TYPE_NEWDECIMAL, 0, 63, 2)) == column_form::decimal);
  CHECK(form_of(field(MYSQL_TYPE_BLOB, 0, utf8mb4)) == column_form::text);
  CHECK(form_of(field(MYSQL_TYPE_BLOB)) == column_form::bytes);
  CHECK(form_of(field(MYSQL_TYPE_VAR_STRING, 0, utf8mb4)) == column_form::text);
  CHECK(form_of(field(MYSQL_TYPE_BIT, 0, 63)) == column_form::bytes);
  CHECK(form_of(field(MYSQL_TYPE_TIMESTAMP)) == column_form::timestamp);
  CHECK(form_of(field(MYSQL_TYPE_NULL)) == column_form::nothing);
}

TEST_CASE("mysqlclient: integers of every width, as far as they fit") {
  fetched whole(field(MYSQL_TYPE_LONGLONG));
  CHECK(reads(whole.holds(std::int64_t{-7}), std::int16_t{-7}));
  CHECK(reads(whole.column, -7.0));
  CHECK(misfits<bool>(whole.column));
  CHECK(misfits<std::string_view>(whole.column));
  CHECK(misfits<std::int32_t>(whole.holds(std::int64_t{1} << 40)));
  CHECK(misfits<double>(whole.holds((std::int64_t{1} << 53) + 1)));
  CHECK(reads(whole.holds(std::int64_t{1}), true));
  fetched narrow(field(MYSQL_TYPE_LONG));
  CHECK(reads(narrow.holds(std::int32_t{-7}), std::int64_t{-7}));
  CHECK(reads(narrow.column, std::int32_t{-7}));
  CHECK(reads(narrow.column, std::int16_t{-7}));
  CHECK(reads(narrow.column, -7.0f));
  CHECK(misfits<bool>(narrow.column));
  CHECK(narrow.column.any().integer() == -7);
  CHECK(misfits<std::int16_t>(narrow.holds(std::int32_t{40'000})));
  CHECK(misfits<float>(narrow.holds(std::int32_t{(1 << 24) + 1})));
  fetched natural(field(MYSQL_TYPE_LONGLONG, UNSIGNED_FLAG));
  CHECK(misfits<std::int64_t>(natural.holds(std::numeric_limits<std::uint64_t>::max())));
  CHECK(natural.column.any().text() == "18446744073709551615");
  CHECK(reads(natural.holds(std::uint64_t{5}), std::int64_t{5}));
}

TEST_CASE("mysqlclient: a DECIMAL without digits behind the point is an integer, others are text") {
  fetched whole(field(MYSQL_TYPE_NEWDECIMAL));
  CHECK(reads(whole.holds_text("-9223372036854775808"), std::numeric_limits<std::int64_t>::min()));
  CHECK(misfits<std::int64_t>(whole.holds_text("9223372036854775808")));
  CHECK(whole.column.any().text() == "9223372036854775808");
  CHECK(misfits<double>(whole.holds_text("5")));
  CHECK(whole.column.any().integer() == 5);
  fetched price(field(MYSQL_TYPE_NEWDECIMAL, 0, 63, 2));
  CHECK(misfits<std::int64_t>(price.holds_text("1.50")));
  CHECK(misfits<std::string_view>(price.column));
  CHECK(price.column.any().text() == "1.50");
  CHECK(reads(price.column, sa::decimal_value<2>{150}));
  CHECK(reads(price.column, sa::numeric_value{"1.50"}));
  CHECK(reads(price.column, sa::decimal_value<1>{15}));
  CHECK(misfits<sa::decimal_value<0>>(price.column));
  CHECK(reads(whole.holds_text("5"), sa::decimal_value<2>{500}));
  CHECK(misfits<sa::decimal_value<2>>(price.holds_text("10000000000000000.00")));
}

TEST_CASE("mysqlclient: reals") {
  fetched real(field(MYSQL_TYPE_DOUBLE));
  CHECK(reads(real.holds(0.1), 0.1));
  CHECK(reads(real.column, 0.1f));
  CHECK(misfits<float>(real.holds(1e300)));
  CHECK(misfits<std::int64_t>(real.holds(1.0)));
  fetched single(field(MYSQL_TYPE_FLOAT));
  CHECK(reads(single.holds(0.1f), static_cast<double>(0.1f)));
  CHECK(reads(single.column, 0.1f));
}

TEST_CASE("mysqlclient: text and bytes grow with what they hold, and give it back") {
  fetched text(field(MYSQL_TYPE_BLOB, 0, utf8mb4));
  CHECK(reads(text.holds_text("Ada"), std::string_view("Ada")));
  const std::string large(100'000, 'x');
  CHECK(reads(text.holds_text(large), std::string_view(large)));
  CHECK(text.bind.buffer_length >= large.size());
  text.column.shrink(text.bind);
  CHECK(text.bind.buffer_length < large.size());
  CHECK(reads(text.holds_text("Ada"), std::string_view("Ada")));
  CHECK(misfits<std::int64_t>(text.column));
  fetched bytes(field(MYSQL_TYPE_BLOB));
  sa::bytes_view view;
  CHECK(bytes.holds_text("\x01\x02").read(view));
  CHECK(view.size() == 2);
  CHECK(misfits<std::string_view>(bytes.column));
  CHECK(misfits<sa::uuid_value>(bytes.column));
  CHECK(reads(bytes.holds_text("0123456789abcdef"),
              sa::uuid_value{{'0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'}}));
}

TEST_CASE("mysqlclient: dates and times, and their text") {
  ::MYSQL_TIME there{};
  there.year = 2000;
  there.month = 2;
  there.day = 29;
  fetched date(field(MYSQL_TYPE_DATE));
  CHECK(reads(date.holds(there), sa::date_value{11016}));
  CHECK(date.column.any().text() == "2000-02-29");
  there.hour = 23;
  there.second_part = 5;
  fetched stamp(field(MYSQL_TYPE_DATETIME));
  CHECK(stamp.holds(there).any().text() == "2000-02-29 23:00:00.000005");
  CHECK(reads(stamp.column, sa::instant_value{951'865'200'000'005}));
  CHECK(misfits<sa::date_value>(stamp.column));
  fetched time(field(MYSQL_TYPE_TIME));
  there = {};
  there.neg = 1;
  there.hour = 838;
  CHECK(time.holds(there).any().text() == "-838:00:00.000000");
  CHECK(misfits<sa::time_value>(time.column));
}

TEST_CASE("mysqlclient: a column is laid out anew where it is of another form, and only there") {
  fetched whole(field(MYSQL_TYPE_LONGLONG));
  CHECK(whole.column.goes_on_as(field(MYSQL_TYPE_LONGLONG, NOT_NULL_FLAG), whole.bind));
  CHECK(whole.column.goes_on_as(field(MYSQL_TYPE_TINY), whole.bind));  // the client library widens it
  for (const ::MYSQL_FIELD& other :
       {field(MYSQL_TYPE_LONGLONG, UNSIGNED_FLAG), field(MYSQL_TYPE_LONG), field(MYSQL_TYPE_DOUBLE)})
    CHECK_FALSE(whole.column.goes_on_as(other, whole.bind));
  fetched narrow(field(MYSQL_TYPE_LONG));
  CHECK_FALSE(narrow.column.goes_on_as(field(MYSQL_TYPE_LONGLONG), narrow.bind));
  fetched text(field(MYSQL_TYPE_BLOB, 0, utf8mb4));
  CHECK_FALSE(text.column.goes_on_as(field(MYSQL_TYPE_BLOB), text.bind));
  fetched price(field(MYSQL_TYPE_NEWDECIMAL, 0, 63, 2));
  CHECK_FALSE(price.column.goes_on_as(field(MYSQL_TYPE_NEWDECIMAL), price.bind));
  CHECK(price.column.goes_on_as(field(MYSQL_TYPE_NEWDECIMAL, 0, 63, 3), price.bind));
  fetched stamp(field(MYSQL_TYPE_DATETIME));
  CHECK_FALSE(stamp.column.goes_on_as(field(MYSQL_TYPE_TIMESTAMP), stamp.bind));  // it is bound as it is
}

TEST_CASE("mysqlclient: NULL is told, whatever the type") {
  fetched text(field(MYSQL_TYPE_BLOB, 0, utf8mb4));
  *text.bind.is_null = 1;
  CHECK(text.column.is_null());
  CHECK(text.column.any().is_null());
  CHECK(fetched(field(MYSQL_TYPE_NULL)).column.is_null());
}

}  // namespace
