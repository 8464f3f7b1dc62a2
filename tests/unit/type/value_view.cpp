// SPDX-License-Identifier: MIT
#include <sqlalloy/type/value_view.hpp>

#include <catch2/catch.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <string_view>

namespace sa = sqlalloy;

namespace {

using namespace std::literals;

static_assert(sa::value_view{}.is_null());
static_assert(sa::value_view(true).kind() == sa::value_kind::boolean && sa::value_view(true).boolean());
static_assert(!sa::value_view(false).boolean() && !sa::value_view(false).is_null());
static_assert(sa::value_view(std::numeric_limits<std::int64_t>::min()).integer() == INT64_MIN);
static_assert(sa::value_view(0.1).kind() == sa::value_kind::real && sa::value_view(0.1).real() == 0.1);
static_assert(sa::value_view("a\0b"sv).text().size() == 3, "an embedded NUL is part of the text");

constexpr std::array bytes{std::byte{0}, std::byte{255}};
static_assert(sa::value_view(sa::bytes_view(bytes)).kind() == sa::value_kind::bytes);
static_assert(sa::value_view(sa::bytes_view(bytes)).bytes()[1] == std::byte{255});

static_assert(sa::value_view(sa::uuid_value{{1}}).kind() == sa::value_kind::uuid);
static_assert(sa::value_view(sa::uuid_value{{1}}).uuid() == sa::uuid_value{{1}});
static_assert(sizeof(sa::value_view) == 24, "as large as with text alone");

}  // namespace

TEST_CASE("an array gives its values one by one") {
  const std::array<std::int64_t, 3> numbers{1, 2, 3};
  const sa::array_view array{
      .element = sa::sql_type::bigint,
      .size = numbers.size(),
      .data = numbers.data(),
      .at = [](const void* data, std::size_t i) { return sa::value_view(static_cast<const std::int64_t*>(data)[i]); }};
  CHECK(array.at(array.data, 2).integer() == 3);
}
