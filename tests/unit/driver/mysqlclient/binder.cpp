// SPDX-License-Identifier: MIT
#include <sqlalloy/driver/mysqlclient/binder.hpp>

#include <catch2/catch.hpp>

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <limits>
#include <string>
#include <string_view>

namespace sa = sqlalloy;
using sa::failure;

namespace {

struct place {
  sa::mysql::failure_record record;
  sa::mysql::parameter_places places;
  explicit place(std::size_t count) { places.make(count); }
};

struct binder : place, sa::mysql::mysqlclient_binder {
  explicit binder(std::size_t count = 1) : place(count), mysqlclient_binder(place::record, &this->place::places) {}
  using place::record;
  ::MYSQL_BIND bound() { return places.value(0); }
  std::string_view text() { return {static_cast<const char*>(bound().buffer), bound().buffer_length}; }
};

template <class Value>
Value held(binder& from) {
  Value value;
  std::memcpy(&value, from.bound().buffer, sizeof value);
  return value;
}

TEST_CASE("mysqlclient: each storage form has its type on the wire") {
  binder to;
  CHECK(to.bind(0, true).ok());
  CHECK(to.bound().buffer_type == MYSQL_TYPE_TINY);
  CHECK(held<signed char>(to) == 1);
  CHECK(to.bind(0, std::int16_t{-7}).ok());
  CHECK(to.bound().buffer_type == MYSQL_TYPE_SHORT);
  CHECK(held<std::int16_t>(to) == -7);
  CHECK(to.bind(0, std::int32_t{-8}).ok());
  CHECK(to.bound().buffer_type == MYSQL_TYPE_LONG);
  CHECK(to.bind(0, std::numeric_limits<std::int64_t>::min()).ok());
  CHECK(to.bound().buffer_type == MYSQL_TYPE_LONGLONG);
  CHECK(held<std::int64_t>(to) == std::numeric_limits<std::int64_t>::min());
  CHECK(to.bind(0, 0.5f).ok());
  CHECK(to.bound().buffer_type == MYSQL_TYPE_FLOAT);
  CHECK(to.bind(0, 0.1).ok());
  CHECK(to.bound().buffer_type == MYSQL_TYPE_DOUBLE);
  CHECK(held<double>(to) == 0.1);
  CHECK(to.bind(0, sa::interval_value{-5}).ok());
  CHECK(held<std::int64_t>(to) == -5);
  CHECK(to.bind(0, std::string_view("text")).ok());
  CHECK(to.bound().buffer_type == MYSQL_TYPE_STRING);
  CHECK(to.text() == "text");
  CHECK(to.bind(0, std::string_view()).ok());
  CHECK(to.bound().buffer != nullptr);  // empty is not NULL
  CHECK(to.bind(0, sa::bytes_view()).ok());
  CHECK(to.bound().buffer_type == MYSQL_TYPE_BLOB);
  CHECK(to.bind(0, sa::date_value{0}).ok());
  CHECK(to.bound().buffer_type == MYSQL_TYPE_DATE);
  CHECK(to.bind(0, sa::time_value{0}).ok());
  CHECK(to.bound().buffer_type == MYSQL_TYPE_TIME);
  CHECK(to.bind(0, sa::instant_value{0}).ok());
  CHECK(to.bound().buffer_type == MYSQL_TYPE_DATETIME);
  CHECK(to.bind(0, sa::decimal_value<2>{-5}).ok());
  CHECK(to.bound().buffer_type == MYSQL_TYPE_NEWDECIMAL);
  CHECK(to.text() == "-0.05");
  CHECK(to.bind(0, sa::decimal_value<18>{std::numeric_limits<std::int64_t>::min()}).ok());
  CHECK(to.text() == "-9.223372036854775808");
  CHECK(to.bind(0, sa::uuid_value{{'a', 'b'}}).ok());
  CHECK(to.bound().buffer_type == MYSQL_TYPE_BLOB);
  CHECK(to.text() == std::string_view("ab\0\0\0\0\0\0\0\0\0\0\0\0\0\0", 16));
  CHECK(to.bind_null(0).ok());
  CHECK(to.bound().buffer_type == MYSQL_TYPE_NULL);
}

TEST_CASE("mysqlclient: a list is one parameter, of JSON text") {
  binder to;
  const std::int64_t numbers[] = {1, -2};
  const sa::array_view list{sa::sql_type::bigint, 2, numbers, [](const void* data, std::size_t index) {
                              return sa::value_view(static_cast<const std::int64_t*>(data)[index]);
                            }};
  CHECK(to.bind(0, list).ok());
  CHECK(to.bound().buffer_type == MYSQL_TYPE_STRING);
  CHECK(to.text() == "[1,-2]");
}

TEST_CASE("mysqlclient: what MySQL cannot hold is refused") {
  binder to;
  CHECK(to.bind(0, sa::numeric_value{"-12.5"}).ok());
  CHECK(to.bound().buffer_type == MYSQL_TYPE_NEWDECIMAL);
  CHECK(to.text() == "-12.5");
  CHECK(to.bind(0, sa::numeric_value{"0." + std::string(30, '1')}).ok());
  CHECK(to.bind(0, sa::numeric_value{"0." + std::string(31, '1')}).kind == failure::data);
  CHECK(to.bind(0, sa::numeric_value{std::string(65, '1')}).ok());
  CHECK(to.bind(0, sa::numeric_value{std::string(66, '1')}).kind == failure::data);
  CHECK(to.bind(0, sa::numeric_value{"text"}).kind == failure::data);
  CHECK(to.bind(0, std::numeric_limits<double>::quiet_NaN()).kind == failure::data);
  CHECK(to.record.info().message == "parameter 1 is NaN or infinite, and MySQL has neither");
  CHECK(to.bind(0, std::numeric_limits<float>::infinity()).kind == failure::data);
  CHECK(to.bind(0, -std::numeric_limits<double>::infinity()).kind == failure::data);
  CHECK(to.bind(0, std::numeric_limits<double>::lowest()).ok());
  CHECK(to.bind(0, sa::time_value{-1}).kind == failure::data);
  CHECK(to.bind(0, sa::date_value{std::numeric_limits<std::int32_t>::max()}).kind == failure::data);
}

TEST_CASE("mysqlclient: a parameter that the statement does not have is refused") {
  binder to(2);
  CHECK(to.bind(1, std::int32_t{7}).ok());
  CHECK(to.bind(2, std::int32_t{7}).kind == failure::programming);
  CHECK(to.record.info().message == "mysqlclient: the statement has 2 placeholders and is given a parameter 3");
  CHECK(to.bind_null(-1).kind == failure::programming);
  CHECK(to.bind(2, std::string_view("text")).kind == failure::programming);
  CHECK(to.bind(2, sa::time_value{0}).kind == failure::programming);

  sa::mysql::failure_record record;
  struct unprepared : sa::mysql::mysqlclient_binder {
    explicit unprepared(sa::mysql::failure_record& to) : mysqlclient_binder(to, nullptr) {}
  } nowhere(record);
  CHECK(nowhere.bind(0, std::int32_t{7}).kind == failure::interface);
  CHECK(nowhere.bind_null(0).kind == failure::interface);
  CHECK(record.info().message == "mysqlclient: the statement is not prepared");
}

}  // namespace
