// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>

namespace sqlalloy::inline v0 {

/// What a statement without rows has done. A plain value: it needs neither the connection nor the query any more.
template <class Key = void>
struct dml_result {
  std::int64_t changed = -1;
  Key key{};

  /// Rows that were inserted, updated or deleted; -1 where it is not known.
  std::int64_t rowcount() const noexcept { return changed; }

  /// The key that the database gave to the row that was inserted.
  const Key& inserted_primary_key() const noexcept { return key; }
};

template <>
struct dml_result<void> {
  std::int64_t changed = -1;

  /// Rows that were inserted, updated or deleted; -1 where it is not known.
  std::int64_t rowcount() const noexcept { return changed; }
};

}  // namespace sqlalloy::inline v0
