// SPDX-License-Identifier: MIT
#include <sqlalloy/expr/arithmetic.hpp>
#include <sqlalloy/expr/conditional.hpp>
#include <sqlalloy/query/slots.hpp>
#include <sqlalloy/query/update.hpp>

#include <catch2/catch.hpp>

#include <optional>
#include <string>
#include <type_traits>

#include "support/statements/tables.hpp"

namespace sa = sqlalloy;

namespace {

using namespace sa::literals;
using namespace statements;
using blog::User;

constexpr auto all = sa::update<User>().set(age = age + 1);
static_assert(std::is_void_v<sa::row_t<decltype(all)>> && sa::statement<std::remove_const_t<decltype(all)>>);
static_assert(std::is_same_v<decltype(all)::in_sight, sa::type_list<User>>);

// Conditions add up; a value may be an expression over the row, a parameter, NULL where the column allows it.
static_assert(sa::slot_count<decltype(all.where(age > 1).where(name == "x", user_id == "id"_p))> == 4);
static_assert(sa::slot_count<decltype(sa::update<User>().set(email = std::nullopt, name = "n"_p))> == 2);
static_assert(sa::variant_count<decltype(all.where(sa::when(true, age > 1), sa::when(true, age < 9)))> == 4);

// A kept statement stays as it was.
constexpr auto some = all.where(age > 1);
static_assert(
    std::is_same_v<decltype(some.where(age < 9))::where_type, sa::conditions<decltype(age > 1), decltype(age < 9)>>);
static_assert(std::is_same_v<decltype(some)::where_type, sa::conditions<decltype(age > 1)>>);

template <class T>
concept settable = requires(T value) { name = value; };
static_assert(settable<std::string> && settable<decltype("n"_p)>);
static_assert(!settable<User> && !settable<decltype(name)>, "to itself");

}  // namespace

TEST_CASE("an UPDATE keeps its values through its clauses") {
  const std::string lengthy(64, 'x');
  const auto query = sa::update<User>().set(name = lengthy).where(name != lengthy).returning(user_id).where(age > 1);
  int found = 0;
  auto look = [&](const auto& slot) {
    if constexpr (requires { slot.value == lengthy; }) found += slot.value == lengthy;
  };
  sa::for_each_slot(query, look);
  CHECK(found == 2);
}
