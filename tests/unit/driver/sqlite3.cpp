// SPDX-License-Identifier: MIT
#include <sqlalloy/driver/sqlite3.hpp>

#include <catch2/catch.hpp>

namespace sa = sqlalloy;

static_assert(sa::driver<sa::sqlite::sqlite3>);
static_assert(sa::sqlite::sqlite3::dialect_name == "sqlite" && sa::sqlite::sqlite3::is_default);

TEST_CASE("sqlite3 is the driver of sqlite+sqlite3://") { CHECK(sa::sqlite::sqlite3::name == "sqlite3"); }
