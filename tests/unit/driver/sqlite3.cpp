// SPDX-License-Identifier: MIT
#include <sqlalloy/dialect/sqlite.hpp>
#include <sqlalloy/driver/sqlite3.hpp>

#include <catch2/catch.hpp>

namespace sa = sqlalloy;

static_assert(sa::driver<sa::sqlite::sqlite3>);
static_assert(sa::sqlite::sqlite3::dialect_name == "sqlite" && sa::sqlite::sqlite3::is_default);

using older = sa::sqlite::basic_sqlite3<3, 35>;
static_assert(sa::driver<older> && !older::dialect::has_right_join && sa::sqlite::sqlite3::dialect::has_right_join);

TEST_CASE("sqlite3 is the driver of sqlite+sqlite3://") { CHECK(sa::sqlite::sqlite3::name == "sqlite3"); }
