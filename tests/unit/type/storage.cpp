// SPDX-License-Identifier: MIT
#include <sqlalloy/type/storage.hpp>

#include <catch2/catch.hpp>

#include <cstdint>
#include <string>
#include <string_view>

namespace sa = sqlalloy;

namespace {

static_assert(sa::storage<bool> && sa::storage<float> && sa::storage<double>);
static_assert(sa::storage<std::int16_t> && sa::storage<std::int32_t> && sa::storage<std::int64_t>);
static_assert(sa::storage<std::string_view> && sa::storage<sa::bytes_view>);
static_assert(sa::storage<sa::date_value> && sa::storage<sa::time_value> && sa::storage<sa::timestamp_value>);
static_assert(sa::storage<sa::instant_value> && sa::storage<sa::interval_value>);

static_assert(!sa::storage<std::string>, "a driver borrows text");
static_assert(!sa::storage<std::uint32_t> && !sa::storage<signed char>, "SQL has no such integers");
static_assert(!sa::storage<const bool> && !sa::storage<bool&>);

static_assert(sa::storage_type_v<std::int16_t> == sa::sql_type::smallint);
static_assert(sa::storage_type_v<std::int32_t> == sa::sql_type::integer);
static_assert(sa::storage_type_v<std::int64_t> == sa::sql_type::bigint);
static_assert(sa::storage_type_v<double> == sa::sql_type::double_precision);
static_assert(sa::storage_type_v<std::string_view> == sa::sql_type::text);
static_assert(sa::storage_type_v<sa::instant_value> == sa::sql_type::timestamp_with_time_zone);

static_assert(sa::storage<sa::uuid_value> && sa::storage_type_v<sa::uuid_value> == sa::sql_type::uuid);
static_assert(sa::uuid_value{{1, 255}} < sa::uuid_value{{255}}, "by bytes, which have no sign");

static_assert(sa::storage<sa::numeric_value> && sa::storage_type_v<sa::numeric_value> == sa::sql_type::numeric);
static_assert(sa::storage<sa::json_view> && sa::storage_type_v<sa::json_view> == sa::sql_type::json);
static_assert(sa::storage<sa::decimal_value<0>> && sa::storage<sa::decimal_value<18>>);
static_assert(!sa::storage<sa::decimal_value<19>> && !sa::storage<sa::decimal_value<-1>>);

static_assert(sa::date_value{-1} < sa::date_value{0}, "the day before 1970 is earlier");

}  // namespace

TEST_CASE("the list of storage forms is closed") {
  CHECK(sa::storage<std::string_view>);
  CHECK_FALSE(sa::storage<std::string>);
}
