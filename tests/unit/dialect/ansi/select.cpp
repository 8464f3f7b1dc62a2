// SPDX-License-Identifier: MIT
#include <sqlalloy/dialect/ansi/select.hpp>

#include <catch2/catch.hpp>

#include "support/statements/check_text.hpp"
#include "support/statements/selects.hpp"

namespace {

static_assert([] {
  statements::all_hold all;
  statements::each_select(all);
  return all.result;
}());
static_assert([] {
  statements::all_hold all;
  statements::each_conditional(all);
  return all.result;
}());

}  // namespace

TEST_CASE("every clause of SELECT is written as each database wants it") {
  statements::each_select(statements::check_text{});
}

TEST_CASE("a query with conditional clauses has a text for each way they can go") {
  statements::each_conditional(statements::check_text{});
}
