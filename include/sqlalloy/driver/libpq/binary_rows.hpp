// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy/driver/fetch_result.hpp>
#include <sqlalloy/driver/libpq/numeric.hpp>
#include <sqlalloy/driver/libpq/wire.hpp>

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace sqlalloy::inline v0::postgresql {

/// The rows in what COPY … TO STDOUT (FORMAT binary) sends (PostgreSQL manual, "COPY", "Binary Format"), piece by
/// piece. A row lies in one piece; what comes before the first one and behind the last may stand in one with a row.
class binary_rows {
 public:
  enum class step : unsigned char {
    row,        ///< a row can be read
    no_more,    ///< not in this piece
    malformed,  ///< it is not that format, or its rows have another number of columns
  };

  explicit binary_rows(std::size_t columns) : fields_(columns) {}

  /// Goes on with a piece, which must stay as long as its rows are read.
  void add(std::string_view piece) noexcept { rest_ = piece; }

  /// Goes to the next row of the piece.
  step next() noexcept {
    if (rest_.empty()) return step::no_more;
    if (!has_begun_) {
      if (!take_head()) return step::malformed;
      has_begun_ = true;
      if (rest_.empty()) return step::no_more;
    }
    std::uint16_t count = 0;
    if (is_complete_ || !take(count)) return step::malformed;
    if (count == end_of_rows) {
      is_complete_ = true;
      return rest_.empty() ? step::no_more : step::malformed;
    }
    return count == fields_.size() && take_fields() ? step::row : step::malformed;
  }

  /// Whether the end of the rows has come.
  bool is_complete() const noexcept { return is_complete_; }

  /// Reads a column of the row, counted from 0, which must be of a type that `can_read` allows. Text and bytes are
  /// those of the piece.
  template <class Storage>
  read_result read(int column, Storage& out) const noexcept {
    const field& found = fields_[static_cast<std::size_t>(column)];
    if (found.length < 0) return read_result::null;
    return decode(found.data, found.length, out) ? read_result::value : read_result::mismatch;
  }

 private:
  struct field {
    const char* data = nullptr;
    std::int32_t length = -1;  // of NULL
  };
  static constexpr std::uint16_t end_of_rows = 0xFFFF;

  std::vector<field> fields_;
  std::string_view rest_{};  // of the piece
  bool has_begun_ = false;
  bool is_complete_ = false;

  template <class Unsigned>
  bool take(Unsigned& out) noexcept {
    if (rest_.size() < sizeof out) return false;
    out = load<Unsigned>(rest_.data());
    rest_.remove_prefix(sizeof out);
    return true;
  }

  // A reader must know the upper half of the flags, of which none is in use any more, and passes over an extension.
  bool take_head() noexcept {
    constexpr std::string_view signature("PGCOPY\n\xFF\r\n\0", 11);
    if (!rest_.starts_with(signature)) return false;
    rest_.remove_prefix(signature.size());
    std::uint32_t flags = 0, extension = 0;
    if (!take(flags) || flags >> 16 != 0 || !take(extension) || extension > rest_.size()) return false;
    rest_.remove_prefix(extension);
    return true;
  }

  bool take_fields() noexcept {
    for (field& each : fields_) {
      std::uint32_t length = 0;
      if (!take(length)) return false;
      each = {rest_.data(), static_cast<std::int32_t>(length)};
      if (each.length == -1) continue;
      if (length > rest_.size()) return false;
      rest_.remove_prefix(length);
    }
    return true;
  }
};

}  // namespace sqlalloy::inline v0::postgresql
