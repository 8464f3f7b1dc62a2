// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy/driver/iso_text.hpp>
#include <sqlalloy/type/storage.hpp>
#include <sqlalloy/type/value_view.hpp>

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <string>
#include <string_view>

namespace sqlalloy::inline v0 {

// Bound values in words, for errors, events and echo, where they were asked for. Long ones are cut.

[[gnu::cold]] inline void show_words(std::string& out, std::string_view words) {
  if (!out.empty()) out += ", ";
  out += words;
}

[[gnu::cold]] inline void show_null(std::string& out) { show_words(out, "NULL"); }

[[gnu::cold]] inline void show_value(std::string& out, bool value) { show_words(out, value ? "true" : "false"); }

[[gnu::cold]] inline void show_value(std::string& out, std::int64_t value) { show_words(out, std::to_string(value)); }
[[gnu::cold]] inline void show_value(std::string& out, std::int32_t value) { show_value(out, std::int64_t{value}); }
[[gnu::cold]] inline void show_value(std::string& out, std::int16_t value) { show_value(out, std::int64_t{value}); }

[[gnu::cold]] inline void show_value(std::string& out, double value) {
  char digits[32];
  const int size = std::snprintf(digits, sizeof digits, "%.17g", value);
  show_words(out, {digits, static_cast<std::size_t>(size)});
}
[[gnu::cold]] inline void show_value(std::string& out, float value) { show_value(out, static_cast<double>(value)); }

[[gnu::cold]] inline void show_value(std::string& out, std::string_view value) {
  constexpr std::size_t most = 200;
  std::string words = "'";
  for (const char letter : value.substr(0, most)) {
    if (letter == '\'') words += '\'';
    words += letter == '\0' ? '?' : letter;
  }
  words += value.size() > most ? "'... (" + std::to_string(value.size()) + " bytes)" : "'";
  show_words(out, words);
}

[[gnu::cold]] inline void show_value(std::string& out, bytes_view value) {
  show_words(out, "<" + std::to_string(value.size()) + " bytes>");
}

[[gnu::cold]] inline void show_value(std::string& out, date_value value) { show_words(out, iso_text(value).view()); }
[[gnu::cold]] inline void show_value(std::string& out, time_value value) { show_words(out, iso_text(value).view()); }
[[gnu::cold]] inline void show_value(std::string& out, timestamp_value value) {
  show_words(out, iso_text(value).view());
}
[[gnu::cold]] inline void show_value(std::string& out, instant_value value) {
  show_words(out, std::string(iso_text(value).view()) + "Z");
}
[[gnu::cold]] inline void show_value(std::string& out, interval_value value) {
  show_words(out, std::to_string(value.microseconds) + " microseconds");
}

[[gnu::cold]] inline void show_value(std::string& out, const array_view& value) {
  show_words(out, "<" + std::to_string(value.size) + " values>");
}

}  // namespace sqlalloy::inline v0
