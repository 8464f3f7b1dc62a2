// SPDX-License-Identifier: MIT
#include <sqlalloy/expr/arithmetic.hpp>
#include <sqlalloy/expr/comparison.hpp>
#include <sqlalloy/expr/conditional.hpp>
#include <sqlalloy/query/delete.hpp>
#include <sqlalloy/query/slots.hpp>

#include <catch2/catch.hpp>

#include <cstdint>
#include <string>
#include <type_traits>

#include "support/statements/tables.hpp"

namespace sa = sqlalloy;

namespace {

using namespace statements;
using blog::User;

constexpr auto all = sa::delete_from<User>();
static_assert(sa::slot_count<decltype(all)> == 0);
static_assert(std::is_void_v<sa::row_t<decltype(all)>> && sa::statement<std::remove_const_t<decltype(all)>>);
static_assert(std::is_same_v<decltype(all)::entity, User>);
static_assert(sa::slot_count<decltype(all.where(age > 1).where(name == "x"))> == 2);
static_assert(sa::variant_count<decltype(all.where(sa::when(true, age > 1)))> == 2);
static_assert(sa::returns_rows<decltype(all.returning(user_id))> && !sa::returns_rows<decltype(all)>);
static_assert(std::is_same_v<decltype(all.returning(user_id).where(age > 1))::rows,
                             decltype(all.where(age > 1).returning(user_id))::rows>);

}  // namespace

TEST_CASE("a DELETE keeps its values through its clauses") {
  const std::string lengthy(64, 'x');
  std::string found;
  auto look = [&found](const auto& slot) { found = slot.value; };
  const auto query = all.where(name == lengthy).returning(user_id);
  sa::for_each_slot(query, look);
  CHECK(found == lengthy);
}
