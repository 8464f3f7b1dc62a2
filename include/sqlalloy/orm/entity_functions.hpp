// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy/engine/bulk_insert.hpp>
#include <sqlalloy/meta/field.hpp>
#include <sqlalloy/orm/columns_of.hpp>
#include <sqlalloy/orm/kinds.hpp>
#include <sqlalloy/orm/object_store.hpp>
#include <sqlalloy/orm/row_order.hpp>
#include <sqlalloy/orm/versioned.hpp>

#include <array>
#include <cstddef>
#include <cstdlib>
#include <vector>

namespace sqlalloy::inline v0 {

/// Whether the database fills columns of a new row that are not its numbered key, and whether of any row.
template <class T>
inline constexpr bool database_fills_inserted = [] {
  for (const column_facts& column : facts<T>.columns)
    if (column.is_filled()) return true;
  return false;
}();
template <class T>
inline constexpr bool database_fills_updated = [] {
  for (const column_facts& column : facts<T>.columns)
    if (column.computed) return true;
  return false;
}();

template <class T>
inline constexpr column_mask bits_of_foreign_keys = [] {
  column_mask bits = 0;
  for (std::size_t i = 0; i != facts<T>.columns.size(); ++i)
    if (facts<T>.columns[i].foreign_key && !facts<T>.columns[i].primary_key) bits |= mask_of_column(i);
  return bits;
}();

/// What a flush has to know of a struct; one constant for each.
struct entity_functions {
  relation_list relations;                      ///< all of the objects
  relation_list own_relations;                  ///< those that are fields of the struct
  relation_list row_relations;                  ///< those that are of its own table
  bool numbers_rows;                            ///< the database does
  bool fills_inserted;                          ///< the database fills columns of new rows
  bool fills_updated;                           ///< and of changed ones
  bool is_versioned;                            ///< the row has a version, or the rest of it in another table
  column_mask version;                          ///< the bit of that, in its own table
  column_mask foreign_keys;                     ///< the bits of those that are not of the key
  bool (*has_given_key)(const record& object);  ///< though the database numbers the rows
  bool (*keeps_key)(const record& object);      ///< that it was loaded with
  bool (*keeps_kind)(const record& object);     ///< that its struct stands for
  void (*sort_by_key)(std::vector<record*>& objects);
  column_mask (*changes)(const record& object);
  void (*count_version)(record& object);
  void (*reset_version)(record& object) noexcept;
  void (*take_row)(record& object, const record& former);  ///< was loaded as the other one, whose row it has now
  void (*add_parents)(const record& object, std::vector<row_parent>& into);
};

template <class T>
struct functions_of_entity {
  static const object_record<T>& of(const record& one) noexcept { return static_cast<const object_record<T>&>(one); }
  static object_record<T>& of(record& one) noexcept { return static_cast<object_record<T>&>(one); }

  static bool has_given_key(const record& object) {
    if constexpr (has_numbered_key<T>)
      return meta::field<key_member<primary_key_t<T>>::column.member>(of(object).object) != 0;
    else
      return false;
  }
  static bool keeps_key(const record& object) {
    using reader = primary_key_reader<T>;
    return reader::equal(reader::read(of(object).object), reader::read(*of(object).before));
  }
  static bool keeps_kind(const record& object) {
    if constexpr (is_polymorphic<T>)
      return is_identity_of<T>(kind_in(of(object).object));
    else
      return true;
  }
  // Objects are seldom in another order.
  static void sort_by_key(std::vector<record*>& objects) {
    for (std::size_t i = 1; i < objects.size(); ++i)
      if (compare_keys(&objects[i - 1], &objects[i]) > 0)
        return std::qsort(objects.data(), objects.size(), sizeof(record*), &compare_keys);
  }
  static int compare_keys(const void* left, const void* right) {
    return primary_key_reader<T>::compare(of(**static_cast<record* const*>(left)).object,
                                          of(**static_cast<record* const*>(right)).object);
  }
  static column_mask changes(const record& object) {
    const column_mask mask = changed_columns(of(object).object, *of(object).before, changed_by_hand<T>.data());
    return mask == 0 ? mask : mask | version_mask<T>;
  }
  static void count_version(record& object) { sqlalloy::count_version(of(object).object, *of(object).before); }
  static void reset_version(record& object) noexcept {
    sqlalloy::reset_version(of(object).object, *of(object).before);
    if constexpr (!std::is_void_v<upper_of_t<T>>) functions_of_entity<upper_of_t<T>>::reset_version(object);
  }
  static void take_row(record& object, const record& former) {
    const T& row = of(former).as_loaded();
    copy_columns(row, *of(object).before);
    copy_missing_columns(row, of(object).object, filled_by_database.data(), ~column_mask{});
    reset_version(object);
  }
  static constexpr auto filled_by_database = [] {
    std::array<bool, column_fields<T>::size + 1> all{};
    for (std::size_t i = 0; i != facts<T>.columns.size(); ++i) all[i] = facts<T>.columns[i].is_filled();
    return all;
  }();
  static void add_parents(const record& object, std::vector<row_parent>& into) {
    sqlalloy::add_parents(typename mapping<T>::options{}, of(object), into);
    if constexpr (shares_table<T>) functions_of_entity<base_of_t<T>>::add_parents(object, into);
  }

  static constexpr entity_functions all{.relations = relations_of<T>,
                                        .own_relations = own_relations_of<T>,
                                        .row_relations = row_relations_of<T>,
                                        .numbers_rows = has_numbered_key<T>,
                                        .fills_inserted = database_fills_inserted<T>,
                                        .fills_updated = database_fills_updated<T>,
                                        .is_versioned = sqlalloy::is_versioned<T>,
                                        .version = version_mask<T>,
                                        .foreign_keys = bits_of_foreign_keys<T>,
                                        .has_given_key = &has_given_key,
                                        .keeps_key = &keeps_key,
                                        .keeps_kind = &keeps_kind,
                                        .sort_by_key = &sort_by_key,
                                        .changes = &changes,
                                        .count_version = &count_version,
                                        .reset_version = &reset_version,
                                        .take_row = &take_row,
                                        .add_parents = &add_parents};
};

}  // namespace sqlalloy::inline v0
