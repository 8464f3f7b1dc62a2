// SPDX-License-Identifier: MIT
#include <sqlalloy/meta/enum_names.hpp>

#include <catch2/catch.hpp>

#include <cstdint>
#include <string_view>

namespace sa = sqlalloy;

namespace shop {

enum class state { open, paid = 3, sent };
enum plain { small, large = 5 };        // its values are those of three bits
enum signs { minus = -2, none, plus };  // -2 to 1
enum only { zero };
enum nothing {};
enum class flags : std::uint8_t { none, high = 63, beyond = 64 };
enum class yes : bool { no, yes };
enum class tiny : signed char { lowest = -128, low = -100, high = 127 };
enum class huge : std::uint64_t { one = 1, most = UINT64_MAX };
enum class alias { first, same = first, other };

template <class T, int N>
struct box {
  enum class kind { empty, full };
};

namespace {
enum class hidden { value };
}

enum class größe { groß, klein };

}  // namespace shop

template <>
struct sqlalloy::enum_range<shop::signs> {
  static constexpr int min = -100, max = 100;
};
template <>
struct sqlalloy::enum_range<shop::tiny> {
  static constexpr int min = -1000, max = 1000;
};
template <>
struct sqlalloy::enum_range<shop::flags> {
  static constexpr int min = 60, max = 70;
};

namespace {

using sa::meta::enum_name;
using sa::meta::enum_value;
using sa::meta::enumerators;

static_assert(sa::meta::is_fixed_enum<shop::state> && sa::meta::is_fixed_enum<shop::yes>);
static_assert(!sa::meta::is_fixed_enum<shop::plain> && !sa::meta::is_fixed_enum<shop::only> &&
              !sa::meta::is_fixed_enum<int>);

static_assert(enumerators<shop::state>.size() == 3);
static_assert(enumerators<shop::state>[0].name == "open" && enumerators<shop::state>[0].value == shop::state::open);
static_assert(enumerators<shop::state>[2].name == "sent" && enumerators<shop::state>[2].value == shop::state::sent);
static_assert(enum_name(shop::state::paid) == "paid");
static_assert(enum_name(static_cast<shop::state>(1)).empty(), "a gap has no name");
static_assert(enum_name(static_cast<shop::state>(-1)).empty() && enum_name(static_cast<shop::state>(1000)).empty());
static_assert(enum_value<shop::state>("sent") == shop::state::sent);
static_assert(!enum_value<shop::state>("Sent") && !enum_value<shop::state>("") && !enum_value<shop::state>("sen"));

static_assert(enumerators<shop::plain>.size() == 2 && enum_name(shop::large) == "large");
static_assert(enumerators<shop::signs>.size() == 3 && enum_name(shop::minus) == "minus");
static_assert(enum_name(shop::none) == "none" && enum_name(shop::plus) == "plus");
static_assert(enumerators<shop::only>.size() == 1 && enumerators<shop::nothing>.empty());
static_assert(enumerators<shop::yes>.size() == 2 && enum_name(shop::yes::yes) == "yes");
static_assert(enumerators<shop::huge>.size() == 1 && enum_name(shop::huge::most).empty());

static_assert(enumerators<shop::tiny>.size() == 3, "a range that is wider than the enum is cut");
static_assert(enumerators<shop::tiny>[0].value == shop::tiny::lowest && enum_name(shop::tiny::high) == "high");
static_assert(enumerators<shop::flags>.size() == 2, "both ends of the range count, and nothing beyond");
static_assert(enum_name(shop::flags::none).empty() && enum_name(shop::flags::beyond) == "beyond");

static_assert(enum_name(shop::alias::same) == "first", "of two names for one value the first is its name");
static_assert(enumerators<shop::alias>.size() == 2 && !enum_value<shop::alias>("same"));

static_assert(enum_name(shop::box<shop::box<int, 1>, -2>::kind::full) == "full");
static_assert(enum_name(shop::hidden::value) == "value");
static_assert(enum_name(shop::größe::groß) == "groß");

}  // namespace

TEST_CASE("enumerators have the names that they were given") {
  enum class local { here, there };
  CHECK(enum_name(local::there) == "there");
  const auto in_lambda = [] {
    enum class inner { one };
    return enum_name(inner::one);
  };
  CHECK(in_lambda() == "one");
}
