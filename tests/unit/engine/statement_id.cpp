// SPDX-License-Identifier: MIT
#include <sqlalloy/engine/statement_id.hpp>

#include <catch2/catch.hpp>

namespace sa = sqlalloy;

namespace {

struct query_a;
struct query_b;
struct dialect;

TEST_CASE("a statement has no number until it is first executed, and then always the same") {
  unsigned& first = sa::statement_id<query_a, dialect>;
  CHECK(sa::load_statement_id(first) == 0);
  const unsigned given = sa::assign_statement_id(first, 4);
  CHECK(given != 0);
  CHECK(sa::load_statement_id(first) == given);
  CHECK(sa::assign_statement_id(first, 4) == given);  // as a thread does that came too late
}

TEST_CASE("a statement with several texts has as many numbers in a row") {
  const unsigned first = sa::assign_statement_id(sa::statement_id<query_b, dialect>, 8);
  unsigned next = 0;
  CHECK(sa::assign_statement_id(next, 1) >= first + 8);
}

}  // namespace
