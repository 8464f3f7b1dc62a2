// SPDX-License-Identifier: MIT
#include <sqlalloy/driver/mysqlclient/times.hpp>

#include <catch2/catch.hpp>

#include <cstdint>
#include <limits>

namespace sa = sqlalloy;
using sa::mysql::from_client;
using sa::mysql::to_client;

namespace {

template <class Time>
bool comes_back(Time value) {
  ::MYSQL_TIME there;
  Time back;
  return to_client(value, there) && from_client(there, back) && back == value;
}

TEST_CASE("mysqlclient: dates and times as the client library has them") {
  ::MYSQL_TIME there;
  REQUIRE(to_client(sa::timestamp_value{-1}, there));
  CHECK(there.year == 1969);
  CHECK(there.month == 12);
  CHECK(there.day == 31);
  CHECK(there.hour == 23);
  CHECK(there.minute == 59);
  CHECK(there.second == 59);
  CHECK(there.second_part == 999'999);
  CHECK(there.time_type == MYSQL_TIMESTAMP_DATETIME);
  // 1970-01-01, the day before, a leap day, 0000-01-01, 9999-12-31
  for (const int days : {0, -1, 11016, -719528, 2932896}) CHECK(comes_back(sa::date_value{days}));
  for (const std::int64_t time : {std::int64_t{0}, std::int64_t{86'399'999'999}})
    CHECK(comes_back(sa::time_value{time}));
  for (const std::int64_t stamp : {std::int64_t{0}, std::int64_t{-1}, std::int64_t{253'402'300'799'999'999}}) {
    CHECK(comes_back(sa::timestamp_value{stamp}));
    CHECK(comes_back(sa::instant_value{stamp}));
  }
}

TEST_CASE("mysqlclient: what has no such form is refused") {
  ::MYSQL_TIME there;
  CHECK_FALSE(to_client(sa::date_value{2932897}, there));  // 10000-01-01
  CHECK_FALSE(to_client(sa::date_value{-719529}, there));
  CHECK_FALSE(to_client(sa::time_value{-1}, there));
  CHECK_FALSE(to_client(sa::time_value{86'400'000'000}, there));
  CHECK_FALSE(to_client(sa::timestamp_value{std::numeric_limits<std::int64_t>::max()}, there));

  sa::date_value date;
  sa::time_value time;
  there = {};
  CHECK_FALSE(from_client(there, date));  // 0000-00-00
  there.year = 2001;
  there.month = 2;
  there.day = 29;
  CHECK_FALSE(from_client(there, date));
  there = {};
  there.hour = 24;
  CHECK_FALSE(from_client(there, time));
  there.hour = 1;
  there.neg = 1;
  CHECK_FALSE(from_client(there, time));
}

}  // namespace
