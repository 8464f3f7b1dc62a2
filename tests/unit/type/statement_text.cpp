// SPDX-License-Identifier: MIT
#include <sqlalloy/type/statement_text.hpp>

#include <catch2/catch.hpp>

namespace sa = sqlalloy;

namespace {

constexpr sa::sql_type list = sa::array_of(sa::sql_type::interval);
static_assert(sa::is_array(list) && !sa::is_array(sa::sql_type::interval));
static_assert(sa::element_of(list) == sa::sql_type::interval);
static_assert(sa::element_of(sa::sql_type::text) == sa::sql_type::text);
static_assert(list != sa::array_of(sa::sql_type::boolean), "lists of different types are different types");

constexpr sa::sql_type types[] = {sa::sql_type::bigint, list};
constexpr sa::statement_text text{"SELECT 1", 8, types, {}};

TEST_CASE("a statement's text is a constant") {
  CHECK(text.sql[text.size] == '\0');
  CHECK(text.parameters.size() == 2);
  CHECK(sa::statement_text{}.size == 0);
}

}  // namespace
