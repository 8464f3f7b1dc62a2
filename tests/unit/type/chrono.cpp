// SPDX-License-Identifier: MIT
#include <sqlalloy/type/chrono.hpp>
#include <sqlalloy/type/decoded.hpp>
#include <sqlalloy/type/encoded.hpp>

#include <catch2/catch.hpp>

#include <chrono>
#include <cstdint>
#include <optional>
#include <ratio>
#include <type_traits>

namespace sa = sqlalloy;

namespace {

using namespace std::chrono;
using namespace std::chrono_literals;

using third = duration<std::int64_t, std::ratio<1, 3>>;
using tenth = duration<std::int8_t, std::deci>;
using light_seconds = duration<std::uint64_t>;

// Each kind over a D of whole microseconds, a finer one, and a floating one.
template <class T, class Storage>
constexpr bool is_stored_as = std::is_same_v<sa::storage_t<T>, Storage>;
static_assert(is_stored_as<sys_days, sa::date_value> && is_stored_as<local_days, sa::date_value>);
static_assert(is_stored_as<year_month_day, sa::date_value>);
static_assert(is_stored_as<sys_seconds, sa::instant_value> && is_stored_as<sys_time<microseconds>, sa::instant_value>);
static_assert(is_stored_as<sys_time<nanoseconds>, std::int64_t> && is_stored_as<sys_time<third>, std::int64_t>);
static_assert(is_stored_as<sys_time<duration<double>>, double>);
static_assert(is_stored_as<local_seconds, sa::timestamp_value> && is_stored_as<local_time<nanoseconds>, std::int64_t>);
static_assert(is_stored_as<hh_mm_ss<minutes>, sa::time_value> && is_stored_as<hh_mm_ss<microseconds>, sa::time_value>);
static_assert(is_stored_as<hh_mm_ss<nanoseconds>, std::int64_t>);
static_assert(is_stored_as<years, sa::interval_value> && is_stored_as<microseconds, sa::interval_value>);
static_assert(is_stored_as<nanoseconds, std::int64_t> && is_stored_as<third, std::int64_t>);
static_assert(is_stored_as<duration<double, std::milli>, double> && is_stored_as<duration<float>, float>);

static_assert(!sa::has_codec<steady_clock::time_point>, "it counts from nowhere");
static_assert(!sa::has_codec<hh_mm_ss<third>> && !sa::has_codec<hh_mm_ss<duration<double>>>, "it would be rounded");
static_assert(!sa::has_codec<duration<long double>> && !sa::has_codec<weekday> && !sa::has_codec<year>);

template <class T>
constexpr bool comes_back(const T& value, sa::storage_t<T> expected) {
  const sa::encoded<T> form(value);
  return form.fits() && form.value() == expected && sa::decoded<T>(expected) == value;
}
template <class T>
constexpr bool does_not_fit(const T& value) {
  return !sa::encoded<T>(value).fits();
}

// Days, by hand: 1969 and 1970 have 365 days, 2000 is a leap year that begins on day 10957.
static_assert(comes_back(sys_days(1970y / January / 1), {0}) && comes_back(sys_days(1969y / December / 31), {-1}));
static_assert(comes_back(2000y / February / 29, {10957 + 31 + 28}) && comes_back(1969y / January / 1, {-365}));
static_assert(comes_back(local_days(1970y / February / 1), {31}));
static_assert(does_not_fit(2023y / February / 29) && does_not_fit(2023y / April / 31) &&
              does_not_fit(2023y / month{13} / 1));
static_assert(comes_back(year::max() / December / 31, {11248737}) &&
              comes_back(year::min() / January / 1, {-12687428}));
static_assert(!sa::decoded<year_month_day>({11248738}) && !sa::decoded<year_month_day>({-12687429}));
static_assert(!sa::decoded<year_month_day>({INT32_MAX}) && !sa::decoded<year_month_day>({INT32_MIN}));
static_assert(comes_back(sys_days(days(INT32_MAX)), {INT32_MAX}));

// Instants
static_assert(comes_back(sys_seconds(1'000'000'000s), {1'000'000'000'000'000}));
static_assert(comes_back(sys_time<milliseconds>(-1ms), {-1000}), "before 1970");
static_assert(!sa::decoded<sys_seconds>({500'000}) && !sa::decoded<sys_seconds>({-1}), "between two seconds");
static_assert(comes_back(sys_time<microseconds>(microseconds::min()), {INT64_MIN}));
static_assert(comes_back(sys_seconds(9'223'372'036'854s), {9'223'372'036'854'000'000}));
static_assert(does_not_fit(sys_seconds(9'223'372'036'855s)) && does_not_fit(sys_seconds(seconds::min())));
static_assert(comes_back(sys_time<nanoseconds>(-1ns), -1) && comes_back(sys_time<nanoseconds>::max(), INT64_MAX));
static_assert(comes_back(sys_time<duration<double>>(duration<double>(0.1)), 0.1));
static_assert(comes_back(local_seconds(-3600s), {-3'600'000'000}));

// Durations
static_assert(comes_back(90min, {5'400'000'000}) && comes_back(-1us, {-1}) && comes_back(tenth(-128), {-12'800'000}));
static_assert(!sa::decoded<tenth>({12'800'000}), "128 tenths are more than 8 bits hold");
static_assert(!sa::decoded<tenth>({50'000}) && sa::decoded<tenth>({100'000}) == tenth(1));
static_assert(does_not_fit(hours(INT64_MAX / 3'600'000'000 + 1)) && does_not_fit(light_seconds(UINT64_MAX)));
static_assert(!sa::decoded<light_seconds>({-1'000'000}));
static_assert(comes_back(third(7), 7) && comes_back(nanoseconds::min(), INT64_MIN));
static_assert(does_not_fit(duration<std::uint64_t, std::nano>(UINT64_MAX)));
static_assert(sa::has_codec<duration<int, std::exa>>, "a tick that is more microseconds than 64 bits hold");

// Times of day
template <class Duration>
constexpr bool time_comes_back(Duration since_midnight, sa::storage_t<hh_mm_ss<Duration>> expected) {
  const sa::encoded<hh_mm_ss<Duration>> form{hh_mm_ss(since_midnight)};
  const auto back = sa::decoded<hh_mm_ss<Duration>>(expected);
  return form.fits() && form.value() == expected && back && back->to_duration() == since_midnight;
}
static_assert(time_comes_back(0s, {0}) && time_comes_back(13h + 30min, {48'600'000'000}));
static_assert(time_comes_back(24h - 1us, {86'399'999'999}) && time_comes_back(1ns, 1));
static_assert(does_not_fit(hh_mm_ss(24h)) && does_not_fit(hh_mm_ss(-1s)));
static_assert(!sa::decoded<hh_mm_ss<seconds>>({86'400'000'000}) && !sa::decoded<hh_mm_ss<seconds>>({-1'000'000}));
static_assert(!sa::decoded<hh_mm_ss<minutes>>({1'000'000}), "one second past midnight is no number of minutes");
static_assert(!sa::decoded<hh_mm_ss<nanoseconds>>(86'400'000'000'000));

}  // namespace

TEST_CASE("what lies between two ticks is an error and not rounded") {
  sys_seconds second;
  CHECK(sa::decode_value({2'000'000}, second));
  CHECK(second.time_since_epoch() == 2s);
  CHECK_FALSE(sa::decode_value({2'000'001}, second));
}
