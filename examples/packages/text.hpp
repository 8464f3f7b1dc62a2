// SPDX-License-Identifier: MIT
//
// Small parts of text for the reader of the status file.
#pragma once

#include <array>
#include <cstddef>
#include <string>
#include <string_view>

namespace dpkg::text {

constexpr bool is_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }
constexpr bool is_alphanumeric(char c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z');
}
constexpr bool is_name_character(char c) { return is_alphanumeric(c) || c == '-' || c == '+' || c == '.' || c == '_'; }
constexpr char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

template <class Predicate>
bool all_of(std::string_view text, Predicate accepts) {
  for (const char c : text) {
    if (!accepts(c)) return false;
  }
  return true;
}

inline bool is_package_name(std::string_view text) {
  return !text.empty() && is_alphanumeric(text.front()) && all_of(text, is_name_character);
}
inline bool is_version(std::string_view text) {
  return !text.empty() && all_of(text, [](char c) { return is_name_character(c) || c == ':' || c == '~'; });
}
inline bool is_field_name(std::string_view text) {
  return !text.empty() && text.front() != '-' && text.front() != '#' &&
         all_of(text, [](char c) { return c > ' ' && c < '\x7f'; });
}
inline bool same_name(std::string_view a, std::string_view b) {
  if (a.size() != b.size()) return false;
  for (std::size_t i = 0; i != a.size(); ++i) {
    if (lower(a[i]) != lower(b[i])) return false;
  }
  return true;
}

inline std::string_view trim(std::string_view text) {
  while (!text.empty() && is_space(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_space(text.back())) text.remove_suffix(1);
  return text;
}

/// Calls `use` with each part of the text, empty ones too.
template <class Use>
void split(std::string_view text, char separator, Use use) {
  for (std::size_t end = text.find(separator); end != text.npos; end = text.find(separator)) {
    use(text.substr(0, end));
    text.remove_prefix(end + 1);
  }
  use(text);
}

template <class Predicate>
std::string_view take_while(std::string_view& rest, Predicate accepts) {
  std::size_t size = 0;
  while (size != rest.size() && accepts(rest[size])) ++size;
  const std::string_view taken = rest.substr(0, size);
  rest.remove_prefix(size);
  return taken;
}

inline std::string_view next_word(std::string_view& rest) {
  const std::string_view word = take_while(rest, [](char c) { return !is_space(c); });
  rest = trim(rest);
  return word;
}

template <std::size_t Count>
std::size_t index_of(const std::array<std::string_view, Count>& words, std::string_view word) {
  std::size_t i = 0;
  while (i != Count && words[i] != word) ++i;
  return i;
}

/// Text from the file, fit for one line on a terminal.
inline std::string quoted(std::string_view text) {
  constexpr std::size_t longest = 60;
  std::string out = "'";
  for (const char c : text.substr(0, longest)) out += c < ' ' || c > '~' ? '?' : c;
  return out + (text.size() > longest ? "…'" : "'");
}

}  // namespace dpkg::text
