// SPDX-License-Identifier: MIT
#include <sqlalloy/driver/libpq/oid.hpp>

#include <catch2/catch.hpp>

namespace sa = sqlalloy;
using sa::sql_type;
using sa::postgresql::can_read;
using sa::postgresql::oid;

namespace {

static_assert(sa::postgresql::parameter_oid(sql_type::bigint) == 20);
static_assert(sa::postgresql::parameter_oid(sa::array_of(sql_type::bigint)) == 1016);
static_assert(sa::postgresql::parameter_oid(sa::array_of(sql_type::text)) == 1009);

static_assert(sa::postgresql::parameter_oid(sa::decimal_of(2)) == 1700);
static_assert(sa::postgresql::parameter_oid(sa::array_of(sa::decimal_of(18))) == 1231);
static_assert(sa::postgresql::parameter_oid(sql_type::json) == 114);
static_assert(sa::postgresql::parameter_oid(sql_type::numeric) == 1700 && can_read(oid::numeric, sql_type::numeric));
static_assert(can_read(oid::json, sql_type::json) && can_read(oid::jsonb, sql_type::json));
static_assert(!can_read(oid::jsonb, sql_type::text) && !can_read(oid::text, sql_type::json));
static_assert(can_read(oid::numeric, sa::decimal_of(5)) && !can_read(oid::int8, sa::decimal_of(0)));
static_assert(sa::postgresql::parameter_oid(sql_type::uuid) == 2950);
static_assert(sa::postgresql::parameter_oid(sa::array_of(sql_type::uuid)) == 2951);

static_assert(can_read(oid::int2, sql_type::bigint) && can_read(oid::int8, sql_type::smallint));
static_assert(can_read(oid::float4, sql_type::double_precision));
static_assert(can_read(oid::varchar, sql_type::text) && can_read(oid::bpchar, sql_type::text));
static_assert(!can_read(oid::numeric, sql_type::double_precision) && !can_read(oid::text, sql_type::bigint));
static_assert(!can_read(oid::timestamp, sql_type::timestamp_with_time_zone), "a zone is not guessed");
static_assert(!can_read(oid::int4, sql_type::boolean) && !can_read(oid::int4, sql_type::double_precision));

TEST_CASE("libpq: types have PostgreSQL's names") {
  CHECK(sa::postgresql::type_name(oid::int8) == "bigint");
  CHECK(sa::postgresql::type_name(oid::timestamptz) == "timestamp with time zone");
  CHECK(sa::postgresql::type_name(oid::numeric) == "numeric");
  CHECK(sa::postgresql::type_name(oid::uuid) == "uuid");
  CHECK(sa::postgresql::type_name(oid::json) == "json");
  CHECK(sa::postgresql::type_name(oid::jsonb) == "jsonb");
  CHECK(sa::postgresql::type_name(oid{99999}) == "OID 99999");
}

}  // namespace
