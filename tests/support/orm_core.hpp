// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy/orm/object_store.hpp>

#include <cstddef>
#include <iterator>
#include <tuple>

/// What a session and its objects share, without a database: objects are made and found in memory alone.
template <class... Entities>
class orm_core final : public sqlalloy::session_core {
 public:
  static inline int alive = 0;
  int reloads = 0;

  orm_core() : stores_(of<Entities>(this)...) {
    const int linked[] = {(store<Entities>().link(*this), 0)...};
    (void)linked;
    ++alive;
  }

  template <class T>
  sqlalloy::object_store<T>& store() noexcept {
    return std::get<of<T>>(stores_).store;
  }
  void adopt(sqlalloy::record& object) override {
    sqlalloy::record_store* const all[] = {&store<Entities>()...};
    const void* const tags[] = {&sqlalloy::entity_tag<Entities>...};
    for (std::size_t i = 0; i != sizeof...(Entities); ++i)
      if (tags[i] == object.entity()) all[i]->adopt(object);
  }

  sqlalloy::record_store* store_of(const void* entity) const noexcept override {
    sqlalloy::record_store* const all[] = {&const_cast<orm_core*>(this)->store<Entities>()...};
    for (sqlalloy::record_store* one : all)
      if (one->entity() == entity) return one;
    return nullptr;
  }

  /// A new object.
  template <class T>
  sqlalloy::tracked<T> add(T object) {
    sqlalloy::tracked<T> made = sqlalloy::make_tracked(std::move(object));
    adopt(*made.get_record());
    return made;
  }
  /// One that has a row.
  template <class T>
  sqlalloy::tracked<T> load(T row) {
    sqlalloy::move_columns(row, store<T>().spare().object);
    return sqlalloy::tracked<T>(&store<T>().keep_read(false));
  }

  void close() noexcept {
    is_open_ = false;
    leave();
  }

 private:
  template <class T>
  struct of {
    sqlalloy::object_store<T> store;
    explicit of(orm_core* core) : store(core, &reload) {}
    of(of&& other) : of(static_cast<orm_core*>(other.store.core)) {}

    static bool reload(sqlalloy::session_core& core, sqlalloy::object_record<T>& object) {
      ++static_cast<orm_core&>(core).reloads;
      object.is_expired = false;
      return true;
    }
  };
  std::tuple<of<Entities>...> stores_;

  ~orm_core() override {
    --alive;
    is_ending_ = true;
    const int cleared[] = {(sqlalloy::record_list::clear_relations(store<Entities>()), 0)...};
    const int destroyed[] = {(sqlalloy::record_list::destroy(store<Entities>()), 0)...};
    (void)cleared;
    (void)destroyed;
  }
};

/// Owns a core as a session does.
template <class... Entities>
struct orm_core_owner {
  orm_core<Entities...>* core = new orm_core<Entities...>;
  ~orm_core_owner() { close(); }
  void close() noexcept {
    if (core) std::exchange(core, nullptr)->close();
  }
};
