// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy.hpp>
#include <sqlalloy/type/chrono.hpp>

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

/// The tables of the engine's suite.
namespace engine_suite {

namespace sa = sqlalloy;

struct Author {
  std::int64_t id{};
  std::string name{};
  std::optional<std::string> email{};
  std::int32_t age{};

  using table = sa::table<"suite_authors", sa::primary_key<&Author::id>, sa::unique<&Author::email>,
                          sa::check<(sa::col<&Author::age> >= 0)>>;

  friend bool operator==(const Author&, const Author&) = default;
};

struct Book {
  std::int64_t id{};
  std::int64_t author_id{};
  std::string title{};

  using table = sa::table<"suite_books", sa::primary_key<&Book::id>, sa::references<&Book::author_id, Author>>;

  friend bool operator==(const Book&, const Book&) = default;
};

/// A value of every type, and each where it may be NULL.
struct Everything {
  std::int64_t id{};
  bool truth{};
  std::int16_t small{};
  std::int32_t medium{};
  std::int64_t large{};
  std::uint32_t natural{};
  float single{};
  double real{};
  std::string text{};
  std::vector<std::byte> bytes{};
  std::chrono::year_month_day day{};
  std::chrono::sys_time<std::chrono::microseconds> instant{};
  std::chrono::local_time<std::chrono::microseconds> stamp{};
  std::chrono::milliseconds length{};
  std::optional<std::int32_t> maybe_medium{};
  std::optional<double> maybe_real{};
  std::optional<std::string> maybe_text{};
  std::optional<std::vector<std::byte>> maybe_bytes{};
  std::optional<std::chrono::year_month_day> maybe_day{};

  using table =
      sa::table<"suite_everything", sa::primary_key<&Everything::id>, sa::autoincrement<&Everything::id, false>>;

  friend bool operator==(const Everything&, const Everything&) = default;
};

inline constexpr auto all_tables = sa::tables<Author, Book, Everything>;

}  // namespace engine_suite
