// SPDX-License-Identifier: MIT
#include <sqlalloy/meta/constant.hpp>

#include <catch2/catch.hpp>

#include <string_view>
#include <type_traits>

namespace sa = sqlalloy;

namespace {

enum class colour { red, green };

template <sa::constant Value>
struct of {
  static constexpr auto value = sa::plain_value(Value);
};

static_assert(of<7>::value == 7);
static_assert(of<colour::green>::value == colour::green);
static_assert(of<"engineer">::value == "engineer");
static_assert(std::is_same_v<decltype(of<"engineer">::value), const std::string_view>);
static_assert(std::is_same_v<of<"a">, of<"a">> && !std::is_same_v<of<"a">, of<"b">>);
static_assert(!std::is_same_v<of<1>, of<1L>>);

TEST_CASE("a text as a template argument is a view of static storage") {
  const std::string_view text = of<"engineer">::value;
  CHECK(text == "engineer");
  CHECK(text.size() == 8);
}

}  // namespace
