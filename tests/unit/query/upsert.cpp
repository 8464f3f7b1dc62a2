// SPDX-License-Identifier: MIT
#include <sqlalloy/expr/arithmetic.hpp>
#include <sqlalloy/query/insert.hpp>
#include <sqlalloy/query/upsert.hpp>

#include <catch2/catch.hpp>

#include <optional>
#include <string>
#include <type_traits>

#include "support/statements/tables.hpp"

namespace sa = sqlalloy;

namespace {

using namespace statements;
using blog::User;

template <class Query>
using conflict_t = typename std::remove_const_t<Query>::conflict_type;

constexpr auto user = sa::insert<User>().values(name = "x", age = 1);
static_assert(std::is_same_v<conflict_t<decltype(user)>, sa::no_conflict>);
static_assert(
    std::is_same_v<conflict_t<decltype(user.on_conflict().do_nothing())>, sa::conflict_do_nothing<sa::columns<>>>);
static_assert(std::is_same_v<conflict_t<decltype(user.on_conflict(email).do_nothing())>,
                             sa::conflict_do_nothing<sa::columns<&User::email>>>);
static_assert(std::is_same_v<
              conflict_t<decltype(user.on_conflict(user_id).do_update(age = 5, name = sa::excluded(name)))>,
              sa::conflict_do_update<sa::columns<&User::id>, decltype(age = 5), decltype(name = sa::excluded(name))>>);

// The new row's columns have the types of the table's.
static_assert(std::is_same_v<decltype(sa::excluded(email))::value_type, std::optional<std::string>>);
static_assert(std::is_same_v<decltype(sa::excluded(age) + 1)::value_type, int>);
static_assert(std::is_empty_v<decltype(sa::excluded(age))>);

// It changes what becomes of the row, and neither which it is nor what is given back.
using returned = decltype(user.returning(user_id).on_conflict(user_id).do_nothing());
static_assert(std::is_same_v<sa::row_t<returned>, sa::row_t<decltype(user.returning(user_id))>>);
static_assert(std::is_same_v<returned::source, decltype(user)::source>);

}  // namespace

TEST_CASE("an upsert keeps the values of the row and of the change") {
  const std::string lengthy(64, 'x');
  const auto query = sa::insert<User>().values(name = lengthy, age = 1).on_conflict(user_id).do_update(name = lengthy);
  int found = 0;
  auto look = [&](const auto& slot) {
    if constexpr (requires { slot.value == lengthy; }) found += slot.value == lengthy;
  };
  sa::for_each_slot(query, look);
  CHECK(found == 2);
}
