// SPDX-License-Identifier: MIT
#include <sqlalloy/dialect/ansi/expression.hpp>

#include <catch2/catch.hpp>

#include "support/statements/check_text.hpp"
#include "support/statements/expressions.hpp"

namespace {

static_assert([] {
  statements::all_hold all;
  statements::each_condition(all);
  return all.result;
}());
static_assert([] {
  statements::all_hold all;
  statements::each_value(all);
  return all.result;
}());

}  // namespace

TEST_CASE("operators, functions, subqueries and windows are written as each database wants them") {
  statements::each_condition(statements::check_text{});
  statements::each_value(statements::check_text{});
}
