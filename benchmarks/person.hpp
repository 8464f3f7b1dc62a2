// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>
#include <string>

/// The one table of all benchmarks: `person (id int64 key, name text, age int null, score double)`.
struct person {
  std::int64_t id{};
  std::string name{};
  std::optional<std::int32_t> age{};
  double score{};
};

/// Rows in the table. A point select walks a B-tree, so that the instructions it costs depend on this number.
inline constexpr int people = 100'000;

/// The key of the i-th point select: all over the table, and the same for every program.
inline constexpr std::int64_t key_of(std::int64_t i) { return 1 + i * 7919 % people; }

/// The row with a key. Its text is short enough for no string to allocate.
inline person person_of(std::int64_t id) {
  return {.id = id,
          .name = "name" + std::to_string(id),
          .age = id % 2 ? std::optional(static_cast<std::int32_t>(id % 90)) : std::nullopt,
          .score = static_cast<double>(id) * 0.5};
}

/// What a benchmark does with a row, so that no column is read in vain.
inline std::int64_t digest(const person& row) {
  return row.id + static_cast<std::int64_t>(row.name.size()) + row.age.value_or(0) +
         static_cast<std::int64_t>(row.score);
}
