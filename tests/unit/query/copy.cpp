// SPDX-License-Identifier: MIT
#include <sqlalloy/dialect/postgresql.hpp>
#include <sqlalloy/dialect/render.hpp>
#include <sqlalloy/query/copy.hpp>

#include <catch2/catch.hpp>
#include <support/schemas.hpp>

#include <cstdint>
#include <type_traits>
#include <vector>

namespace sa = sqlalloy;
using blog::User;

namespace {

using pg = sa::postgresql::dialect;

static_assert(sa::sql_v<sa::copy_structs<User, sa::columns<>>, pg> ==
              "COPY users (name, email, age) FROM STDIN (FORMAT binary)");
static_assert(sa::sql_v<sa::copied_columns<User, sa::columns<&User::id>>, pg> ==
              "SELECT id, name, email, age FROM users WHERE FALSE");

using users = sa::insert_structs<User, std::vector<User>>;
template <class Conflict = sa::no_conflict, class Returning = sa::no_returning>
using arrays = sa::by_arrays_t<sa::insert_query<User, users, Conflict, Returning>>;
using skipping = sa::conflict_do_nothing<sa::columns<&User::email>>;
using updating =
    decltype(sa::insert(std::vector<User>{}).on_conflict(sa::col<&User::email>).do_update(sa::col<&User::age> = 5));
using with_key = decltype(sa::insert(std::vector<User>{}).returning(sa::col<&User::id>));
using with_value = decltype(sa::insert(std::vector<User>{}).returning(sa::col<&User::age> + 5));

static_assert(sa::sql_v<arrays<>, pg> ==
              "INSERT INTO users (name, email, age) SELECT p1, p2, p3 FROM unnest($1, $2, $3) WITH ORDINALITY "
              "AS given (p1, p2, p3, n) ORDER BY n");
static_assert(sa::sql_v<arrays<skipping>, pg>.ends_with("ORDER BY n ON CONFLICT (email) DO NOTHING"));
static_assert(sa::sql_v<sa::by_arrays_t<with_key>, pg>.ends_with("ORDER BY n RETURNING id"));
static_assert(std::is_void_v<sa::by_arrays_t<updating>>, "what was inserted may be updated by another struct");
static_assert(std::is_void_v<sa::by_arrays_t<with_value>>, "a value stands beside the arrays");

// A column may have the name of any of those that the text makes up.
struct Named {
  std::int64_t p2{};
  std::int64_t n{};
  std::int64_t given{};
  using table = sa::table<"given", sa::primary_key<&Named::n>, sa::autoincrement<&Named::n, false>>;
};
static_assert(sa::sql_v<sa::by_arrays_t<decltype(sa::insert(std::vector<Named>{}))>, pg> ==
              "INSERT INTO given (p2, n, given) SELECT p1, p2, p3 FROM unnest($1, $2, $3) WITH ORDINALITY "
              "AS given (p1, p2, p3, n) ORDER BY n");

TEST_CASE("an INSERT of arrays has an array for each column that an INSERT sends") {
  const auto types = sa::rendered<arrays<>, pg>::text(0).parameters;
  REQUIRE(types.size() == 3);
  CHECK(types[0] == sa::array_of(sa::sql_type::text));
  CHECK(types[2] == sa::array_of(sa::sql_type::integer));
}

TEST_CASE("COPY names the columns that an INSERT sends") {
  CHECK(sa::rendered<sa::copy_structs<User, sa::columns<>>, pg>::text(0).parameters.empty());
}

}  // namespace
