// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy/schema/column_fields.hpp>
#include <sqlalloy/schema/table.hpp>
#include <sqlalloy/type/codec.hpp>

#include <array>
#include <cstddef>
#include <initializer_list>
#include <string_view>
#include <type_traits>
#include <utility>

namespace sqlalloy::inline v0 {

/// What is known of a column. Plain data, so that whoever asks loops over it and instantiates nothing.
struct column_facts {
  std::string_view member{};  // home.city, of a composite
  std::string_view name{};
  std::string_view type_in_words{};   // of column_type; empty: the dialect spells `type`
  std::string_view server_default{};  // empty: none
  std::string_view base_table{};      // of a column that stands in the table of a base; empty: in its own
  sql_type type{};
  bool nullable = false;
  bool primary_key = false;
  bool foreign_key = false;
  bool autoincrement = false;
  bool computed = false;

  /// Whether an INSERT of a whole struct sends it.
  constexpr bool is_sent() const { return is_own() && !is_filled() && !autoincrement; }
  /// Whether an INSERT of chosen columns must name it.
  constexpr bool is_required() const { return is_sent() && !nullable; }
  /// Whether it stands in the table of the struct.
  constexpr bool is_own() const { return base_table.empty(); }
  /// Whether the database gives it a value, which is no number of a row.
  constexpr bool is_filled() const { return computed || !server_default.empty(); }
};

// Of a field without a codec it is any: the rule speaks, and nothing else.
template <class T>
inline constexpr sql_type type_of_field{};
template <sql_value T>
inline constexpr sql_type type_of_field<T> = sql_type_v<T>;

// Not constexpr: its name is what the compiler says.
void this_member_is_no_field_that_can_be_found();

/// The columns of a table while its options are read.
template <class Entity>
struct table_description {
  column_facts* columns;
  std::size_t size;
  bool numbered_by_hand = false;  // an autoincrement option was given
  bool key_refers = false;        // a column of the primary key is a foreign key
  bool strayed = false;           // an option names what is no column
  column_facts stray{};

  template <auto Member>
  constexpr column_facts& at() {
    if (std::is_same_v<meta::owner_t<Member>, Entity>)
      for (std::size_t index = 0; index != size; ++index)
        if (columns[index].member == meta::member_name<Member>) return columns[index];
    strayed = true;
    return stray;
  }
};

// What an option says of its columns by themselves; of some only that they are there.
template <class Option>
struct describe {
  static constexpr void in(auto&) {}
};

template <auto... Members>
struct describe<primary_key<Members...>> {
  static constexpr void in(auto& table) {
    for (column_facts* const column : {&table.template at<Members>()...}) column->primary_key = true;
  }
};

template <auto... Members>
struct names_columns {
  static constexpr void in(auto& table) { (void)std::initializer_list<const void*>{&table.template at<Members>()...}; }
};

template <auto... Members>
struct describe<unique<Members...>> : names_columns<Members...> {};

template <auto... Members>
struct describe<index<Members...>> : names_columns<Members...> {};

template <auto Member, bool On>
struct describe<autoincrement<Member, On>> {
  static constexpr void in(auto& table) {
    table.template at<Member>().autoincrement = On;
    table.numbered_by_hand = true;
  }
};

template <auto Member, class Target, class... Actions>
struct describe<references<Member, Target, Actions...>> {
  static constexpr void in(auto& table) {
    column_facts& column = table.template at<Member>();
    column.foreign_key = true;
    if (column.primary_key) table.key_refers = true;
  }
};

template <auto... Members, class To, class... Actions>
struct describe<foreign_key<columns<Members...>, To, Actions...>> {
  static constexpr void in(auto& table) {
    for (column_facts* const column : {&table.template at<Members>()...}) {
      column->foreign_key = true;
      if (column->primary_key) table.key_refers = true;
    }
  }
};

template <fixed_string Name, class Constraint>
struct describe<named<Name, Constraint>> : describe<Constraint> {};

template <auto Member, fixed_string Sql>
struct describe<server_default<Member, Sql>> {
  static constexpr void in(auto& table) { table.template at<Member>().server_default = Sql.view(); }
};

template <auto Member>
struct describe<polymorphic_on<Member>> : names_columns<Member> {};

template <auto Member, auto Expression>
struct describe<computed<Member, Expression>> {
  static constexpr void in(auto& table) { table.template at<Member>().computed = true; }
};

template <auto Member, fixed_string Name>
struct describe<column_name<Member, Name>> {
  static constexpr void in(auto& table) { table.template at<Member>().name = Name.view(); }
};

template <auto Member, fixed_string Sql>
struct describe<column_type<Member, Sql>> {
  static constexpr void in(auto& table) { table.template at<Member>().type_in_words = Sql.view(); }
};

/// All that is known of the table of `Entity`.
template <class Entity>
struct table_facts {
  static constexpr std::size_t size = column_fields<Entity>::size;

  std::string_view name = mapping<Entity>::name;
  std::string_view schema = schema_in<typename mapping<table_owner_t<Entity>>::options>;
  std::size_t stray_option = options_of_t<Entity>::size;     // the first that names what is no column of the struct
  std::array<column_facts, size != 0 ? size : 1> columns{};  // one for no fields: the rule speaks, and nothing else

  consteval table_facts() {
    if constexpr (size != 0) {
      fill_fields(std::make_index_sequence<size>{});
      table_description<Entity> table{columns.data(), size};
      read_options(table, options_of_t<Entity>{});
      if constexpr (has_base<Entity>)
        take_from_base();
      else
        number_the_key(table, std::make_index_sequence<size>{});
    } else {
      columns = {column_facts{}};
    }
  }

  /// The column of a member.
  constexpr const column_facts& column(std::string_view member) const {
    for (std::size_t index = 0; index != size; ++index)
      if (columns[index].member == member) return columns[index];
    if (size != 0) this_member_is_no_field_that_can_be_found();
    return columns[0];
  }

 private:
  template <std::size_t... I>
  consteval void fill_fields(std::index_sequence<I...>) {
    columns = {column_facts{
        .member = meta::field_names<Entity>[column_fields<Entity>::places[I].field],
        .name = meta::field_names<Entity>[column_fields<Entity>::places[I].field],
        .type = type_of_field<column_field_t<Entity, I>>,
        .nullable = nullable<column_field_t<Entity, I>>,
    }...};
    if constexpr (column_fields<Entity>::shape.composites != 0) {
      const int order[] = {(name_column(columns[I], column_path_t<Entity, I>{}), 0)...};
      (void)order;
    }
  }

  template <class... Fields>
  static constexpr void name_column(column_facts& column, type_list<Fields...>) {
    if constexpr (sizeof...(Fields) != 1) {
      column.member = meta::joined_names<'.', Fields...>::value;
      column.name = meta::joined_names<'_', Fields...>::value;
    }
  }

  // The keys first: whether a foreign key is part of the primary one depends on them.
  template <class... Options>
  consteval void read_options(table_description<Entity>& table, type_list<Options...>) {
    for (int round = 0; round != 2; ++round) {
      std::size_t index = 0;
      const int order[] = {0, (describe<Options>::in(table), note_stray(table.strayed, index++), 0)...};
      (void)order;
    }
  }

  constexpr void note_stray(bool strayed, std::size_t option) {
    if (strayed && stray_option == options_of_t<Entity>::size) stray_option = option;
  }

  // The columns of the base are what they are there. Its key stands in a table of its own, too, and is known by then.
  consteval void take_from_base() {
    if constexpr (begins_with_base<Entity>) {
      const table_facts<base_of_t<Entity>> base;
      for (std::size_t i = 0; i != base.columns.size(); ++i) {
        const std::string_view member = columns[i].member;
        columns[i] = base.columns[i];
        columns[i].member = member;
        if (shares_table<Entity>) continue;
        if (columns[i].is_own()) columns[i].base_table = base.name;
        if (!columns[i].primary_key) continue;
        columns[i].base_table = columns[i].server_default = {};
        columns[i].autoincrement = columns[i].computed = false;
        columns[i].foreign_key = true;
      }
    }
  }

  // Not an enum: its values have meanings, which the database does not know.
  template <std::size_t... I>
  consteval void number_the_key(const table_description<Entity>& table, std::index_sequence<I...>) {
    const bool is_enum[] = {std::is_enum_v<column_field_t<Entity, I>>...};
    std::size_t key = size;
    for (std::size_t i = 0; i != size; ++i)
      if (columns[i].primary_key) {
        if (key != size) return;
        key = i;
      }
    if (key == size || is_enum[key]) return;
    column_facts& only = columns[key];
    const bool is_integer =
        only.type == sql_type::smallint || only.type == sql_type::integer || only.type == sql_type::bigint;
    if (is_integer && !only.nullable && !table.numbered_by_hand && !table.key_refers && !only.computed &&
        only.server_default.empty() && only.type_in_words.empty())
      only.autoincrement = true;
  }
};

template <class Entity>
inline constexpr table_facts<Entity> facts{};

/// Whether the database numbers the rows of the table.
template <class Entity>
inline constexpr bool has_numbered_key = [] {
  for (const column_facts& column : facts<Entity>.columns)
    if (column.autoincrement) return true;
  return false;
}();

/// What is known of the column of a member.
template <auto Member>
inline constexpr const column_facts& column_facts_of = facts<meta::owner_t<Member>>.column(meta::member_name<Member>);

/// Whether a row may refer to none by a foreign key of these columns.
template <class Columns>
inline constexpr bool may_refer_to_none = false;
template <auto... Members>
inline constexpr bool may_refer_to_none<columns<Members...>> = (column_facts_of<Members>.nullable || ...);

}  // namespace sqlalloy::inline v0
