// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy/engine/compiled_statement.hpp>
#include <sqlalloy/query/update_changed.hpp>

#include <cstddef>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace sqlalloy::inline v0 {

/// The texts of an UPDATE of changed columns in a dialect, one for each mask that was ever asked for. They are written
/// when they are first used and stay as long as the program, as constants do. Any thread may ask.
template <class Query, class Dialect>
class changed_statements {
 public:
  static const statement_key& key(column_mask mask) {
    node** const bucket = &buckets_[(mask ^ (mask >> 7)) % size];
    for (node* first = __atomic_load_n(bucket, __ATOMIC_ACQUIRE);;) {
      for (node* one = first; one; one = one->next)
        if (one->mask == mask) return one->key;
      auto made = std::make_unique<node>(mask);
      made->next = first;
      // Where another thread was faster, what it has put there is looked at.
      if (__atomic_compare_exchange_n(bucket, &first, made.get(), false, __ATOMIC_RELEASE, __ATOMIC_ACQUIRE))
        return made.release()->key;
    }
  }

 private:
  struct node {
    const column_mask mask;
    node* next = nullptr;
    std::string sql{};
    std::vector<sql_type> parameters{};
    statement_text text{};
    unsigned id = 0;
    statement_key key{};

    explicit node(column_mask of) : mask(of) {
      writer<Dialect> count{.variant = mask};
      count.template node<Query>();
      sql.resize(count.size);
      parameters.resize(static_cast<std::size_t>(count.placeholders));
      writer<Dialect> fill{.buffer = sql.data(), .parameter_types = parameters.data(), .variant = mask};
      fill.template node<Query>();
      text = {sql.c_str(), sql.size(), parameters, {}};
      std::uint64_t hash = 14695981039346656037u;
      for (const char letter : sql) hash = (hash ^ static_cast<unsigned char>(letter)) * 1099511628211u;
      key = {&id, 1, 0, hash, &text};
    }
  };

  static constexpr std::size_t size = 64;
  static inline constinit node* buckets_[size] = {};
};

template <class Entity, class Finder, class Range, class Driver>
struct compiled_statement<update_changed_query<Entity, Finder, Range>, Driver> {
  using query = update_changed_query<Entity, Finder, Range>;
  static const statement_key& key(const typename Driver::connection&, const query& of) {
    return changed_statements<query, typename Driver::dialect>::key(of.mask);
  }
};
template <class Entity, class Finder, class Range, class... Drivers>
struct compiled_statement<update_changed_query<Entity, Finder, Range>, any_of<Drivers...>> {
  using query = update_changed_query<Entity, Finder, Range>;
  static const statement_key& key(const typename any_of<Drivers...>::connection& connection, const query& of) {
    static constexpr const statement_key& (*keys[])(column_mask) = {
        &changed_statements<query, typename Drivers::dialect>::key...};
    const std::size_t active = connection.active();
    return keys[active < sizeof...(Drivers) ? active : 0](of.mask);
  }
};

}  // namespace sqlalloy::inline v0
