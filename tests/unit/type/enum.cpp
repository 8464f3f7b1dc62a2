// SPDX-License-Identifier: MIT
#include <sqlalloy/type/decoded.hpp>
#include <sqlalloy/type/encoded.hpp>
#include <sqlalloy/type/enum.hpp>

#include <catch2/catch.hpp>

#include <cstdint>
#include <optional>
#include <string_view>
#include <type_traits>

namespace sa = sqlalloy;

namespace {

enum class colour { red, green = 4 };
enum class priority : unsigned char { low = 1, high = 200 };
enum class letter : char { a = 'a' };
enum class answer : bool { no, yes };
enum class mask : std::uint64_t { top = std::uint64_t{1} << 63 };
enum class unmapped { value };

}  // namespace

template <>
struct sqlalloy::codec<colour> : sqlalloy::enum_by_name<colour> {};
template <>
struct sqlalloy::codec<priority> : sqlalloy::enum_by_value<priority> {};
template <>
struct sqlalloy::codec<letter> : sqlalloy::enum_by_value<letter> {};
template <>
struct sqlalloy::codec<answer> : sqlalloy::enum_by_value<answer> {};
template <>
struct sqlalloy::codec<mask> : sqlalloy::enum_by_value<mask> {};

namespace {

static_assert(!sa::has_codec<unmapped>, "how an enum is stored has to be said");

static_assert(sa::sql_type_v<colour> == sa::sql_type::text);
static_assert(sa::encoded<colour>(colour::green).value() == "green");
static_assert(!sa::encoded<colour>(static_cast<colour>(1)).fits(), "a value without a name");
static_assert(sa::decoded<colour>("red") == colour::red);
static_assert(!sa::decoded<colour>("blue") && !sa::decoded<colour>("RED") && !sa::decoded<colour>(""));
static_assert(sa::encodes_in_place<colour>, "names are in static storage");
static_assert(std::is_same_v<sa::view_t<colour>, colour>);

static_assert(std::is_same_v<sa::storage_t<priority>, std::int16_t>);
static_assert(sa::encoded<priority>(priority::high).value() == 200);
static_assert(sa::decoded<priority>(1) == priority::low);
static_assert(sa::decoded<priority>(7) == static_cast<priority>(7), "numbers need no name");
static_assert(!sa::decoded<priority>(256) && !sa::decoded<priority>(-1));
static_assert(sa::encodes_in_place<priority>);

static_assert(std::is_same_v<sa::storage_t<letter>, std::int16_t>);
static_assert(sa::encoded<letter>(letter::a).value() == 97 && sa::decoded<letter>(97) == letter::a);

static_assert(std::is_same_v<sa::storage_t<answer>, bool>);
static_assert(sa::decoded<answer>(true) == answer::yes);

static_assert(!sa::encoded<mask>(mask::top).fits(), "2^63 is more than 64 signed bits hold");

}  // namespace

TEST_CASE("an enum is stored by its name or by its number") {
  CHECK(sa::encoded<std::optional<colour>>(colour::red).value() == "red");
  std::optional<priority> out;
  REQUIRE(sa::decode_value(std::int16_t{200}, out));
  CHECK(out == priority::high);
}
