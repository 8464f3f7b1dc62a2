// SPDX-License-Identifier: MIT
#include <sqlalloy/meta/fixed_string.hpp>

#include <catch2/catch.hpp>

#include <cstddef>
#include <string_view>
#include <type_traits>

namespace sa = sqlalloy;
using namespace std::string_view_literals;

namespace {

static_assert(sa::fixed_string("users").view() == "users", "without the NUL at the end");
static_assert(sa::fixed_string("").view().empty());
static_assert(sa::fixed_string("a\0b").view() == "a\0b"sv, "a NUL inside is text");
static_assert(sa::fixed_string("größe").view() == "größe");

template <sa::fixed_string Name>
struct named {
  static constexpr std::string_view name = Name.view();
};

static_assert(named<"users">::name == "users");
static_assert(std::is_same_v<named<"a">, named<"a">>, "equal text is one template argument");
static_assert(!std::is_same_v<named<"a">, named<"b">> && !std::is_same_v<named<"a">, named<"a\0">>);
static_assert(std::is_same_v<named<sa::fixed_string("x")>, named<"x">>);

// Deduced, as an overload for one length would be.
template <std::size_t N>
constexpr std::size_t size_of(const sa::fixed_string<N>&) {
  return N;
}
static_assert(size_of(sa::fixed_string("abc")) == 4);

}  // namespace

TEST_CASE("a fixed string is its text") {
  CHECK(named<"a\"b">::name == "a\"b");
  CHECK(named<"">::name.empty());
}
