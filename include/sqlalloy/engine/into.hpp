// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy/meta/reflect.hpp>
#include <sqlalloy/query/outputs.hpp>

#include <cstddef>
#include <type_traits>
#include <utility>

namespace sqlalloy::inline v0 {

template <class Struct, class Indices>
struct field_types_of;
template <class Struct, std::size_t... Index>
struct field_types_of<Struct, std::index_sequence<Index...>> {
  using type = type_list<column_field_t<Struct, Index>...>;
};

/// The types of the values that stand side by side in a row or a struct.
template <class Row>
struct values_of_row : field_types_of<Row, std::make_index_sequence<column_fields<Row>::size>> {};
template <sql_value Value>
struct values_of_row<Value> {
  using type = type_list<Value>;
};
template <class Keys, class... Values>
struct values_of_row<row<Keys, Values...>> {
  using type = type_list<Values...>;
};

// The first column that a field cannot take, and that field.
template <class Column, class Field>
struct column_for_field {};

template <class Column, class Field>
inline constexpr bool has_the_type = false;
template <sql_value Column, sql_value Field>
inline constexpr bool has_the_type<Column, Field> = std::is_same_v<storage_t<Column>, storage_t<Field>>;

template <class Column, class Field>
inline constexpr bool has_room_for_null = !nullable<Column> || nullable<Field>;

}  // namespace sqlalloy::inline v0

namespace sqlalloy::inline v0::rules {

/// A struct that rows are read into has as many fields as they have columns.
template <class Columns, class Fields>
inline constexpr bool fields_are_as_many_as_columns = Columns::size == Fields::size;

/// Each field has the type of its column.
template <class Misfit>
inline constexpr bool fields_have_the_types_of_columns = std::is_void_v<Misfit>;

/// Where a column may be NULL, so may its field.
template <class Misfit>
inline constexpr bool fields_have_room_for_null = std::is_void_v<Misfit>;

template <class Columns, class Fields>
struct first_wrong_type {
  using type = void;
};
template <class Column, class... Columns, class Field, class... Fields>
struct first_wrong_type<type_list<Column, Columns...>, type_list<Field, Fields...>>
    : std::conditional_t<has_the_type<Column, Field>, first_wrong_type<type_list<Columns...>, type_list<Fields...>>,
                         std::type_identity<column_for_field<Column, Field>>> {};

template <class Columns, class Fields>
struct first_without_null {
  using type = void;
};
template <class Column, class... Columns, class Field, class... Fields>
struct first_without_null<type_list<Column, Columns...>, type_list<Field, Fields...>>
    : std::conditional_t<has_room_for_null<Column, Field>,
                         first_without_null<type_list<Columns...>, type_list<Fields...>>,
                         std::type_identity<column_for_field<Column, Field>>> {};

}  // namespace sqlalloy::inline v0::rules
