// SPDX-License-Identifier: MIT
#include <sqlalloy/type/codec.hpp>

#include <catch2/catch.hpp>

#include <cstdint>
#include <optional>
#include <string_view>
#include <type_traits>
#include <vector>

namespace sa = sqlalloy;

namespace {

struct money {
  std::int64_t cents{};
};

struct price {
  money amount{};
};

struct tag {
  std::string_view text{};
};

struct half {};    // a codec that only encodes
struct wrong {};   // a codec whose encode gives something else than its storage
struct circle {};  // a codec that leads to itself
struct stranger {};

}  // namespace

template <>
struct sqlalloy::codec<money> {
  using storage = std::int64_t;
  static constexpr storage encode(const money& value) { return value.cents; }
  static constexpr money decode(storage cents) { return {cents}; }
};

template <>
struct sqlalloy::codec<price> {
  using storage = money;
  static constexpr std::optional<money> encode(const price& value) { return value.amount; }
  static constexpr std::optional<price> decode(money amount) { return price{amount}; }
};

template <>
struct sqlalloy::codec<tag> {
  using storage = std::string_view;
  using view = std::string_view;
  static constexpr storage encode(const tag& value) { return value.text; }
  static constexpr tag decode(storage text) { return {text}; }
};

template <>
struct sqlalloy::codec<half> {
  using storage = bool;
  static constexpr bool encode(const half&) { return true; }
};

template <>
struct sqlalloy::codec<wrong> {
  using storage = std::int16_t;
  static constexpr int encode(const wrong&) { return 100000; }
  static constexpr wrong decode(storage) { return {}; }
};

template <>
struct sqlalloy::codec<circle> {
  using storage = circle;
  static constexpr circle encode(const circle& value) { return value; }
  static constexpr circle decode(storage value) { return value; }
};

namespace {

static_assert(sa::has_codec<money> && sa::has_codec<price>);
static_assert(!sa::has_codec<const money> && !sa::has_codec<money&>);
static_assert(!sa::has_codec<stranger> && !sa::has_codec<half> && !sa::has_codec<circle>);
static_assert(!sa::has_codec<wrong>, "a silent narrowing between encode and storage is refused");
static_assert(sa::has_codec<std::int64_t> && sa::has_codec<sa::date_value>, "a storage form is its own codec");
static_assert(!sa::has_codec<const char*> && !sa::has_codec<char> && !sa::has_codec<void>);

static_assert(!sa::has_codec<std::optional<money>>, "NULL is not the codec's");
static_assert(sa::sql_value<std::optional<money>> && sa::sql_value<money>);
static_assert(!sa::sql_value<std::optional<std::optional<money>>> && !sa::sql_value<stranger>);

static_assert(std::is_same_v<sa::storage_t<money>, std::int64_t>);
static_assert(std::is_same_v<sa::storage_t<price>, std::int64_t>, "a chain ends at a storage form");
static_assert(std::is_same_v<sa::storage_t<std::optional<price>>, std::int64_t>);
static_assert(sa::sql_type_v<price> == sa::sql_type::bigint);
static_assert(sa::sql_type_v<std::optional<bool>> == sa::sql_type::boolean);

static_assert(std::is_same_v<sa::view_t<money>, money>);
static_assert(std::is_same_v<sa::view_t<tag>, std::string_view>);
static_assert(std::is_same_v<sa::view_t<std::optional<tag>>, std::optional<std::string_view>>);

static_assert(sa::is_borrowed_v<std::string_view> && sa::is_borrowed_v<sa::bytes_view> && !sa::is_borrowed_v<bool>);

}  // namespace

TEST_CASE("one specialisation makes a type storable") {
  CHECK(sa::has_codec<money>);
  CHECK(sa::codec<money>::encode(money{125}) == 125);
}
