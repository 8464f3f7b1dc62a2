// SPDX-License-Identifier: MIT
#include <sqlalloy/expr/literal.hpp>

#include <catch2/catch.hpp>

#include <optional>
#include <string>
#include <support/gives.hpp>
#include <type_traits>

namespace sa = sqlalloy;

namespace {

static_assert(sa::lit<"it's">.text == "it's", "the dialect doubles the quote");
static_assert(gives<std::string>(sa::lit<"new">) && std::is_empty_v<decltype(sa::lit<"new">)>);
static_assert(sa::expression<std::remove_const_t<decltype(sa::lit<"">)>>);

static_assert(gives<std::string>(sa::literal_column<"CURRENT_USER">));
static_assert(gives<double>(sa::literal_column<"0.5", double>));
static_assert(gives<std::optional<int>>(sa::literal_column<"NULL", std::optional<int>>));
static_assert(sa::literal_column<"a OR b", bool>.binding == sa::precedence::weakest,
              "nobody knows how tightly words bind, so they stand in parentheses");
static_assert(std::is_empty_v<decltype(sa::literal_column<"1", int>)>);

}  // namespace

TEST_CASE("a literal is its text") {
  CHECK(sa::lit<"new">.text == "new");
  CHECK(sa::literal_column<"0.5", double>.text == "0.5");
}
