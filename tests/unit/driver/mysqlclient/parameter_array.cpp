// SPDX-License-Identifier: MIT
#include <sqlalloy/driver/mysqlclient/parameter_array.hpp>

#include <catch2/catch.hpp>

#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>

#if defined(LIBMARIADB)

using sqlalloy::mysql::parameter_array;

namespace {

const ::MYSQL_BIND null = [] {
  ::MYSQL_BIND bind{};
  bind.buffer_type = MYSQL_TYPE_NULL;
  return bind;
}();

::MYSQL_BIND bound(enum_field_types type, const void* value, std::size_t length = 0) {
  ::MYSQL_BIND bind{};
  bind.buffer_type = type;
  bind.buffer = const_cast<void*>(value);
  bind.buffer_length = static_cast<unsigned long>(length);
  return bind;
}
::MYSQL_BIND bound(std::string_view text) { return bound(MYSQL_TYPE_STRING, text.data(), text.size()); }

std::string_view text_of(const ::MYSQL_BIND& one) { return {static_cast<const char*>(one.buffer), one.buffer_length}; }

TEST_CASE("mysqlclient: the numbers of a batch stand side by side, NULL among them") {
  parameter_array values;
  values.push_back(null);  // its width is not known yet
  for (std::int16_t number : {std::int16_t{7}, std::int16_t{-8}}) values.push_back(bound(MYSQL_TYPE_SHORT, &number));
  values.push_back(null);
  REQUIRE(values.size() == 4);
  const ::MYSQL_BIND all = values.all();
  CHECK(all.buffer_type == MYSQL_TYPE_SHORT);
  std::int16_t sent[4];
  std::memcpy(sent, all.buffer, sizeof sent);
  CHECK((sent[1] == 7 && sent[2] == -8));
  CHECK(std::string_view(all.u.indicator, 4) == std::string_view("\1\0\0\1", 4));  // 1: STMT_INDICATOR_NULL
  CHECK(values[0].buffer_type == MYSQL_TYPE_NULL);
  CHECK(values[2].buffer_type == MYSQL_TYPE_SHORT);
  std::memcpy(sent, values[2].buffer, sizeof *sent);
  CHECK(sent[0] == -8);
}

TEST_CASE("mysqlclient: the width of a number is that of its type") {
  const std::int64_t number = 0;
  const auto width = [&](enum_field_types type) {
    parameter_array values;
    values.push_back(bound(type, &number));
    values.push_back(bound(type, &number));
    return static_cast<char*>(values[1].buffer) - static_cast<char*>(values[0].buffer);
  };
  CHECK(width(MYSQL_TYPE_TINY) == 1);
  CHECK(width(MYSQL_TYPE_SHORT) == 2);
  CHECK(width(MYSQL_TYPE_LONG) == 4);
  CHECK(width(MYSQL_TYPE_LONGLONG) == 8);
  CHECK(width(MYSQL_TYPE_FLOAT) == 4);
  CHECK(width(MYSQL_TYPE_DOUBLE) == 8);
}

TEST_CASE("mysqlclient: the texts of a batch are told by address and length") {
  const std::string_view first = "first", empty;
  parameter_array values;
  values.push_back(bound(first));
  values.push_back(null);
  values.push_back(bound(empty));
  const ::MYSQL_BIND all = values.all();
  CHECK(static_cast<void**>(all.buffer)[0] == first.data());
  CHECK((all.length[0] == 5 && all.length[2] == 0));
  CHECK(text_of(values[0]) == "first");
  CHECK(values[1].buffer_type == MYSQL_TYPE_NULL);
  CHECK(text_of(values[2]).empty());
}

TEST_CASE("mysqlclient: of times and of text that will be gone there is a copy") {
  ::MYSQL_TIME day{};
  day.year = 2024;
  parameter_array days, texts;
  days.push_back(null);
  days.push_back(bound(MYSQL_TYPE_DATE, &day));
  day.year = 1;
  for (int i = 0; i != 9; ++i) {
    const std::string number = std::to_string(i);
    texts.push_copy(bound(number));
  }
  texts.push_copy(null);
  const ::MYSQL_BIND all = days.all();
  CHECK(all.buffer_type == MYSQL_TYPE_DATE);
  CHECK(static_cast<::MYSQL_TIME**>(all.buffer)[1]->year == 2024);
  CHECK(static_cast<::MYSQL_TIME*>(days[1].buffer)->year == 2024);
  CHECK((text_of(texts[0]) == "0" && text_of(texts[8]) == "8"));
  CHECK(texts[9].buffer_type == MYSQL_TYPE_NULL);
}

TEST_CASE("mysqlclient: all values of an array are of one type, or NULL") {
  const int number = 1;
  parameter_array values;
  CHECK((values.takes(null) && values.takes(bound("text"))));
  values.push_back(null);
  CHECK((values.takes(null) && values.takes(bound("text"))));
  CHECK(values.all().buffer_type == MYSQL_TYPE_NULL);
  values.push_back(bound(MYSQL_TYPE_LONG, &number));
  CHECK((values.takes(null) && values.takes(bound(MYSQL_TYPE_LONG, &number))));
  CHECK_FALSE(values.takes(bound("text")));
  CHECK_FALSE(values.takes(bound(MYSQL_TYPE_LONGLONG, &number)));
}

}  // namespace

#endif
