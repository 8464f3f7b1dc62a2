// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy/dialect/ddl_part.hpp>
#include <sqlalloy/dialect/inlined.hpp>
#include <sqlalloy/dialect/writer.hpp>
#include <sqlalloy/meta/type.hpp>
#include <sqlalloy/schema/index_names.hpp>
#include <sqlalloy/schema/inheritance_rules.hpp>
#include <sqlalloy/schema/metadata.hpp>
#include <sqlalloy/schema/rules.hpp>
#include <sqlalloy/schema/table_columns.hpp>

#include <array>
#include <cstddef>
#include <string_view>
#include <type_traits>
#include <utility>

namespace sqlalloy::inline v0 {

// What `create_all()` runs: tables in the order of their dependencies, indexes, late foreign keys.
struct create_all_script {
  template <class Writer, class... Entities>
  static constexpr void write(Writer& out, metadata<Entities...>) {
    using tables = metadata<Entities...>;
    constexpr auto order = tables::dependency_order();
    [&]<std::size_t... I>(std::index_sequence<I...>) {
      const int first[] = {0, (create<tables, order[I], Entities...>(out), 0)...};
      const int then[] = {0,
                          (Writer::dialect::template write_options<Entities, tables>(out, ddl_part::late_keys), 0)...};
      (void)first;
      (void)then;
    }(std::make_index_sequence<sizeof...(Entities)>{});
  }

  template <class Tables, std::size_t Index, class... Entities, class Writer>
  static constexpr void create(Writer& out) {
    using entity = meta::nth_t<Index, Entities...>;
    if constexpr (!shares_table<entity>) Writer::dialect::template write_create_table<entity, Tables>(out);
  }
};

// What `drop_all()` runs: the same in the opposite order.
struct drop_all_script {
  template <class Writer, class... Entities>
  static constexpr void write(Writer& out, metadata<Entities...>) {
    using tables = metadata<Entities...>;
    constexpr auto order = tables::dependency_order();
    Writer::dialect::write_before_drop(out);
    [&]<std::size_t... I>(std::index_sequence<I...>) {
      const int first[] = {
          0, (Writer::dialect::template write_options<Entities, tables>(out, ddl_part::drop_late_keys), 0)...};
      const int then[] = {0, (drop<order[sizeof...(I) - 1 - I], Entities...>(out), 0)...};
      (void)first;
      (void)then;
    }(std::make_index_sequence<sizeof...(Entities)>{});
  }

  template <std::size_t Index, class... Entities, class Writer>
  static constexpr void drop(Writer& out) {
    using entity = meta::nth_t<Index, Entities...>;
    if constexpr (!shares_table<entity>) Writer::dialect::template write_drop_table<entity>(out);
  }
};

/// A script of DDL statements, written by the compiler and ended by a NUL.
template <class Script, class Dialect, class Tables>
struct ddl_text {
 private:
  static constexpr std::size_t size = [] {
    writer<Dialect> count;
    Script::write(count, Tables{});
    return count.size;
  }();
  static constexpr auto characters = [] {
    std::array<char, size + 1> all{};
    writer<Dialect> fill{.buffer = all.data()};
    Script::write(fill, Tables{});
    return all;
  }();

 public:
  static constexpr std::string_view value{characters.data(), size};
};

/// Whether the fields of all the structs can be found, have types that columns may have, and are what options name.
template <class... Entities>
inline constexpr bool tables_are_readable =
    (rules::can_be_reflected<Entities> && ...) && (rules::every_field_has_a_codec<Entities> && ...) &&
    (rules::options_name_own_fields<Entities, rules::stray_option_t<Entities>> && ...) &&
    (rules::composites_are_columns<rules::faulty_composite_t<Entities>> && ...);

/// What `create_all()` demands of tables beside fields that can be found: that is said there, lest the user's line be
/// lost.
template <class... Entities>
constexpr void check_tables() {
  static_assert(
      (rules::options_name_own_fields<Entities, rules::stray_option_t<Entities>> && ...),
      "sqlalloy: a table option names what is no column of its struct; name fields of the struct, and those of "
      "a composite with sa::path");
  if constexpr (tables_are_readable<Entities...>) {
    static_assert(
        rules::foreign_key_has_a_target<rules::fault_in_tables_t<rules::keyless_edge, Entities...>>,
        "sqlalloy: create_all() meets a foreign key to a table that has no primary key; give it one, or name the "
        "columns with sa::foreign_key");
    static_assert(
        rules::key_has_the_types_of_its_target<rules::fault_in_tables_t<rules::mismatched_edge, Entities...>>,
        "sqlalloy: create_all() meets a foreign key whose columns have other types than those it refers to; give both "
        "sides the same type");
    static_assert(
        rules::numbered_column_is_the_key<rules::fault_in_tables_t<rules::unnumbered_column, Entities...>>,
        "sqlalloy: sa::autoincrement names a column that is no integer or not the whole primary key, which databases "
        "do not number; leave it out");
    static_assert(rules::base_is_there<rules::tableless_t<Entities...>>,
                  "sqlalloy: create_all() meets a struct that has its rows in the table of another one, and not that; "
                  "name it in sa::tables, too");
    static_assert((rules::column_names_differ<Entities> && ...),
                  "sqlalloy: create_all() meets two columns of one name; give one another with sa::column_name");
    static_assert(rules::columns_in_common_agree<rules::odd_column_t<Entities...>>,
                  "sqlalloy: two structs in one table have a column of the same name and different types; give one "
                  "another name with sa::column_name");
    static_assert(rules::index_name_is_free<rules::taken_index_t<Entities...>>,
                  "sqlalloy: create_all() meets an index of a name that another index, a table or a key has (databases "
                  "look at 63 bytes); give it one with sa::named");
    static_assert(
        rules::value_has_one_spelling<rules::fault_in_tables_t<rules::unspelled_value, Entities...>>,
        "sqlalloy: check<> (or computed<>) holds a value that has no one spelling in SQL; say sa::lit<\"text\"> or "
        "sa::literal_column<\"0.5\", double>");
  }
}

// Empty where the rules have spoken.
template <class Script, class Dialect, class... Entities>
constexpr std::string_view sql_of_script() {
  if constexpr (tables_are_readable<Entities...>)
    if constexpr (std::is_void_v<rules::fault_in_tables_t<rules::keyless_edge, Entities...>>)
      return ddl_text<Script, Dialect, metadata<Entities...>>::value;
  return "";
}

/// The statements that create the tables and what belongs to them, where they are not there yet:
/// `sa::create_all_sql<sa::sqlite::dialect>(sa::tables<User, Post>)`.
template <class Dialect, class... Entities>
constexpr std::string_view create_all_sql(metadata<Entities...>) {
  static_assert((rules::can_be_reflected<Entities> && ...),
                "sqlalloy: create_all() meets a struct whose fields cannot be found; make it an aggregate without base "
                "classes, C arrays and references, or adapt it with BOOST_HANA_ADAPT_STRUCT");
  static_assert(
      (rules::composites_are_columns<rules::faulty_composite_t<Entities>> && ...),
      "sqlalloy: a composite is a std::optional, or has a relation or a table of its own; leave it a struct of "
      "columns, which may be std::optional");
  static_assert((rules::every_field_has_a_codec<Entities> && ...),
                "sqlalloy: create_all() meets a field of a type that no column can have; specialise sa::codec for it");
  check_tables<Entities...>();
  return sql_of_script<create_all_script, Dialect, Entities...>();
}

/// The statements that drop the tables, where they are there.
template <class Dialect, class... Entities>
constexpr std::string_view drop_all_sql(metadata<Entities...>) {
  static_assert((rules::can_be_reflected<Entities> && ...),
                "sqlalloy: drop_all() meets a struct whose fields cannot be found; make it an aggregate without base "
                "classes, C arrays and references, or adapt it with BOOST_HANA_ADAPT_STRUCT");
  return sql_of_script<drop_all_script, Dialect, Entities...>();
}

}  // namespace sqlalloy::inline v0
