// SPDX-License-Identifier: MIT
#include <sqlalloy/dialect/postgresql.hpp>
#include <sqlalloy/dialect/render.hpp>
#include <sqlalloy/query/copy.hpp>

#include <catch2/catch.hpp>
#include <support/schemas.hpp>

namespace sa = sqlalloy;
using blog::User;

namespace {

using pg = sa::postgresql::dialect;

static_assert(sa::sql_v<sa::copy_structs<User, sa::columns<>>, pg> ==
              "COPY users (name, email, age) FROM STDIN (FORMAT binary)");
static_assert(sa::sql_v<sa::copied_columns<User, sa::columns<&User::id>>, pg> ==
              "SELECT id, name, email, age FROM users WHERE FALSE");

TEST_CASE("COPY names the columns that an INSERT sends") {
  CHECK(sa::rendered<sa::copy_structs<User, sa::columns<>>, pg>::text(0).parameters.empty());
}

}  // namespace
