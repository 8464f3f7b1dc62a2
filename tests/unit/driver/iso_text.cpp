// SPDX-License-Identifier: MIT
#include <sqlalloy/driver/iso_text.hpp>

#include <catch2/catch.hpp>

#include <cstdint>
#include <limits>
#include <string_view>

namespace sa = sqlalloy;

namespace {

template <class Value>
constexpr bool reads(std::string_view text, Value expected) {
  Value value{};
  return sa::iso_reader(text).read(value) && value == expected;
}

template <class Value>
constexpr bool refuses(std::string_view text) {
  Value value{};
  return !sa::iso_reader(text).read(value) && value == Value{};
}

static_assert(sa::iso_text(sa::date_value{-1}).view() == "1969-12-31");
static_assert(sa::iso_text(sa::date_value{-719528}).view() == "0000-01-01");
static_assert(sa::iso_text(sa::date_value{-719529}).empty(), "before the year 0");
static_assert(sa::iso_text(sa::date_value{2932896}).view() == "9999-12-31");
static_assert(sa::iso_text(sa::date_value{2932897}).empty(), "after the year 9999");
static_assert(sa::iso_text(sa::date_value{std::numeric_limits<std::int32_t>::max()}).empty());

static_assert(sa::iso_text(sa::time_value{0}).view() == "00:00:00.000000");
static_assert(sa::iso_text(sa::time_value{86'399'999'999}).view() == "23:59:59.999999");
static_assert(sa::iso_text(sa::time_value{86'400'000'000}).empty() && sa::iso_text(sa::time_value{-1}).empty());

static_assert(sa::iso_text(sa::timestamp_value{-1}).view() == "1969-12-31 23:59:59.999999");
static_assert(sa::iso_text(sa::instant_value{951'782'400'000'001}).view() == "2000-02-29 00:00:00.000001");
static_assert(sa::iso_text(sa::timestamp_value{std::numeric_limits<std::int64_t>::min()}).empty());
static_assert(sa::iso_text(sa::instant_value{std::numeric_limits<std::int64_t>::max()}).empty());

static_assert(reads("2000-02-29", sa::date_value{11016}));
static_assert(reads("23:59:59", sa::time_value{86'399'000'000}));
static_assert(reads("00:00:00.5", sa::time_value{500'000}));
static_assert(reads("1969-12-31 23:59:59.999999", sa::timestamp_value{-1}));
static_assert(reads("1970-01-01T00:00:01", sa::timestamp_value{1'000'000}));
static_assert(reads("1970-01-01T00:00:01.25Z", sa::instant_value{1'250'000}));
static_assert(reads("1970-01-01 00:00:01+00:00", sa::instant_value{1'000'000}));
static_assert(reads("1970-01-01 00:00:01", sa::instant_value{1'000'000}));

TEST_CASE("what is no date, time or both is refused") {
  for (const std::string_view text :
       {"", "2000-02-30", "1900-02-29", "2000-13-01", "2000-00-01", "2000-01-00", "200-01-01", "2000-1-01",
        "2000-01-01 ", "2000/01/01", "-000-01-01", "2000-01-01 00:00:00"})
    CHECK(refuses<sa::date_value>(text));
  for (const std::string_view text :
       {"", "24:00:00", "23:60:00", "23:59:60", "23:59", "23:59:59.", "23:59:59.1234567", "1:00:00", "01:00:00Z"})
    CHECK(refuses<sa::time_value>(text));
  for (const std::string_view text : {"1970-01-01", "1970-01-01 00:00:01Z", "1970-01-01  00:00:01",
                                      "1970-01-01t00:00:01", "1970-01-01 00:00:01+00:00"})
    CHECK(refuses<sa::timestamp_value>(text));
  for (const std::string_view text : {"1970-01-01 00:00:01+01:00", "1970-01-01 00:00:01 Z", "1970-01-01 00:00:01ZZ"})
    CHECK(refuses<sa::instant_value>(text));
}

TEST_CASE("what is written is read back") {
  std::int64_t different = 0;
  for (std::int64_t value = -62'000'000'000'000'000; value < 250'000'000'000'000'000; value += 123'456'789'012'345) {
    sa::timestamp_value back;
    const sa::iso_text text(sa::timestamp_value{value});
    different += !sa::iso_reader(text.view()).read(back) || back.microseconds != value;
  }
  CHECK(different == 0);
}

}  // namespace
