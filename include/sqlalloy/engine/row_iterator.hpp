// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>

namespace sqlalloy::inline v0 {

/// Where a loop over rows stops.
struct end_of_rows {};

/// Goes through the rows of a result, once. What it shows is refilled by the next step.
template <class Rows>
class row_iterator {
 public:
  using value_type = typename Rows::view_type;
  using difference_type = std::ptrdiff_t;

  row_iterator() = default;
  explicit row_iterator(Rows* rows) noexcept : rows_(rows) {}

  const value_type& operator*() const noexcept { return rows_->current(); }
  const value_type* operator->() const noexcept { return &rows_->current(); }
  row_iterator& operator++() {
    if (!rows_->advance()) rows_ = nullptr;
    return *this;
  }
  void operator++(int) { ++*this; }

  friend bool operator==(const row_iterator& position, end_of_rows) noexcept { return position.rows_ == nullptr; }

 private:
  Rows* rows_ = nullptr;  // null: at the end
};

}  // namespace sqlalloy::inline v0
