// SPDX-License-Identifier: MIT
#include <sqlalloy/driver/libpq/statement.hpp>

#include <catch2/catch.hpp>

#include <type_traits>

namespace sa = sqlalloy;

static_assert(std::is_nothrow_move_constructible_v<sa::postgresql::libpq_statement>);
static_assert(!std::is_copy_constructible_v<sa::postgresql::libpq_statement>);
static_assert(!std::is_copy_constructible_v<sa::postgresql::libpq_cursor>);

TEST_CASE("libpq: a statement is empty until it is prepared") { CHECK_FALSE(sa::postgresql::libpq_statement()); }
