// SPDX-License-Identifier: MIT
#include <sqlalloy/query/select.hpp>
#include <sqlalloy/query/select_query.hpp>

#include <catch2/catch.hpp>

#include <type_traits>

#include "support/statements/tables.hpp"

namespace sa = sqlalloy;

namespace {

using namespace statements;
using blog::User;

// Every clause gives a new query and leaves the old one as it is.
constexpr auto users = sa::select<User>();
constexpr auto some = users.where(age == 7).limit(5);
static_assert(!std::is_same_v<decltype(users), decltype(some)>);
static_assert(decltype(some)::where_type::children::size == 1 && decltype(users)::where_type::children::size == 0);
static_assert(std::is_same_v<decltype(some)::from_type, decltype(users)::from_type>);

TEST_CASE("A clause of a temporary query is that of a named one", "[select_query]") {
  STATIC_REQUIRE(std::is_same_v<decltype(users.where(age == 7)), decltype(sa::select<User>().where(age == 7))>);
}

}  // namespace
