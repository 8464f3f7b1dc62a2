// SPDX-License-Identifier: MIT
#include <sqlalloy/type/decoded.hpp>
#include <sqlalloy/type/text.hpp>

#include <catch2/catch.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace sa = sqlalloy;

namespace {

/// An even number that is made from nothing but a number: it has no default.
class even {
 public:
  constexpr explicit even(std::int32_t value) : value_(value) {}
  constexpr std::int32_t value() const { return value_; }
  friend constexpr bool operator==(const even&, const even&) = default;

 private:
  std::int32_t value_;
};

struct pair_of_even {
  even value;
};

struct word {
  std::string text{};
};

struct word_view {
  std::string_view text{};
};

}  // namespace

template <>
struct sqlalloy::codec<even> {
  using storage = std::int32_t;
  static constexpr storage encode(const even& value) { return value.value(); }
  static constexpr std::optional<even> decode(storage stored) {
    if (stored % 2 != 0) return std::nullopt;
    return even(stored);
  }
};

template <>
struct sqlalloy::codec<pair_of_even> {
  using storage = even;
  static constexpr even encode(const pair_of_even& value) { return value.value; }
  static constexpr pair_of_even decode(even value) { return {value}; }
};

template <>
struct sqlalloy::codec<word> {
  using storage = std::string_view;
  using view = word_view;
  static constexpr storage encode(const word& value) { return value.text; }
  static word decode(storage stored) { return {std::string(stored)}; }
  static constexpr std::optional<word_view> decode_view(storage stored) {
    if (stored.find(' ') != stored.npos) return std::nullopt;
    return word_view{stored};
  }
};

namespace {

static_assert(sa::decoded<even>(4) == even(4));
static_assert(!sa::decoded<even>(5));
static_assert(sa::decoded<pair_of_even>(6)->value == even(6));
static_assert(!sa::decoded<pair_of_even>(7), "a link that fails fails the chain");

constexpr bool reads_or_refuses() {
  even out(2);
  std::optional<even> maybe;
  std::int64_t number = 0;
  return sa::decode_value(8, out) && out == even(8) && !sa::decode_value(9, out) &&  //
         sa::decode_value(10, maybe) && maybe == even(10) && !sa::decode_value(11, maybe) &&
         sa::decode_value(12, number) && number == 12;
}
static_assert(reads_or_refuses());

constexpr bool views() {
  std::string_view text;
  std::optional<std::string_view> maybe;
  word_view one;
  return sa::decode_view<std::string>("Ada", text) && text == "Ada" &&                   //
         sa::decode_view<std::optional<std::string>>("Ada", maybe) && maybe == "Ada" &&  //
         sa::decode_view<word>("one", one) && one.text == "one" && !sa::decode_view<word>("one two", one);
}
static_assert(views());

constexpr bool views_of_types_without() {
  even out(2);
  std::optional<even> maybe;
  return sa::decode_view<even>(4, out) && out == even(4) && !sa::decode_view<even>(5, out) &&
         sa::decode_view<std::optional<even>>(6, maybe) && maybe == even(6);
}
static_assert(views_of_types_without());

}  // namespace

TEST_CASE("text is refilled, not made again") {
  std::string out(100, 'x');
  const char* const before = out.data();
  REQUIRE(sa::decode_value("forty characters of text fit the buffer.", out));
  CHECK(out == "forty characters of text fit the buffer.");
  CHECK(out.data() == before);

  std::optional<std::string> maybe(std::string(100, 'x'));
  const char* const inside = maybe->data();
  REQUIRE(sa::decode_value("forty characters of text fit the buffer.", maybe));
  CHECK(maybe->data() == inside);
}
