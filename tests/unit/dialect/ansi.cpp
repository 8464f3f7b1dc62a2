// SPDX-License-Identifier: MIT
#include <sqlalloy/dialect/ansi.hpp>
#include <sqlalloy/dialect/render.hpp>
#include <sqlalloy/expr/aggregate.hpp>
#include <sqlalloy/expr/comparison.hpp>
#include <sqlalloy/query/select.hpp>

#include <catch2/catch.hpp>

#include <string_view>

#include "support/statements/tables.hpp"

namespace sa = sqlalloy;

namespace {

using namespace statements;

// A dialect that changes one token and one node, as a user's own would.
struct loud : sa::ansi::dialect {
  using sa::ansi::dialect::write;
  static constexpr char quote = '`';

  template <class Writer>
  static constexpr void placeholder(Writer& out) {
    out.text(":");
    out.number(out.placeholders);
  }
  template <class Writer, class Left, class Right>
  static constexpr void write(Writer& out, sa::type<sa::operation<sa::not_equal_to, Left, Right>>) {
    out.template operand<Left>(sa::precedence::other);
    out.text(" != ");
    out.template operand<Right>(sa::precedence::other);
  }
};

constexpr auto query = sa::select(sa::col<&Odd::group>).where(sa::col<&Odd::id> != 1, sa::col<&Odd::Upper> == 2);
static_assert(sa::sql<sa::ansi::dialect>(sa::select(name).where(age > 1).limit(2)) ==
              "SELECT users.name FROM users WHERE users.age > ? LIMIT ?");
static_assert(sa::sql<sa::ansi::dialect>(sa::select(name).full_join(sa::tables<blog::Post>, author_id == user_id)) ==
              "SELECT users.name FROM users FULL JOIN posts ON posts.author_id = users.id");
static_assert(sa::sql<loud>(query) ==
              "SELECT `order`.`group` FROM `order` WHERE `order`.id != :1 AND `order`.`Upper` = :2");

// Any word that some database reserves is quoted.
static_assert(sa::ansi::dialect::needs_quotes("user") && sa::ansi::dialect::needs_quotes("autoincrement"));
static_assert(!sa::ansi::dialect::needs_quotes("users"));
static_assert(sa::ansi::dialect::type_name(sa::sql_type::timestamp_with_time_zone) == "TIMESTAMP WITH TIME ZONE");

}  // namespace

TEST_CASE("a dialect says only what it spells differently") {
  CHECK(sa::sql<loud>(sa::select(sa::count()).from(sa::tables<blog::User>)) == "SELECT count(*) FROM users");
}
