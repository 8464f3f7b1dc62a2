// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy/meta/field.hpp>
#include <sqlalloy/meta/pack.hpp>
#include <sqlalloy/schema/keys.hpp>
#include <sqlalloy/type/encoded.hpp>

#include <bit>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <type_traits>
#include <utility>

namespace sqlalloy::inline v0 {

constexpr std::uint64_t mix_hash(std::uint64_t hash, std::uint64_t value) noexcept {
  hash = (hash ^ value) * 0x9E3779B97F4A7C15u;
  return hash ^ (hash >> 32);
}

/// A number for a value in its storage form; of equal values the same.
template <class Form>
std::uint64_t hash_form(const Form& form) noexcept {
  if constexpr (std::is_integral_v<Form>) {
    return static_cast<std::uint64_t>(form);
  } else if constexpr (std::is_floating_point_v<Form>) {
    return std::bit_cast<std::uint64_t>(static_cast<double>(form) + 0.0);  // one zero
  } else if constexpr (requires { form.days; }) {
    return static_cast<std::uint64_t>(form.days);
  } else if constexpr (requires { form.microseconds; }) {
    return static_cast<std::uint64_t>(form.microseconds);
  } else if constexpr (requires { form.unscaled; }) {
    return static_cast<std::uint64_t>(form.unscaled);
  } else {
    std::uint64_t hash = form.size();
    for (const auto& element : form) hash = mix_hash(hash, static_cast<std::uint64_t>(element));
    return hash;
  }
}

/// The columns of a primary key, or of another key, of a struct: `meta::pack` of their values.
template <class Columns>
struct key_reader;
template <auto... Members>
struct key_reader<columns<Members...>> {
  using type = meta::pack<remove_optional_t<meta::value_t<Members>>...>;

  /// The values; those that are NULL must not be.
  template <class T>
  static type read(const T& object) {
    return {value_in(meta::field<Members>(object))...};
  }

  /// Whether all columns have a value.
  template <class T>
  static bool is_whole(const T& object) {
    for (const bool there : {true, is_there(meta::field<Members>(object))...})
      if (!there) return false;
    return true;
  }

  static bool equal(const type& left, const type& right) {
    return equal(left, right, std::index_sequence_for<meta::value_t<Members>...>{});
  }
  /// Less than 0 where the key of the one object is first in an order of all keys, 0 of equal ones.
  template <class T>
  static int compare(const T& left, const T& right) {
    int found = 0;
    ((found = found != 0 ? found
                         : compare_values(value_in(meta::field<Members>(left)), value_in(meta::field<Members>(right)))),
     ...);
    return found;
  }
  /// A number for a key. Whole numbers that follow each other have places side by side, eight of them, because such
  /// rows come and go together.
  static std::uint64_t hash(const type& key) {
    if constexpr (sizeof...(Members) == 1 && (std::is_integral_v<remove_optional_t<meta::value_t<Members>>> && ...)) {
      const auto number = static_cast<std::uint64_t>(meta::get<0>(key));
      return mix_hash(0, number >> 3) << 3 | (number & 7);
    }
    std::uint64_t sum = 0;
    const auto one = [&sum](const auto& value) {
      const encoded<std::remove_cvref_t<decltype(value)>> form(value);
      sum = mix_hash(sum, form.fits() ? hash_form(form.value()) : 0);
    };
    key.each(one);
    return sum;
  }

 private:
  template <class V>
  static const V& value_in(const V& value) {
    return value;
  }
  template <class V>
  static const V& value_in(const std::optional<V>& value) {
    return *value;
  }
  template <class V>
  static bool is_there(const V&) {
    return true;
  }
  template <class V>
  static bool is_there(const std::optional<V>& value) {
    return value.has_value();
  }
  // Values without an order of their own have that of their numbers.
  template <class V>
  static int compare_values(const V& left, const V& right) {
    if constexpr (requires { left < right; }) {
      return left < right ? -1 : right < left;
    } else {
      const encoded<V> one(left), other(right);
      const std::uint64_t first = one.fits() ? hash_form(one.value()) : 0;
      const std::uint64_t second = other.fits() ? hash_form(other.value()) : 0;
      return first < second ? -1 : second < first;
    }
  }
  template <std::size_t... I>
  static bool equal(const type& left, const type& right, std::index_sequence<I...>) {
    for (const bool same : {true, meta::get<I>(left) == meta::get<I>(right)...})
      if (!same) return false;
    return true;
  }
};

template <class T>
using primary_key_reader = key_reader<primary_key_t<T>>;

/// The primary key of a struct, as values.
template <class T>
using key_t = typename primary_key_reader<T>::type;

}  // namespace sqlalloy::inline v0
