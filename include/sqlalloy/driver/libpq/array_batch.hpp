// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy/driver/libpq/binary_array.hpp>
#include <sqlalloy/driver/libpq/connection.hpp>
#include <sqlalloy/driver/libpq/pipeline.hpp>
#include <sqlalloy/driver/libpq/wire.hpp>
#include <sqlalloy/type/statement_text.hpp>

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace sqlalloy::inline v0::postgresql {

/// Rows for a statement that takes an array for each column: `add` each row, then `run`. They are sent in pieces, in a
/// pipeline; meanwhile its connection can do nothing else.
class libpq_array_batch {
 public:
  using statement = libpq_statement;
  using cursor = libpq_cursor;

  explicit libpq_array_batch(libpq_connection& connection) : connection_(connection), pipeline_(connection) {}

  /// How many rows were added and not run.
  std::size_t size() const noexcept { return size_; }

  /// Adds a row, for one statement until it is run. What was bound may go.
  template <std::size_t Count>
  status add(statement& prepared, const libpq_connection::parameters<Count>& row) {
    prepared_ = &prepared;
    arrays_.resize(Count);
    for (std::size_t i = 0; i != Count; ++i) {
      const bool is_null = row.values_[i] == nullptr;
      put(arrays_[i], is_null ? std::int32_t{-1} : static_cast<std::int32_t>(row.lengths_[i]));
      if (!is_null) arrays_[i].append(row.values_[i], static_cast<std::size_t>(row.lengths_[i]));
      bytes_ += is_null ? 4 : 4 + static_cast<std::size_t>(row.lengths_[i]);
    }
    ++rows_;
    ++size_;
    constexpr std::size_t piece = 256 * 1024;
    return bytes_ < piece ? status{} : send();
  }

  /// Calls `each` with the answer to each piece, in order; it gives a status, and what is not ok ends it. Gives what
  /// went wrong first. Of the statement then holds what `libpq_pipeline::run` says.
  template <class Each>
  status run(Each each) {
    if (const status sent = rows_ == 0 ? status{} : send(); !sent.ok()) return sent;
    size_ = 0;
    return pipeline_.run(each);
  }

  /// Gives up what was added: it may have been executed or not.
  void clear() noexcept {
    forget();
    size_ = 0;
    pipeline_.clear();
  }

 private:
  libpq_connection& connection_;
  libpq_pipeline pipeline_;
  statement* prepared_ = nullptr;
  std::vector<std::string> arrays_;  // each with room for its head
  std::size_t rows_ = 0;             // in them
  std::size_t bytes_ = 0;            // of these
  std::size_t size_ = 0;

  static void put(std::string& array, std::int32_t length) {
    if (array.empty()) array.resize(sizeof array_head::bytes);
    char bytes[wire_size];
    array.append(bytes, static_cast<std::size_t>(encode(bytes, length)));
  }

  void forget() noexcept {
    for (std::string& array : arrays_) array.clear();
    rows_ = bytes_ = 0;
  }

  status send() {
    const std::size_t count = arrays_.size();
    if (prepared_->text_.parameters.size() != count) return connection_.not_prepared();
    std::vector<const char*> values(count);
    std::vector<int> lengths(count);
    const std::vector<int> formats(count, 1);
    for (std::size_t i = 0; i != count; ++i) {
      const array_head head(element_of(prepared_->text_.parameters[i]), rows_);
      if (arrays_[i].size() > 0x7FFF'FFFF)
        return connection_.record_.refuse(failure::data, "libpq: a row is longer than 2 GB");
      arrays_[i].replace(0, head.size, head.bytes, head.size);
      values[i] = arrays_[i].data();
      lengths[i] = static_cast<int>(arrays_[i].size());
    }
    const status sent = pipeline_.add_by(*prepared_, [&] {
      return connection_.send(*prepared_, static_cast<int>(count), values.data(), lengths.data(), formats.data());
    });
    forget();
    return sent;
  }
};

}  // namespace sqlalloy::inline v0::postgresql
