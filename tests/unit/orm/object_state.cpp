// SPDX-License-Identifier: MIT
#include <sqlalloy/orm/object_state.hpp>

#include <catch2/catch.hpp>

namespace sa = sqlalloy;

namespace {

using sa::object_state;

// The order is used: what comes before `persistent` is new, what comes before `deleted` may be in a session.
static_assert(object_state::transient < object_state::pending && object_state::pending < object_state::persistent &&
              object_state::persistent < object_state::deleted && object_state::deleted < object_state::detached);
static_assert(sizeof(object_state) == 1);

}  // namespace

TEST_CASE("an object begins as one of no session") { CHECK(object_state{} == object_state::transient); }
