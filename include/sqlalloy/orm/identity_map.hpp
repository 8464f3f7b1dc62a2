// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy/orm/key.hpp>
#include <sqlalloy/orm/object_record.hpp>
#include <sqlalloy/orm/record_table.hpp>

#include <cstddef>

namespace sqlalloy::inline v0 {

/// The persistent objects of a struct by their keys: one object for each row. It keeps none of them alive.
template <class T>
class identity_map {
  using reader = primary_key_reader<T>;

 public:
  /// The object with that key; null where there is none.
  object_record<T>* find(const key_t<T>& key) const {
    return static_cast<object_record<T>*>(table_.find(reader::hash(key), &has_key, &key));
  }

  /// Makes room for so many more at once.
  void reserve(std::size_t more) { table_.reserve(more); }

  /// The object with the key of another; where there is none, takes that one in and gives null.
  object_record<T>* find_or_insert(object_record<T>& object) {
    const key_t<T> key = reader::read(object.as_loaded());
    return static_cast<object_record<T>*>(table_.find_or_insert(reader::hash(key), &has_key, &key, object));
  }

  /// Takes an object in whose key is not there.
  void insert(object_record<T>& object) { table_.insert(hash_of(object), object); }

  void erase(const object_record<T>& object) {
    if (size() != 0) table_.erase(hash_of(object), object);
  }

  void clear() { table_.clear(); }

  std::size_t size() const noexcept { return table_.size(); }

  template <class F>
  void each(F f) const {
    table_.each([&f](record& one) { f(static_cast<object_record<T>&>(one)); });
  }

 private:
  record_table table_{};

  static auto hash_of(const object_record<T>& object) { return reader::hash(reader::read(object.as_loaded())); }
  static bool has_key(const record& object, const void* key) {
    return reader::equal(reader::read(static_cast<const object_record<T>&>(object).as_loaded()),
                         *static_cast<const key_t<T>*>(key));
  }
};

}  // namespace sqlalloy::inline v0
