// SPDX-License-Identifier: MIT
//
// Prints the answers: a heading, and rows in columns that are as wide as they must be.
#pragma once

#include <algorithm>
#include <array>
#include <concepts>
#include <cstddef>
#include <cstdio>
#include <initializer_list>
#include <optional>
#include <ostream>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

namespace report {

struct cell {
  std::string text{};
  bool is_number{};

  cell(std::string_view value) : text(value) {}
  cell(const char* value) : text(value) {}
  cell(std::integral auto value) : text(std::to_string(value)), is_number(true) {}
  cell(double value) : is_number(true) {
    std::array<char, 64> digits{};
    std::snprintf(digits.data(), digits.size(), "%.0f", value);
    text = digits.data();
  }
  template <class T>
  cell(const std::optional<T>& value) : text("-"), is_number(std::is_arithmetic_v<T>) {
    if (value) text = cell(*value).text;
  }
};

/// A question and the rows that answer it.
class answer {
 public:
  answer(std::string_view question, std::initializer_list<std::string_view> columns) : question_(question) {
    rows_.emplace_back(columns.begin(), columns.end());
  }

  template <class... Values>
  void row(const Values&... values) {
    rows_.push_back({cell(values)...});
  }

  friend std::ostream& operator<<(std::ostream& out, const answer& answer) {
    const auto& rows = answer.rows_;
    out << "\n== " << answer.question_ << '\n';
    if (rows.size() == 1) return out << "(none)\n";
    std::vector<std::size_t> widths(rows.front().size());
    for (const auto& row : rows) {
      for (std::size_t i = 0; i != row.size(); ++i) widths[i] = std::max(widths[i], width(row[i].text));
    }
    for (const auto& row : rows) {
      for (std::size_t i = 0; i != row.size(); ++i) {
        const std::string padding(widths[i] - width(row[i].text), ' ');
        const bool is_last = i + 1 == row.size();
        if (rows.back()[i].is_number) {
          out << padding << row[i].text;
        } else {
          out << row[i].text << (is_last ? std::string{} : padding);
        }
        out << (is_last ? "\n" : " | ");
      }
    }
    return out;
  }

 private:
  /// Counts characters: a byte that continues one (UTF-8) is none of its own.
  static std::size_t width(std::string_view text) {
    return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) { return (c & 0xC0) != 0x80; }));
  }

  std::string question_;
  std::vector<std::vector<cell>> rows_{};
};

}  // namespace report
