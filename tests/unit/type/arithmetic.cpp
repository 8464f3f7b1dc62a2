// SPDX-License-Identifier: MIT
#include <sqlalloy/type/arithmetic.hpp>
#include <sqlalloy/type/decoded.hpp>
#include <sqlalloy/type/encoded.hpp>

#include <catch2/catch.hpp>

#include <cstdint>
#include <limits>
#include <type_traits>

namespace sa = sqlalloy;

namespace {

template <class T, class Storage>
constexpr bool is_stored_as = std::is_same_v<sa::storage_t<T>, Storage>;

static_assert(is_stored_as<bool, bool> && is_stored_as<float, float> && is_stored_as<double, double>);
static_assert(is_stored_as<signed char, std::int16_t> && is_stored_as<unsigned char, std::int16_t>);
static_assert(is_stored_as<std::int8_t, std::int16_t> && is_stored_as<std::uint8_t, std::int16_t>);
static_assert(is_stored_as<std::int16_t, std::int16_t> && is_stored_as<std::uint16_t, std::int32_t>);
static_assert(is_stored_as<std::int32_t, std::int32_t> && is_stored_as<std::uint32_t, std::int64_t>);
static_assert(is_stored_as<std::int64_t, std::int64_t> && is_stored_as<std::uint64_t, std::int64_t>);
static_assert(is_stored_as<long long, std::int64_t> && is_stored_as<unsigned long long, std::int64_t>);
static_assert(sizeof(long) != 8 || (is_stored_as<long, std::int64_t> && is_stored_as<unsigned long, std::int64_t>));

static_assert(!sa::has_codec<char> && !sa::has_codec<wchar_t>, "a character is no number");
static_assert(!sa::has_codec<char8_t> && !sa::has_codec<char16_t> && !sa::has_codec<char32_t>);
static_assert(!sa::has_codec<long double>, "no database has it, and it would be rounded");

template <class T>
constexpr bool comes_back(T value) {
  const sa::encoded<T> form(value);
  T out{};
  return form.fits() && sa::decode_value(form.value(), out) && out == value;
}

template <class T>
constexpr bool extremes_come_back =
    comes_back(std::numeric_limits<T>::min()) && comes_back(std::numeric_limits<T>::max()) && comes_back(T{1});

static_assert(extremes_come_back<bool> && extremes_come_back<signed char> && extremes_come_back<unsigned char>);
static_assert(extremes_come_back<short> && extremes_come_back<unsigned short>);
static_assert(extremes_come_back<int> && extremes_come_back<unsigned>);
static_assert(extremes_come_back<std::int64_t> && extremes_come_back<long long>);
static_assert(extremes_come_back<float> && extremes_come_back<double>);
static_assert(comes_back(std::numeric_limits<float>::denorm_min()) && comes_back(0.1));

constexpr std::uint64_t largest = 9223372036854775807u;  // 2^63 - 1
static_assert(comes_back<std::uint64_t>(largest) && comes_back<unsigned long long>(largest));
static_assert(!sa::encoded<std::uint64_t>(largest + 1).fits(), "an error, not a negative number");
static_assert(!sa::encoded<unsigned long long>(18446744073709551615u).fits());

template <class T>
constexpr bool refuses(sa::storage_t<T> stored) {
  T out{};
  return !sa::decode_value(stored, out) && out == T{};
}

static_assert(refuses<std::int8_t>(128) && refuses<std::int8_t>(-129));
static_assert(refuses<std::uint8_t>(256) && refuses<std::uint8_t>(-1));
static_assert(refuses<std::uint16_t>(65536) && refuses<std::uint16_t>(-1));
static_assert(refuses<std::uint32_t>(4294967296) && refuses<std::uint32_t>(-1));
static_assert(refuses<std::uint64_t>(-1) && refuses<unsigned long long>(INT64_MIN));

}  // namespace

TEST_CASE("an integer that does not fit is an error and never a wrap") {
  CHECK_FALSE(sa::encoded<std::uint64_t>(largest + 1).fits());
  CHECK(refuses<std::uint8_t>(256));
}
