// SPDX-License-Identifier: MIT
#include <sqlalloy/orm/rules.hpp>

#include <catch2/catch.hpp>

#include <support/orm_schemas.hpp>

namespace sa = sqlalloy;

namespace {

namespace rules = sa::rules;

struct Stranger {
  int id{};
  sa::many<shelf::Book> books{};
};
struct Keyless {
  int number{};
};

static_assert(std::is_void_v<rules::fault_in_relations_t<rules::lacks_foreign_key, shelf::Author, shelf::Book>>);
static_assert(std::is_same_v<rules::fault_in_relations_t<rules::lacks_foreign_key, shelf::Author, Stranger>,
                             sa::relation_named<Stranger, "books">>);
static_assert(std::is_same_v<rules::fault_in_relations_t<rules::leads_out_of<shelf::Author>, shelf::Author>,
                             sa::relation_named<shelf::Author, "books">>);
static_assert(std::is_void_v<rules::fault_in_relations_t<rules::has_unknown_cascades, shop::Order>>);
static_assert(rules::object_has_a_key<shelf::Tag> && !rules::object_has_a_key<Keyless>);

TEST_CASE("orm/rules: checked when compiled") {}

}  // namespace
