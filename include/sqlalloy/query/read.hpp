// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy/query/row.hpp>
#include <sqlalloy/schema/column_fields.hpp>
#include <sqlalloy/schema/facts.hpp>
#include <sqlalloy/type/decoded.hpp>

#include <cstddef>
#include <optional>
#include <type_traits>

namespace sqlalloy::inline v0 {

/// What was wrong with a column of a row: NULL where the type knows none, or a value that the type cannot hold.
struct read_fault {
  int column = -1;  // -1: nothing is wrong
  bool null = false;

  constexpr explicit operator bool() const { return column >= 0; }
};

/// Reads one column into a value; `Source` is a driver's row: `source.read(column, form)` gives `read_result`.
template <class T, class Source>
bool read_value(T& value, Source& source, int column, read_fault& fault) {
  storage_t<T> form{};
  const auto result = source.read(column, form);
  using outcome = std::remove_const_t<decltype(result)>;
  if (result == outcome::value) [[likely]] {
    bool good = false;
    if constexpr (requires { decode_value<remove_optional_t<T>>(form, value); })
      good = decode_value<remove_optional_t<T>>(form, value);
    if (good) [[likely]]
      return true;
  } else if (result == outcome::null) {
    if constexpr (nullable<T>) {
      value.reset();
      return true;
    }
  }
  fault = {column, result == outcome::null};
  return false;
}

template <class Source>
struct field_reader {
  Source& source;
  int& column;
  read_fault& fault;

  template <class T>
  void operator()(T& field) const {
    const int here = column++;
    if constexpr (sql_value<T>)
      if (!fault) read_value(field, source, here, fault);
  }
};

/// Reads the fields of a struct from as many columns, from `first` on.
template <class Entity, class Source>
void read_entity(Entity& entity, Source& source, int& first, read_fault& fault) {
  const field_reader<Source> reader{source, first, fault};
  for_each_column(entity, reader);
}

// The first column that is never NULL in a row that is there: by it a missing partner of an outer join is known.
template <class Entity>
inline constexpr int presence_column = [] {
  for (std::size_t i = 0; i != facts<Entity>.columns.size(); ++i)
    if (!facts<Entity>.columns[i].nullable) return static_cast<int>(i);
  return 0;
}();

template <class Entity, class Source>
void read_entity(std::optional<Entity>& entity, Source& source, int& first, read_fault& fault) {
  storage_t<column_field_t<Entity, presence_column<Entity>>> form{};
  const auto presence = source.read(first + presence_column<Entity>, form);
  if (presence == std::remove_const_t<decltype(presence)>::null) {
    entity.reset();
    first += static_cast<int>(column_fields<Entity>::size);
  } else {
    if (!entity) entity.emplace();
    read_entity(*entity, source, first, fault);
  }
}

template <class Source>
struct item_reader {
  Source& source;
  int& column;
  read_fault& fault;

  template <class T>
  void operator()(T& item) const {
    if (fault) return;
    if constexpr (sql_value<T>)
      read_value(item, source, column++, fault);
    else
      read_entity(item, source, column, fault);
  }
};

/// Reads a row: a struct, an optional struct, or a `row<…>` of values and structs.
template <class Row, class Source>
read_fault read_row(Row& out, Source& source) {
  read_fault fault;
  int column = 0;
  const item_reader<Source> reader{source, column, fault};
  if constexpr (is_row<Row>)
    out.values.each(reader);
  else
    reader(out);
  return fault;
}

}  // namespace sqlalloy::inline v0
