// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy/meta/reflect.hpp>
#include <sqlalloy/meta/type.hpp>
#include <sqlalloy/schema/inheritance.hpp>
#include <sqlalloy/schema/relation.hpp>
#include <sqlalloy/type/codec.hpp>

#include <array>
#include <cstddef>
#include <string_view>
#include <type_traits>
#include <utility>

namespace sqlalloy::inline v0 {

/// What a field of a mapped struct is to its table.
enum class field_kind : unsigned char {
  column,
  composite,  ///< a plain struct without a codec: its fields are columns
  relation,   ///< no column
};

/// Why a composite cannot be one.
enum class composite_fault : unsigned char {
  none,
  is_optional,  ///< no column says whether it is there
  has_a_relation,
  has_a_table,
};

struct field_shape {
  field_kind kind{};
  std::size_t columns = 1;
  composite_fault fault{};
};

/// What the fields of a struct come to.
struct shape_of_fields {
  std::size_t columns = 0;
  std::size_t relations = 0;
  std::size_t composites = 0;
  composite_fault fault{};  // of the first composite that has one
};

// No template, as it is asked of each struct.
consteval shape_of_fields add_up(const field_shape* shapes, std::size_t fields) {
  shape_of_fields sum;
  for (std::size_t field = 0; field != fields; ++field) {
    sum.columns += shapes[field].columns;
    sum.relations += shapes[field].kind == field_kind::relation;
    sum.composites += shapes[field].kind == field_kind::composite;
    if (sum.fault == composite_fault::none) sum.fault = shapes[field].fault;
  }
  return sum;
}

template <class Entity>
struct column_fields;

/// Whether the first field of a struct is the struct that it inherits.
template <class Entity, class Base = base_of_t<Entity>>
inline constexpr bool begins_with_base = [] {
  if constexpr (meta::field_count<Entity> != 0)
    return std::is_same_v<meta::field_t<Entity, 0>, Base>;
  else
    return false;
}();
template <class Entity>
inline constexpr bool begins_with_base<Entity, void> = false;

template <class T>
consteval field_shape find_shape() {
  if constexpr (is_relation<T>) {
    return {field_kind::relation, 0};
  } else if constexpr (!std::is_class_v<remove_optional_t<T>> || sql_value<T>) {
    return {};
  } else if constexpr (!meta::is_reflectable<remove_optional_t<T>>) {
    return {};  // of a type that no column can have: the rule speaks
  } else if constexpr (nullable<T>) {
    return {.fault = composite_fault::is_optional};
  } else {
    constexpr shape_of_fields within = column_fields<T>::shape;
    field_shape shape{field_kind::composite, within.columns, within.fault};
    if (within.relations != 0) shape.fault = composite_fault::has_a_relation;
    if (!std::is_base_of_v<default_table<T>, mapping<T>>) shape.fault = composite_fault::has_a_table;
    return shape;
  }
}

// Asked once for each type, not for each field.
template <class T>
inline constexpr field_shape shape_of_field = find_shape<T>();

// A base may have what a composite may not: a table and relations.
template <class Entity, std::size_t... I>
consteval std::array<field_shape, sizeof...(I) + 1> shapes_of(std::index_sequence<I...>) {
  std::array<field_shape, sizeof...(I) + 1> shapes{shape_of_field<meta::field_t<Entity, I>>...};
  if constexpr (begins_with_base<Entity>) shapes[0].fault = column_fields<base_of_t<Entity>>::shape.fault;
  return shapes;
}

/// Where a column is found: the field of the struct, and which of the columns within a composite.
struct column_place {
  std::size_t field = 0;
  std::size_t inner = 0;
};

/// The columns of a struct: its fields but the relations, and in the place of each composite its columns.
template <class Entity>
struct column_fields {
  static constexpr auto shapes = shapes_of<Entity>(std::make_index_sequence<meta::field_count<Entity>>{});
  static constexpr shape_of_fields shape = add_up(shapes.data(), meta::field_count<Entity>);
  static constexpr std::size_t size = shape.columns;
  /// The place of each column.
  static constexpr std::array<column_place, size + 1> places = [] {
    std::array<column_place, size + 1> all{};
    std::size_t next = 0;
    for (std::size_t field = 0; field != meta::field_count<Entity>; ++field)
      for (std::size_t inner = 0; inner != shapes[field].columns; ++inner) all[next++] = {field, inner};
    return all;
  }();
};

// The column at an index within a field.
template <class Field, std::size_t Inner, bool IsComposite = shape_of_field<Field>.kind == field_kind::composite>
struct column_within {
  using type = Field;
};

/// The type of a column.
template <class Entity, std::size_t Column>
using column_field_t = typename column_within<meta::field_t<Entity, column_fields<Entity>::places[Column].field>,
                                              column_fields<Entity>::places[Column].inner>::type;

template <class Field, std::size_t Inner>
struct column_within<Field, Inner, true> {
  using type = column_field_t<Field, Inner>;
};

/// A field as a type; a column is a list of them, from the outermost on.
template <class Entity, std::size_t Field>
struct field_place {
  static consteval std::string_view find() { return meta::field_names<Entity>[Field]; }
};

template <class Entity, class Field, column_place Place, class... Outer>
struct path_to_column {
  using type = type_list<Outer..., field_place<Entity, Place.field>>;
};

/// The way to a column: `type_list<field_place<Customer, 2>, field_place<Address, 1>>`, and most often one alone.
template <class Entity, std::size_t Column, class... Outer>
using column_path_t =
    typename path_to_column<Entity, meta::field_t<Entity, column_fields<Entity>::places[Column].field>,
                            column_fields<Entity>::places[Column], Outer...>::type;

template <class Entity, class Field, column_place Place, class... Outer>
  requires(shape_of_field<Field>.kind == field_kind::composite)
struct path_to_column<Entity, Field, Place, Outer...> {
  using type = column_path_t<Field, Place.inner, Outer..., field_place<Entity, Place.field>>;
};

template <class T, class F>
constexpr void for_each_column(T& object, F& f);

// Passes over the relations, and into the composites.
template <class F>
struct column_visitor {
  F& f;

  template <class T>
  constexpr void operator()(T& field) const {
    constexpr field_kind kind = shape_of_field<std::remove_const_t<T>>.kind;
    if constexpr (kind == field_kind::composite)
      for_each_column(field, f);
    else if constexpr (kind == field_kind::column)
      f(field);
  }
};

/// Calls `f` with each field of `object` that is a column, in order.
template <class T, class F>
constexpr void for_each_column(T& object, F& f) {
  const column_visitor<F> columns{f};
  meta::for_each_field(object, columns);
}

}  // namespace sqlalloy::inline v0
