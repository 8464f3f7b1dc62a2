// SPDX-License-Identifier: MIT
#include <sqlalloy/driver/mysqlclient/parameter_places.hpp>

#include <catch2/catch.hpp>

#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>
#include <type_traits>

using sqlalloy::mysql::parameter_places;

namespace {

static_assert(!std::is_copy_constructible_v<parameter_places>);  // the client library knows the addresses

void put(parameter_places& to, std::size_t index, std::string_view text) {
  to.put(index, text.data(), text.size(), MYSQL_TYPE_STRING);
}
std::string_view text_of(parameter_places& from, std::size_t index) {
  const ::MYSQL_BIND bind = from.value(index);
  return {static_cast<const char*>(bind.buffer), bind.buffer_length};
}

TEST_CASE("mysqlclient: a value is where it was put until the next one") {
  parameter_places places;
  CHECK(places.size() == 0);
  places.make(2);
  CHECK(places.size() == 2);
  CHECK(places.value(0).buffer_type == MYSQL_TYPE_NULL);
  places.put(0, std::int64_t{-7}, MYSQL_TYPE_LONGLONG);
  const void* const place = places.value(0).buffer;
  std::int64_t number = 0;
  std::memcpy(&number, place, sizeof number);
  CHECK(number == -7);
  places.put_null(0);
  CHECK(places.value(0).buffer_type == MYSQL_TYPE_NULL);
  places.put(0, std::int64_t{8}, MYSQL_TYPE_LONGLONG);
  CHECK(places.value(0).buffer_type == MYSQL_TYPE_LONGLONG);
  CHECK(places.value(0).buffer == place);
  ::MYSQL_TIME time{};
  time.hour = 23;
  places.put(1, time, MYSQL_TYPE_TIME);
  CHECK(static_cast<const ::MYSQL_TIME*>(places.value(1).buffer)->hour == 23);
}

TEST_CASE("mysqlclient: text is told as it was given, whatever its length") {
  parameter_places places;
  places.make(1);
  for (const std::size_t size : {parameter_places::room, parameter_places::room + 1, std::size_t{3}}) {
    const std::string text(size, 'x');
    put(places, 0, text);
    CHECK(text_of(places, 0) == text);
    CHECK(places.value(0).buffer == text.data());  // for who keeps the address
  }
  std::string gone = "12.5";
  places.put_copy(0, gone.data(), gone.size(), MYSQL_TYPE_NEWDECIMAL);
  gone = "0000";
  CHECK(text_of(places, 0) == "12.5");
  put(places, 0, {});
  CHECK(text_of(places, 0).empty());
  CHECK(places.value(0).buffer != nullptr);  // empty is not NULL
  places.put_null(0);
  CHECK(places.value(0).buffer_type == MYSQL_TYPE_NULL);
  CHECK(places.value(0).buffer_length == 0);
}

TEST_CASE("mysqlclient: a statement without parameters has nothing to tell") {
  parameter_places places;
  CHECK(places.tell(nullptr));
  places.make(0);
  CHECK(places.tell(nullptr));
  CHECK(places.tell_others(nullptr, nullptr));
}

}  // namespace
