// SPDX-License-Identifier: MIT
#include <sqlalloy/type/encoded.hpp>
#include <sqlalloy/type/text.hpp>

#include <catch2/catch.hpp>

#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>

namespace sa = sqlalloy;

namespace {

struct percent {
  int value{};
};

struct colour {
  int red{}, green{}, blue{};
};

struct title {
  std::string text{};
};

struct heading {
  title name{};
};

struct paint {
  colour base{};
};

}  // namespace

template <>
struct sqlalloy::codec<percent> {
  using storage = std::int16_t;
  static constexpr std::optional<storage> encode(const percent& value) {
    if (value.value < 0 || value.value > 100) return std::nullopt;
    return static_cast<storage>(value.value);
  }
  static constexpr percent decode(storage stored) { return {stored}; }
};

// Text that has to be made first: long enough to leave the small buffer of a string.
template <>
struct sqlalloy::codec<colour> {
  using storage = std::string;
  static std::string encode(const colour& value) {
    return "the colour of " + std::to_string(value.red) + ',' + std::to_string(value.green) + ',' +
           std::to_string(value.blue);
  }
  static colour decode(const std::string&) { return {}; }
};

// Two steps, each of which makes something.
template <>
struct sqlalloy::codec<paint> {
  using storage = colour;
  static std::optional<colour> encode(const paint& value) {
    if (value.base.red < 0) return std::nullopt;
    return value.base;
  }
  static paint decode(const colour& base) { return {base}; }
};

// Text that stands ready in a member.
template <>
struct sqlalloy::codec<title> {
  using storage = std::string;
  static constexpr const std::string& encode(const title& value) { return value.text; }
  static title decode(std::string&& text) { return {std::move(text)}; }
};

template <>
struct sqlalloy::codec<heading> {
  using storage = title;
  static constexpr const title& encode(const heading& value) { return value.name; }
  static heading decode(title&& name) { return {std::move(name)}; }
};

namespace {

static_assert(sa::encoded<std::int64_t>(7).fits() && sa::encoded<std::int64_t>(7).value() == 7);
static_assert(sa::encoded<percent>(percent{100}).value() == 100);
static_assert(!sa::encoded<percent>(percent{101}).fits());
static_assert(sa::encoded<std::optional<percent>>(std::nullopt).is_null());
static_assert(sa::encoded<std::optional<percent>>(std::nullopt).fits(), "NULL is not a value that does not fit");
static_assert(!sa::encoded<std::optional<percent>>(percent{-1}).fits());

static_assert(sizeof(sa::encoded<std::int64_t>) == sizeof(std::int64_t));
static_assert(sizeof(sa::encoded<std::string>) == sizeof(std::string_view), "text that is there is not copied");
static_assert(!std::is_copy_constructible_v<sa::encoded<int>> && !std::is_move_constructible_v<sa::encoded<int>>);

static_assert(sa::encodes_in_place<std::int64_t> && sa::encodes_in_place<percent> && sa::encodes_in_place<std::string>);
static_assert(sa::encodes_in_place<title> && sa::encodes_in_place<heading>, "references lead into the value");
static_assert(!sa::encodes_in_place<colour> && !sa::encodes_in_place<paint>);

template <class T>
concept encodes_without_holder = requires(const T& value, sa::storage_t<T>& out) { sa::encode_value(value, out); };
static_assert(encodes_without_holder<title>);
static_assert(!encodes_without_holder<colour>, "the view would dangle");

constexpr bool leaves_what_was_there() {
  std::int16_t out = 7;
  return !sa::encode_value(percent{101}, out) && out == 7 && sa::encode_value(percent{99}, out) && out == 99;
}
static_assert(leaves_what_was_there());

}  // namespace

TEST_CASE("text that a codec makes lives as long as the holder") {
  const sa::encoded<colour> one_step(colour{1, 2, 3});
  CHECK(one_step.value() == "the colour of 1,2,3");

  const paint wall{.base = {255, 255, 255}};
  const sa::encoded<paint> two_steps(wall);
  REQUIRE(two_steps.fits());
  CHECK(two_steps.value() == "the colour of 255,255,255");

  const sa::encoded<std::optional<paint>> nullable(wall);
  CHECK(nullable.value() == "the colour of 255,255,255");
  CHECK_FALSE(nullable.is_null());

  CHECK_FALSE(sa::encoded<paint>(paint{.base = {.red = -1}}).fits());
}

TEST_CASE("text that is there is not copied") {
  const heading value{.name = {.text = "a title that is longer than a small buffer"}};
  const sa::encoded<heading> form(value);
  CHECK(form.value().data() == value.name.text.data());

  std::string_view out;
  REQUIRE(sa::encode_value(value, out));
  CHECK(out.data() == value.name.text.data());
}
