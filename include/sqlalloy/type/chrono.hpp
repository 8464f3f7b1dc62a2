// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy/type/arithmetic.hpp>
#include <sqlalloy/type/codec.hpp>

#include <chrono>
#include <concepts>
#include <cstdint>
#include <limits>
#include <optional>
#include <type_traits>
#include <utility>

// `std::chrono` in the database. It is no part of the umbrella header, because <chrono> takes long to compile.
//
// | C++ type                                      | storage form, and the SQL type that it stands for         |
// |-----------------------------------------------|-----------------------------------------------------------|
// | `year_month_day`, `sys_days`, `local_days`    | `date_value`, DATE                                        |
// | `sys_time<D>`, D of whole microseconds        | `instant_value`, TIMESTAMP WITH TIME ZONE                 |
// | `local_time<D>`, D of whole microseconds      | `timestamp_value`, TIMESTAMP                              |
// | `hh_mm_ss<D>`, D of whole microseconds        | `time_value`, TIME                                        |
// | D itself, of whole microseconds               | `interval_value`, INTERVAL                                |
// | any of these over a finer D                   | `std::int64_t`, the ticks of D (since 1970, or midnight)  |
// | any but `hh_mm_ss` over a D that counts in    | that type, the ticks of D                                 |
// | `float` or `double`                           |                                                           |
//
// A duration is of whole microseconds if its count is an integer and its period a multiple of 1 us: `microseconds`,
// `milliseconds`, `seconds` and so on to `years`. `system_clock::time_point` counts nanoseconds with libstdc++ and so
// is stored as a number: for a column of timestamps take `sys_time<std::chrono::microseconds>`.
//
// Nothing is ever rounded. These are data errors:
// * a value out of the range of its storage form, or a stored one out of the range of the C++ type;
// * a stored one that falls between two ticks of D, such as half past the second for `sys_seconds`;
// * a `year_month_day` that is not `ok()`;
// * a time of day that is negative, or 24 hours and more.

namespace sqlalloy::inline v0 {

namespace detail {

inline constexpr std::int64_t microseconds_per_second = 1'000'000;

// A period is in its lowest terms, so that its denominator alone decides.
template <class Duration>
concept whole_microseconds =
    is_number<typename Duration::rep> && microseconds_per_second % Duration::period::den == 0 &&
    Duration::period::num <=
        std::numeric_limits<std::int64_t>::max() / (microseconds_per_second / Duration::period::den);

/// A duration as `Form` or, where that does not hold every tick, as a number of ticks.
template <class Duration, class Form>
struct duration_codec;

template <whole_microseconds Duration, class Form>
struct duration_codec<Duration, Form> {
  using storage = Form;
  static constexpr std::int64_t per_tick =
      Duration::period::num * (microseconds_per_second / static_cast<std::int64_t>(Duration::period::den));

  static constexpr std::optional<storage> encode(Duration value) noexcept {
    storage stored{};
    if (__builtin_mul_overflow(value.count(), per_tick, &stored.microseconds)) return std::nullopt;
    return stored;
  }
  static constexpr std::optional<Duration> decode(storage stored) noexcept {
    const std::int64_t ticks = stored.microseconds / per_tick;
    if (stored.microseconds % per_tick != 0 || !std::in_range<typename Duration::rep>(ticks)) return std::nullopt;
    return Duration(static_cast<typename Duration::rep>(ticks));
  }
};

template <class Duration, class Form>
  requires(is_number<typename Duration::rep> && !whole_microseconds<Duration>)
struct duration_codec<Duration, Form> {
  using storage = std::int64_t;

  static constexpr std::optional<storage> encode(Duration value) noexcept {
    if (!std::in_range<storage>(value.count())) return std::nullopt;
    return static_cast<storage>(value.count());
  }
  static constexpr std::optional<Duration> decode(storage ticks) noexcept {
    if (!std::in_range<typename Duration::rep>(ticks)) return std::nullopt;
    return Duration(static_cast<typename Duration::rep>(ticks));
  }
};

template <class Duration, class Form>
  requires(std::same_as<typename Duration::rep, float> || std::same_as<typename Duration::rep, double>)
struct duration_codec<Duration, Form> {
  using storage = typename Duration::rep;

  static constexpr std::optional<storage> encode(Duration value) noexcept { return value.count(); }
  static constexpr std::optional<Duration> decode(storage ticks) noexcept { return Duration(ticks); }
};

template <class Duration>
concept storable_duration = requires { typename duration_codec<Duration, interval_value>::storage; };

/// A point in time, by the duration since its epoch.
template <class TimePoint, class Form>
struct time_point_codec {
  using ticks = duration_codec<typename TimePoint::duration, Form>;
  using storage = typename ticks::storage;

  static constexpr std::optional<storage> encode(TimePoint value) noexcept {
    return ticks::encode(value.time_since_epoch());
  }
  static constexpr std::optional<TimePoint> decode(storage stored) noexcept {
    const auto since_epoch = ticks::decode(stored);
    if (!since_epoch) return std::nullopt;
    return TimePoint(*since_epoch);
  }
};

template <class TimePoint>
struct day_codec {
  using storage = date_value;

  static constexpr std::optional<storage> encode(TimePoint value) noexcept {
    const auto days = value.time_since_epoch().count();
    if (!std::in_range<std::int32_t>(days)) return std::nullopt;
    return date_value{static_cast<std::int32_t>(days)};
  }
  static constexpr TimePoint decode(storage stored) noexcept { return TimePoint(std::chrono::days(stored.days)); }
};

// The fractional digits of `hh_mm_ss` do not hold each period (a third of a second), and then it rounds.
template <class Duration>
concept time_of_day_duration =
    storable_duration<Duration> && !std::chrono::treat_as_floating_point_v<typename Duration::rep> &&
    (whole_microseconds<Duration> ||
     std::same_as<typename Duration::period, typename std::chrono::hh_mm_ss<Duration>::precision::period>);

}  // namespace detail

/// A length of time.
template <class Rep, class Period>
  requires detail::storable_duration<std::chrono::duration<Rep, Period>>
struct codec<std::chrono::duration<Rep, Period>>
    : detail::duration_codec<std::chrono::duration<Rep, Period>, interval_value> {};

/// A point in time: `std::chrono::sys_time`.
template <detail::storable_duration Duration>
struct codec<std::chrono::time_point<std::chrono::system_clock, Duration>>
    : detail::time_point_codec<std::chrono::sys_time<Duration>, instant_value> {};

/// A date and a time of day in a zone that is not said: `std::chrono::local_time`.
template <detail::storable_duration Duration>
struct codec<std::chrono::time_point<std::chrono::local_t, Duration>>
    : detail::time_point_codec<std::chrono::local_time<Duration>, timestamp_value> {};

/// A date, as a count of days.
template <>
struct codec<std::chrono::sys_days> : detail::day_codec<std::chrono::sys_days> {};
template <>
struct codec<std::chrono::local_days> : detail::day_codec<std::chrono::local_days> {};

/// A date, as its fields.
template <>
struct codec<std::chrono::year_month_day> {
  using date = std::chrono::year_month_day;
  using storage = date_value;

  static constexpr std::optional<storage> encode(const date& value) noexcept {
    if (!value.ok()) return std::nullopt;
    return date_value{static_cast<std::int32_t>(std::chrono::sys_days(value).time_since_epoch().count())};
  }
  static constexpr std::optional<date> decode(storage stored) noexcept {
    using namespace std::chrono;
    constexpr sys_days first = year::min() / January / 1;
    constexpr sys_days last = year::max() / December / 31;
    const sys_days day(days(stored.days));
    if (day < first || day > last) return std::nullopt;
    return date(day);
  }
};

/// A time of day.
template <detail::time_of_day_duration Duration>
struct codec<std::chrono::hh_mm_ss<Duration>> {
  using time = std::chrono::hh_mm_ss<Duration>;
  using storage = typename detail::duration_codec<Duration, time_value>::storage;

  static constexpr std::optional<storage> encode(const time& value) noexcept {
    if (value.is_negative() || value.hours() >= std::chrono::hours(24)) return std::nullopt;
    return detail::duration_codec<typename time::precision, time_value>::encode(value.to_duration());
  }
  static constexpr std::optional<time> decode(storage stored) noexcept {
    const auto since_midnight = detail::duration_codec<Duration, time_value>::decode(stored);
    if (!since_midnight || *since_midnight < Duration::zero() || *since_midnight >= std::chrono::days(1))
      return std::nullopt;
    return time(*since_midnight);
  }
};

}  // namespace sqlalloy::inline v0
