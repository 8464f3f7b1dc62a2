// SPDX-License-Identifier: MIT
#include <sqlalloy/dialect/concept.hpp>
#include <sqlalloy/dialect/postgresql.hpp>
#include <sqlalloy/dialect/sqlite.hpp>

#include <catch2/catch.hpp>

#include <string_view>

namespace sa = sqlalloy;

namespace {

static_assert(sa::dialect<sa::sqlite::dialect>);
static_assert(sa::dialect<sa::postgresql::dialect>);
static_assert(!sa::dialect<int>);

struct mine : sa::ansi::dialect {
  using sa::ansi::dialect::write;
};

struct mine_with_a_name : mine {
  static constexpr std::string_view name = "mine";
  static constexpr bool has_last_insert_id = true;
  static constexpr bool needs_quotes(std::string_view) { return true; }
};

TEST_CASE("a dialect that inherits the standard's has to say what the standard cannot") {
  STATIC_REQUIRE(!sa::dialect<mine>);
  STATIC_REQUIRE(sa::dialect<mine_with_a_name>);
}

}  // namespace
