// SPDX-License-Identifier: MIT
#include <sqlalloy/dialect/postgresql.hpp>
#include <sqlalloy/dialect/render.hpp>
#include <sqlalloy/expr/aggregate.hpp>
#include <sqlalloy/expr/arithmetic.hpp>
#include <sqlalloy/expr/window.hpp>
#include <sqlalloy/query/insert.hpp>
#include <sqlalloy/query/select.hpp>

#include <catch2/catch.hpp>

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "support/statements/tables.hpp"

namespace sa = sqlalloy;

namespace {

using namespace statements;
using postgresql = sa::postgresql::dialect;

static_assert(postgresql::type_name(sa::sql_type::text) == "TEXT" &&
              postgresql::type_name(sa::sql_type::bytes) == "BYTEA");
static_assert(postgresql::type_name(sa::sql_type::double_precision) == "DOUBLE PRECISION");
static_assert(postgresql::has_right_join && !postgresql::has_last_insert_id);

// Sums and means are cast where they are NUMERIC, or REAL, and not what the expression says (PostgreSQL 15, 9.21).
template <class Node>
constexpr std::string_view text_of = sa::sql_v<decltype(sa::select(std::declval<Node>())), postgresql>;
using sample_id = decltype(sa::sum(sa::col<&Sample::id>));
using narrow = decltype(sa::sum(sa::col<&Sample::narrow>));
using ratio = decltype(sa::sum(sa::col<&Sample::ratio>));
static_assert(text_of<narrow> == "SELECT sum(samples.narrow) FROM samples");
static_assert(text_of<sample_id> == "SELECT CAST(sum(samples.id) AS BIGINT) FROM samples");
static_assert(text_of<ratio> == "SELECT CAST(sum(samples.ratio) AS DOUBLE PRECISION) FROM samples");
static_assert(text_of<decltype(sa::avg(sa::col<&Sample::narrow>))> ==
              "SELECT CAST(avg(samples.narrow) AS DOUBLE PRECISION) FROM samples");
static_assert(text_of<decltype(sa::avg(sa::col<&Sample::ratio>))> == "SELECT avg(samples.ratio) FROM samples");
static_assert(text_of<decltype(sa::max(sa::col<&Sample::id>))> == "SELECT max(samples.id) FROM samples");

// Of a window function the CAST is outside: there is nothing between a function and its OVER (9.22).
static_assert(
    text_of<decltype(sa::over(sa::sum(sa::col<&Sample::id>).filter(sa::col<&Sample::id> > 1),
                              sa::partition_by(sa::col<&Sample::narrow>)))> ==
    "SELECT CAST(sum(samples.id) FILTER (WHERE samples.id > $1) OVER (PARTITION BY samples.narrow) AS BIGINT) FROM "
    "samples");
static_assert(text_of<decltype(sa::over(sa::sum(sa::col<&Sample::narrow>)))> ==
              "SELECT sum(samples.narrow) OVER () FROM samples");

// One row gives its number back, unless something else is asked for; several rows do not.
static_assert(sa::sql<postgresql>(sa::insert<Counter>().default_values()) ==
              "INSERT INTO counters DEFAULT VALUES RETURNING id");
static_assert(sa::sql<postgresql>(sa::insert<Counter>().default_values().returning(sa::col<&Counter::hits>)) ==
              "INSERT INTO counters DEFAULT VALUES RETURNING hits");
static_assert(sa::sql_v<decltype(sa::insert(std::span<const Hen>())), postgresql> ==
              "INSERT INTO hens (egg_id) VALUES ($1)");

}  // namespace

TEST_CASE("PostgreSQL's own spellings") {
  const std::vector<std::int64_t> ids{1, 2};
  CHECK(postgresql::name == "postgresql");
  CHECK(sa::sql<postgresql>(sa::select(name).where(age > 1, sa::not_in(user_id, ids), age < 9)) ==
        "SELECT users.name FROM users WHERE users.age > $1 AND NOT (users.id = ANY($2)) AND users.age < $3");
  CHECK(sa::sql<postgresql>(sa::select(name).offset(5)) == "SELECT users.name FROM users OFFSET $1");
}
