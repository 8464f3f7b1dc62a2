// SPDX-License-Identifier: MIT
#include <sqlalloy/driver/libpq.hpp>

#include <catch2/catch.hpp>

namespace sa = sqlalloy;

static_assert(sa::driver<sa::postgresql::libpq>);
static_assert(sa::postgresql::libpq::dialect_name == "postgresql" && sa::postgresql::libpq::is_default);

TEST_CASE("libpq is the driver of postgresql+libpq://") { CHECK(sa::postgresql::libpq::name == "libpq"); }
