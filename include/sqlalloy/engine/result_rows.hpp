// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy/engine/cursor.hpp>
#include <sqlalloy/engine/into.hpp>
#include <sqlalloy/engine/row_iterator.hpp>

#include <cstdint>
#include <new>
#include <optional>
#include <type_traits>
#include <utility>
#include <vector>

namespace sqlalloy::inline v0 {

// The first column of a row; of a struct, the struct.
template <class Row>
struct first_of_row {
  using type = Row;
  static constexpr type take(Row&& whole) { return std::move(whole); }
};
template <class Keys, class First, class... More>
struct first_of_row<row<Keys, First, More...>> {
  using type = First;
  static constexpr type take(row<Keys, First, More...>&& whole) { return std::move(whole).template get<0>(); }
};

/// The rows of an executed statement: all that depends on their type and not on the statement. `View` is the row that
/// is shown while reading, its text valid until the next one; `Row` owns all it has. It belongs to one thread at a
/// time.
template <class Driver, class View, class Row>
class result_rows : protected cursor<Driver> {
 public:
  using view_type = View;
  using row_type = Row;
  using scalar_type = typename first_of_row<Row>::type;
  using iterator = row_iterator<result_rows>;

  ~result_rows() {
    if (shows_) current_.~View();
  }

  /// Begins with the rows, or goes on where a loop was left. Each is read into one object, which the result owns.
  ///
  /// A row that cannot be read ends the loop with an exception. In a result of `try_execute` it just ends the loop, and
  /// `ok()` tells.
  iterator begin() {
    if (!shows_) ::new (static_cast<void*>(&current_)) View();
    shows_ = true;
    return iterator(advance() ? this : nullptr);
  }
  end_of_rows end() const noexcept { return {}; }

  using cursor<Driver>::ok;
  using cursor<Driver>::is_open;
  using cursor<Driver>::close;

  /// Whether reading went well until now, as a status.
  sqlalloy::status status() const noexcept { return {ok() ? failure::none : this->outcome().error().kind}; }

  /// Why reading failed; only where `ok()` is false.
  const error_info& error() const noexcept { return this->outcome().error(); }

  /// Rows that the statement changed; -1 where it is not known.
  std::int64_t rowcount() const noexcept { return this->rows_changed(); }

  /// The twin of `all()`.
  result<std::vector<Row>> try_all() {
    std::vector<Row> rows;
    if (!read_all(rows)) return this->take_error();
    return rows;
  }

  /// The twin of `one()`.
  result<Row> try_one() {
    return result<Row>(std::in_place, [this](result<>& failed) {
      Row row{};
      if (!read_only(row)) failed = why_not_one();
      return row;
    });
  }

  /// The twin of `one_or_none()`.
  result<std::optional<Row>> try_one_or_none() {
    return result<std::optional<Row>>(std::in_place, [this](result<>& failed) {
      std::optional<Row> row(std::in_place);
      if (read_only(*row)) return row;
      row.reset();
      if (has_more_ || !ok()) failed = why_not_one();
      return row;
    });
  }

  /// The twin of `first()`.
  result<std::optional<Row>> try_first() {
    return result<std::optional<Row>>(std::in_place, [this](result<>& failed) {
      std::optional<Row> row(std::in_place);
      if (!read_next(*row)) row.reset();
      if (!ok()) failed = this->take_error();
      close();
      return row;
    });
  }

  /// The twin of `scalar()`.
  result<scalar_type> try_scalar() {
    return result<scalar_type>(std::in_place, [this](result<>& failed) {
      Row row{};
      if (!read_next(row) && !(ok() && nullable<scalar_type>)) failed = why_not_one();
      close();
      return first_of_row<Row>::take(std::move(row));
    });
  }

  /// The twin of `scalars()`.
  result<std::vector<scalar_type>> try_scalars() {
    std::vector<scalar_type> values;
    for (Row row{}; read_next(row); row = Row{}) values.push_back(first_of_row<Row>::take(std::move(row)));
    if (!ok()) return this->take_error();
    return values;
  }

  /// The twin of `into()`.
  template <class Struct>
  result<std::vector<Struct>> try_into(type<Struct>) {
    check_into<Struct>();
    std::vector<Struct> rows;
    if (!read_all(rows)) return this->take_error();
    return rows;
  }

#if defined(__cpp_exceptions)
  /// All rows that are left.
  std::vector<Row> all() {
    std::vector<Row> rows;
    if (!read_all(rows)) throw_error(this->take_error());
    return rows;
  }

  /// The only row. No row is a no_result_found, a second one a multiple_results_found.
  Row one() {
    Row row{};
    if (!read_only(row)) [[unlikely]]
      throw_error(why_not_one());
    return row;
  }

  /// The only row, or nothing where there is none. A second one is a multiple_results_found.
  std::optional<Row> one_or_none() { return try_one_or_none().value_or_throw(); }

  /// The first row, or nothing where there is none. The others are not read.
  std::optional<Row> first() { return try_first().value_or_throw(); }

  /// The first column of the first row. Without a row it is NULL where the column may be, else a no_result_found.
  scalar_type scalar() { return try_scalar().value_or_throw(); }

  /// The first column of all rows that are left.
  std::vector<scalar_type> scalars() { return try_scalars().value_or_throw(); }

  /// All rows that are left, column by column as the fields of a struct: `.into(sa::type<summary>{})`.
  template <class Struct>
  std::vector<Struct> into(type<Struct>) {
    check_into<Struct>();
    std::vector<Struct> rows;
    if (!read_all(rows)) throw_error(this->take_error());
    return rows;
  }
#endif

 protected:
  result_rows(pooled_connection<Driver>* connection, bool at_most_one, bool throws) noexcept
      : cursor<Driver>(connection), at_most_one_(at_most_one), throws_(throws) {}

 private:
  friend iterator;

  union {
    View current_;  // there if `shows_`
  };
  bool shows_ = false;
  bool has_begun_ = false;
  bool has_more_ = false;
  const bool at_most_one_;
  const bool throws_;

  const View& current() const noexcept { return current_; }

  bool advance() {
    if (read_next(current_)) [[likely]]
      return true;
#if defined(__cpp_exceptions)
    if (!ok() && throws_) throw_error(this->take_error());
#endif
    return false;
  }

  template <class Any>
  bool read_next(Any& row) {
    if (has_begun_ && at_most_one_) {
      close();
      return false;
    }
    has_begun_ = true;
    return this->next() && this->read(row);
  }

  template <class Any>
  bool read_all(std::vector<Any>& rows) {
    for (;;) {
      rows.emplace_back();
      if (read_next(rows.back())) continue;
      rows.pop_back();
      return ok();
    }
  }

  // The first row, if it is the only one.
  bool read_only(Row& row) {
    if (!read_next(row)) [[unlikely]]
      return false;
    return at_most_one_ || ends_here();
  }

  [[gnu::noinline]] bool ends_here() {
    has_more_ = this->next();
    close();
    return !has_more_ && ok();
  }

  [[gnu::cold]] error_info why_not_one() {
    if (!ok()) return this->take_error();
    error_info info = has_more_
                          ? make_error(failure::multiple_results, "sqlalloy: one row was demanded, and there are more")
                          : make_error(failure::no_result, "sqlalloy: a row was demanded, and there is none");
    info.sql = this->sql();
    return info;
  }

  template <class Struct>
  static constexpr void check_into() {
    using columns = typename values_of_row<Row>::type;
    using fields = typename values_of_row<Struct>::type;
    static_assert(
        rules::fields_are_as_many_as_columns<columns, fields>,
        "sqlalloy: into() has a struct with more or fewer fields than the rows have columns; give it one each");
    if constexpr (columns::size == fields::size) {
      static_assert(rules::fields_have_the_types_of_columns<typename rules::first_wrong_type<columns, fields>::type>,
                    "sqlalloy: into() reads a column into a field of another type; give the field the column's type");
      static_assert(
          rules::fields_have_room_for_null<typename rules::first_without_null<columns, fields>::type>,
          "sqlalloy: into() reads a column that may be NULL into a field that may not; make it a std::optional");
    }
  }
};

}  // namespace sqlalloy::inline v0
