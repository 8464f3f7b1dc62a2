// SPDX-License-Identifier: MIT
#include <sqlalloy/type/decoded.hpp>
#include <sqlalloy/type/encoded.hpp>
#include <sqlalloy/type/text.hpp>

#include <catch2/catch.hpp>

#include <memory_resource>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>

namespace sa = sqlalloy;

namespace {

using namespace std::literals;

static_assert(std::is_same_v<sa::storage_t<std::string>, std::string_view>);
static_assert(std::is_same_v<sa::storage_t<std::pmr::string>, std::string_view>);
static_assert(sa::sql_type_v<std::string> == sa::sql_type::text);
static_assert(sa::sql_type_v<std::string_view> == sa::sql_type::text);

static_assert(std::is_same_v<sa::view_t<std::string>, std::string_view>);
static_assert(std::is_same_v<sa::view_t<std::optional<std::string>>, std::optional<std::string_view>>);
static_assert(std::is_same_v<sa::view_t<std::string_view>, std::string_view>);

static_assert(!sa::has_codec<const char*> && !sa::has_codec<char[4]>, "a pointer does not say how long it is");
static_assert(!sa::has_codec<std::wstring> && !sa::has_codec<std::u8string>);

}  // namespace

TEST_CASE("text comes back as it was, NULs and all") {
  const std::string text = "a\0b \U0001F600 \0"s;  // 4 bytes of UTF-8 among them
  REQUIRE(text.size() == 10);
  const sa::encoded<std::string> form(text);
  CHECK(form.value().data() == text.data());

  std::string out;
  REQUIRE(sa::decode_value(form.value(), out));
  CHECK(out == text);
  REQUIRE(sa::decode_value(""sv, out));
  CHECK(out.empty());
}
