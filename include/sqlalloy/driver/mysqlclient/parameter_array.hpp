// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstring>
#include <vector>

#include <mysql.h>

#if defined(LIBMARIADB)

namespace sqlalloy::inline v0::mysql {

/// The values of one parameter for each row of a batch, as libmariadb takes them (MariaDB manual, "Bulk Insert
/// (Column-wise Binding)"): numbers side by side, of all else the addresses. Numbers and times are copied.
class parameter_array {
 public:
  std::size_t size() const noexcept { return indicators_.size(); }

  /// Whether a value can stand beside the others: all but NULL have one type.
  bool takes(const ::MYSQL_BIND& value) const noexcept {
    return value.buffer_type == type_ || value.buffer_type == MYSQL_TYPE_NULL || type_ == MYSQL_TYPE_NULL;
  }

  /// Adds the value of a row. Its text and bytes must stay where they are.
  void push_back(const ::MYSQL_BIND& value) {
    const bool is_null = value.buffer_type == MYSQL_TYPE_NULL;
    if (!is_null) type_ = value.buffer_type;
    indicators_.push_back(is_null ? STMT_INDICATOR_NULL : STMT_INDICATOR_NONE);
    if (const std::size_t width = number_width(); width != 0) {
      numbers_.resize(size() * width);
      if (!is_null) std::memcpy(numbers_.data() + (size() - 1) * width, value.buffer, width);
    } else if (has_times()) {
      times_.resize(size());
      if (!is_null) times_.back() = *static_cast<const ::MYSQL_TIME*>(value.buffer);
    } else if (type_ != MYSQL_TYPE_NULL) {
      addresses_.resize(size());
      lengths_.resize(size());
      if (is_null) return;
      addresses_.back() = value.buffer;
      lengths_.back() = value.buffer_length;
    }
  }

  /// Adds a value of which text and bytes will be gone.
  void push_copy(::MYSQL_BIND value) {
    if (value.buffer_type == MYSQL_TYPE_STRING || value.buffer_type == MYSQL_TYPE_BLOB ||
        value.buffer_type == MYSQL_TYPE_NEWDECIMAL) {
      const auto* const text = static_cast<const char*>(value.buffer);
      value.buffer = copies_.emplace_back(text, text + value.buffer_length).data();
    }
    push_back(value);
  }

  /// All values, for an execution with STMT_ATTR_ARRAY_SIZE; valid until one is added.
  ::MYSQL_BIND all() {
    ::MYSQL_BIND bind{};
    bind.buffer_type = type_;
    bind.u.indicator = indicators_.data();
    if (has_times()) {
      addresses_.resize(size());
      for (std::size_t i = 0; i != size(); ++i) addresses_[i] = &times_[i];
    }
    if (number_width() != 0)
      bind.buffer = numbers_.data();
    else
      bind.buffer = addresses_.data();
    if (!lengths_.empty()) bind.length = lengths_.data();
    return bind;
  }

  /// The value of one row, as it was added.
  ::MYSQL_BIND operator[](std::size_t row) {
    ::MYSQL_BIND bind{};
    bind.buffer_type = indicators_[row] == STMT_INDICATOR_NULL ? MYSQL_TYPE_NULL : type_;
    if (bind.buffer_type == MYSQL_TYPE_NULL) return bind;
    if (const std::size_t width = number_width(); width != 0) {
      bind.buffer = numbers_.data() + row * width;
    } else if (has_times()) {
      bind.buffer = &times_[row];
    } else {
      bind.buffer = addresses_[row];
      bind.buffer_length = lengths_[row];
    }
    return bind;
  }

 private:
  enum_field_types type_ = MYSQL_TYPE_NULL;
  std::vector<char> indicators_;
  std::vector<unsigned char> numbers_;
  std::vector<::MYSQL_TIME> times_;
  std::vector<void*> addresses_;
  std::vector<unsigned long> lengths_;
  std::vector<std::vector<char>> copies_;

  std::size_t number_width() const noexcept {
    switch (type_) {
      case MYSQL_TYPE_TINY:
        return 1;
      case MYSQL_TYPE_SHORT:
        return 2;
      case MYSQL_TYPE_LONG:
      case MYSQL_TYPE_FLOAT:
        return 4;
      case MYSQL_TYPE_LONGLONG:
      case MYSQL_TYPE_DOUBLE:
        return 8;
      default:
        return 0;
    }
  }

  bool has_times() const noexcept {
    return type_ == MYSQL_TYPE_DATE || type_ == MYSQL_TYPE_TIME || type_ == MYSQL_TYPE_DATETIME;
  }
};

}  // namespace sqlalloy::inline v0::mysql

#endif
