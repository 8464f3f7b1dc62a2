// SPDX-License-Identifier: MIT
#include <sqlalloy/type/bytes.hpp>
#include <sqlalloy/type/decoded.hpp>
#include <sqlalloy/type/encoded.hpp>

#include <catch2/catch.hpp>

#include <array>
#include <cstddef>
#include <optional>
#include <type_traits>
#include <vector>

namespace sa = sqlalloy;

namespace {

using blob = std::vector<std::byte>;

static_assert(std::is_same_v<sa::storage_t<blob>, sa::bytes_view>);
static_assert(std::is_same_v<sa::storage_t<std::vector<unsigned char>>, sa::bytes_view>);
static_assert(std::is_same_v<sa::storage_t<std::array<std::byte, 16>>, sa::bytes_view>);
static_assert(sa::sql_type_v<blob> == sa::sql_type::bytes);

static_assert(std::is_same_v<sa::view_t<blob>, sa::bytes_view>);
static_assert(std::is_same_v<sa::view_t<std::optional<blob>>, std::optional<sa::bytes_view>>);
static_assert(std::is_same_v<sa::view_t<std::array<std::byte, 4>>, std::array<std::byte, 4>>, "its size is checked");

static_assert(!sa::has_codec<std::vector<char>> && !sa::has_codec<std::vector<signed char>>);
static_assert(!sa::has_codec<std::vector<int>> && !sa::has_codec<std::array<int, 2>>);

constexpr std::array three{std::byte{0}, std::byte{127}, std::byte{255}};
static_assert(sa::encoded<std::array<std::byte, 3>>(three).value().data() == three.data(), "nothing is copied");
static_assert(sa::decoded<std::array<std::byte, 3>>(three) == three);
static_assert(!sa::decoded<std::array<std::byte, 2>>(three) && !sa::decoded<std::array<std::byte, 4>>(three));
static_assert(sa::decoded<std::array<unsigned char, 3>>(three) == std::array<unsigned char, 3>{0, 127, 255});
static_assert(sa::decoded<std::array<std::byte, 0>>(sa::bytes_view{}).has_value());

}  // namespace

TEMPLATE_TEST_CASE("bytes come back as they were", "", std::byte, unsigned char) {
  const std::vector<TestType> bytes{TestType{0}, TestType{255}, TestType{0}};
  const sa::encoded<std::vector<TestType>> form(bytes);
  CHECK(static_cast<const void*>(form.value().data()) == bytes.data());
  REQUIRE(form.value().size() == 3);

  std::vector<TestType> out(10);
  REQUIRE(sa::decode_value(form.value(), out));
  CHECK(out == bytes);
  CHECK(sa::decoded<std::vector<TestType>>(form.value()) == bytes);

  REQUIRE(sa::decode_value(sa::bytes_view{}, out));  // no bytes and no address either
  CHECK(out.empty());
}
