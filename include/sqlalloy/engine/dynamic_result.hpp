// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy/engine/cursor.hpp>
#include <sqlalloy/engine/dynamic_value.hpp>
#include <sqlalloy/engine/into.hpp>
#include <sqlalloy/engine/row_iterator.hpp>

#include <concepts>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace sqlalloy::inline v0 {

// A driver's row whose values are converted from what they are to what is asked for.
template <class Driver>
struct dynamic_source {
  typename Driver::connection& connection;
  typename Driver::connection::cursor& rows;

  template <class Storage>
  read_result read(int column, Storage& out) {
    const value_view value = connection.value(rows, column);
    return value.is_null() ? read_result::null : form_of(value, out);
  }
};

/// A row whose columns are known at run time only. It is valid until the next row.
template <class Driver>
class dynamic_row {
 public:
  explicit dynamic_row(cursor<Driver>& from) noexcept : cursor_(&from) {}

  /// The number of columns.
  int size() const { return connection().column_count(cursor_->driver_rows()); }

  /// The name of a column; empty where there is no such column.
  std::string_view name(int column) const {
    return is_column(column) ? connection().column_name(cursor_->driver_rows(), column) : std::string_view();
  }

  /// The position of the first column with that name; -1 where there is none.
  int find(std::string_view wanted) const {
    for (int column = 0; column != size(); ++column)
      if (connection().column_name(cursor_->driver_rows(), column) == wanted) return column;
    return -1;
  }

  /// The value at a position, from 0. Where there is no such column it is an invalid_request_error; without exceptions,
  /// NULL.
  dynamic_value operator[](std::integral auto column) const {
    const int index = std::in_range<int>(column) ? static_cast<int>(column) : -1;
    if (!is_column(index)) return no_column("a column " + std::to_string(column));
    return dynamic_value(connection().value(cursor_->driver_rows(), index));
  }

  /// The value of the first column with that name.
  dynamic_value operator[](std::string_view wanted) const {
    const int column = find(wanted);
    if (column < 0) return no_column("a column '" + std::string(wanted) + "'");
    return dynamic_value(connection().value(cursor_->driver_rows(), column));
  }

 private:
  cursor<Driver>* cursor_;

  typename Driver::connection& connection() const { return cursor_->connection().driver; }
  bool is_column(int column) const { return column >= 0 && column < size(); }

  [[gnu::cold]] dynamic_value no_column([[maybe_unused]] const std::string& what) const {
#if defined(__cpp_exceptions)
    error_info info = make_error(failure::invalid_request, "sqlalloy: the row does not have " + what);
    info.sql = cursor_->sql();
    throw_error(std::move(info));
#else
    return dynamic_value(value_view());
#endif
  }
};

/// The rows of SQL that is known at run time only. It belongs to one thread at a time; it is made where it stays and is
/// never moved. When its connection is given back or closed it ends.
template <class Driver>
class dynamic_result : protected cursor<Driver> {
 public:
  using view_type = dynamic_row<Driver>;
  using iterator = row_iterator<dynamic_result>;

  /// Executes; what goes wrong is told in `failed`, or thrown where that is null.
  dynamic_result(pooled_connection<Driver>* connection, result<>* failed, std::string_view sql)
      : cursor<Driver>(connection), sql_(sql), text_{sql_.c_str(), sql_.size()}, throws_(failed == nullptr) {
    this->execute_text(text_);
    if (ok() && this->connection().driver.column_count(this->driver_rows()) == 0)
      close();
    else
      this->open_text(failed);
  }

  /// Begins with the rows, or goes on where a loop was left.
  iterator begin() { return iterator(advance() ? this : nullptr); }
  end_of_rows end() const noexcept { return {}; }

  using cursor<Driver>::ok;
  using cursor<Driver>::is_open;
  using cursor<Driver>::close;

  /// Why reading failed; only where `ok()` is false.
  const error_info& error() const noexcept { return this->outcome().error(); }

  /// Rows that the statement changed; -1 where it is not known.
  std::int64_t rowcount() const noexcept { return this->rows_changed(); }

  /// The twin of `into()`.
  template <class Struct>
  result<std::vector<Struct>> try_into(type<Struct>) {
    std::vector<Struct> rows;
    while (this->next()) {
      dynamic_source<Driver> source{this->connection().driver, this->driver_rows()};
      if (const int size = current_.size(); size != values_of_row<Struct>::type::size)
        this->fail(make_error(failure::data, "sqlalloy: the rows have " + std::to_string(size) +
                                                 " columns, and what they are read into has another number of fields"));
      else if (const read_fault fault = read_row(rows.emplace_back(), source))
        this->fail_reading(fault);
    }
    if (!ok()) return this->take_error();
    return rows;
  }

#if defined(__cpp_exceptions)
  /// All rows that are left, column by column as the fields of a struct, or as values where there is one column:
  /// `.into(sa::type<std::int64_t>{})`.
  template <class Struct>
  std::vector<Struct> into(type<Struct> wanted) {
    return try_into(wanted).value_or_throw();
  }
#endif

 private:
  friend iterator;

  std::string sql_;
  statement_text text_;
  view_type current_{*this};
  const bool throws_;

  const view_type& current() const noexcept { return current_; }

  bool advance() {
    if (this->next()) return true;
#if defined(__cpp_exceptions)
    if (!ok() && throws_) throw_error(this->take_error());
#endif
    return false;
  }
};

}  // namespace sqlalloy::inline v0
