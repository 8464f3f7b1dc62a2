// SPDX-License-Identifier: MIT
#include <sqlalloy/dialect/postgresql.hpp>
#include <sqlalloy/dialect/render.hpp>
#include <sqlalloy/dialect/sqlite.hpp>
#include <sqlalloy/expr/arithmetic.hpp>
#include <sqlalloy/expr/conditional.hpp>
#include <sqlalloy/expr/range.hpp>
#include <sqlalloy/query/delete.hpp>
#include <sqlalloy/query/select.hpp>

#include <catch2/catch.hpp>

#include <array>
#include <cstddef>
#include <string_view>
#include <type_traits>
#include <vector>

#include "support/statements/tables.hpp"

namespace sa = sqlalloy;

namespace {

using namespace sa::literals;
using namespace statements;
using sqlite = sa::sqlite::dialect;
using postgresql = sa::postgresql::dialect;
using enum sa::sql_type;

constexpr auto plain = sa::select(name, age).where(name == "x", age > 1, user_id == "id"_p).limit(2);
using plain_t = std::remove_const_t<decltype(plain)>;

// One constant text, ended by a NUL, with the types of its parameters and of its columns.
static_assert(sa::rendered<plain_t, sqlite>::variants == 1);
constexpr sa::statement_text written = sa::rendered<plain_t, sqlite>::text(0);
static_assert(
    std::string_view(written.sql, written.size) ==
    "SELECT users.name, users.age FROM users WHERE users.name = ? AND users.age > ? AND users.id = ? LIMIT ?");
static_assert(written.sql[written.size] == '\0');
static_assert(written.parameters.size() == 4 && written.parameters[0] == sa::sql_type::text &&
              written.parameters[1] == integer);
static_assert(written.parameters[2] == bigint && written.parameters[3] == integer);
static_assert(written.columns.size() == 2 && written.columns[0] == sa::sql_type::text && written.columns[1] == integer);
static_assert(sa::sql_v<plain_t, sqlite> == sa::sql<sqlite>(plain));
static_assert(sa::sql_v<plain_t, sqlite>.data() == sa::sql<sqlite>(plain).data(), "one text, wherever it is asked for");

// A list of run-time length is one parameter, which says so.
using listed = decltype(sa::select(user_id).where(sa::in(age, std::declval<std::vector<int>&>())));
static_assert(sa::rendered<listed, sqlite>::text(0).parameters[0] == sa::array_of(integer));

// No rows, no columns.
static_assert(sa::rendered<decltype(sa::delete_from<blog::User>()), sqlite>::text(0).columns.empty());

// Each way is a text of its own; sql_v is that in which all is off.
constexpr auto sometimes(bool first, bool second) {
  return sa::select(name).where(sa::when(first, age > 1), sa::when(second, name == "x"));
}
using sometimes_t = decltype(sometimes(true, true));
static_assert(sa::rendered<sometimes_t, sqlite>::variants == 4);
static_assert(sa::sql_v<sometimes_t, postgresql> == "SELECT users.name FROM users");
static_assert(sa::sql<postgresql>(sometimes(false, true)) == "SELECT users.name FROM users WHERE users.name = $1");
static_assert(sa::sql<postgresql>(sometimes(true, true)) ==
              "SELECT users.name FROM users WHERE users.age > $1 AND users.name = $2");
static_assert(sa::rendered<sometimes_t, sqlite>::text(0).parameters.empty());
static_assert(sa::rendered<sometimes_t, sqlite>::text(2).parameters.size() == 1 &&
              sa::rendered<sometimes_t, sqlite>::text(2).parameters[0] == sa::sql_type::text);

// The hash tells texts apart.
static_assert(sa::rendered<plain_t, sqlite>::hash != sa::rendered<plain_t, postgresql>::hash);
static_assert(sa::rendered<plain_t, sqlite>::hash != sa::rendered<listed, sqlite>::hash);

}  // namespace

TEST_CASE("the text of a query is a constant, whatever its values are") {
  const std::string_view one = sa::sql<sqlite>(sa::select(user_id).where(age > 1));
  const std::string_view other = sa::sql<sqlite>(sa::select(user_id).where(age > 2));
  CHECK(one.data() == other.data());
  CHECK(one == "SELECT users.id FROM users WHERE users.age > ?");

  // FNV-1a, 64 bits, of all texts with their NULs; the parameters are those of draft-eastlake-fnv.
  using fixed = decltype(sa::select(user_id));
  std::uint64_t hash = 0xcbf29ce484222325u;
  for (const char letter : std::string_view("SELECT users.id FROM users\0", 27))
    hash = (hash ^ static_cast<unsigned char>(letter)) * 0x100000001b3u;
  CHECK(sa::rendered<fixed, sqlite>::hash == hash);
}
