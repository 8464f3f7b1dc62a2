// SPDX-License-Identifier: MIT
#include <sqlalloy/meta/type.hpp>

#include <catch2/catch.hpp>

#include <cstddef>
#include <type_traits>
#include <utility>

namespace sa = sqlalloy;

namespace {

using sa::meta::append_t;
using sa::meta::index_of;
using sa::meta::is_one_of;
using sa::meta::nth_t;

static_assert(std::is_same_v<sa::type<const int&>::self, const int&>);
static_assert(std::is_empty_v<sa::type<int>> && std::is_empty_v<sa::type_list<int, long>>);
static_assert(sa::type_list<>::size == 0 && sa::type_list<int, int, char>::size == 3);

static_assert(index_of<int, int, char> == 0 && index_of<char, int, char> == 1);
static_assert(index_of<int, char, int, int> == 1, "the first of several");
static_assert(index_of<long, int, char> == 2, "their number where it is none of them");
static_assert(index_of<long> == 0);
static_assert(index_of<const int, int> == 1 && index_of<int&, int> == 1, "const and & are not looked through");

static_assert(is_one_of<char, int, char> && !is_one_of<long, int, char> && !is_one_of<int>);

static_assert(std::is_same_v<nth_t<0, int>, int> && std::is_same_v<nth_t<2, int, char, long&>, long&>);

static_assert(std::is_same_v<append_t<sa::type_list<int>, char, long>, sa::type_list<int, char, long>>);
static_assert(std::is_same_v<append_t<sa::type_list<int>>, sa::type_list<int>>);
static_assert(std::is_same_v<append_t<sa::type_list<>, int>, sa::type_list<int>>);

template <class T, std::size_t I>
struct numbered {};

// A struct may have 100 fields, and a select list several of those.
template <std::size_t... I>
constexpr bool finds_last(std::index_sequence<I...>) {
  using last = numbered<int, sizeof...(I) - 1>;
  return index_of<last, numbered<int, I>...> == sizeof...(I) - 1 &&
         std::is_same_v<nth_t<sizeof...(I) - 1, numbered<int, I>...>, last>;
}
static_assert(finds_last(std::make_index_sequence<300>{}), "no fold, which clang ends at 256");

constexpr int chosen(sa::type<int>) { return 1; }
constexpr int chosen(sa::type<char>) { return 2; }
static_assert(chosen(sa::type<char>{}) == 2, "a type as a value chooses an overload");

}  // namespace

TEST_CASE("a type has one place in a list") {
  CHECK(index_of<char, int, char> == 1);
  CHECK_FALSE(is_one_of<long, int, char>);
  CHECK(chosen(sa::type<int>{}) == 1);
}
