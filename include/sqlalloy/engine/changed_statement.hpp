// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy/engine/compiled_statement.hpp>
#include <sqlalloy/query/update_changed.hpp>

#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace sqlalloy::inline v0 {

/// One text of a statement that has one for each mask, in a list of those that were asked for.
struct changed_statement {
  column_mask mask;
  changed_statement* next = nullptr;
  std::string sql{};
  std::vector<sql_type> parameters{};
  statement_text text{};
  unsigned id = 0;
  statement_key key{};
};

/// The texts of such a statement. They are written when they are first used and stay as long as the program, as
/// constants do. Any thread may ask.
class changed_statement_table {
 public:
  using write_function = void (*)(changed_statement& into);

  const statement_key& key(column_mask mask, write_function write) {
    changed_statement** const bucket = &buckets_[(mask ^ (mask >> 7)) % size];
    for (changed_statement* first = __atomic_load_n(bucket, __ATOMIC_ACQUIRE);;) {
      for (changed_statement* one = first; one; one = one->next)
        if (one->mask == mask) return one->key;
      owned made{new changed_statement{.mask = mask, .next = first}};
      write(*made.statement);
      // Where another thread was faster, what it has put there is looked at.
      if (__atomic_compare_exchange_n(bucket, &first, made.statement, false, __ATOMIC_RELEASE, __ATOMIC_ACQUIRE))
        return std::exchange(made.statement, nullptr)->key;
    }
  }

 private:
  struct owned {
    changed_statement* statement;
    ~owned() { delete statement; }
  };

  static constexpr std::size_t size = 64;
  changed_statement* buckets_[size] = {};
};

/// Completes a statement whose SQL is there.
inline void make_key(changed_statement& of) {
  of.text = {of.sql.c_str(), of.sql.size(), of.parameters, {}};
  std::uint64_t hash = 14695981039346656037u;
  for (const char letter : of.sql) hash = (hash ^ static_cast<unsigned char>(letter)) * 1099511628211u;
  of.key = {&of.id, 1, 0, hash, &of.text};
}

/// The texts of an UPDATE of changed columns in a dialect, one for each mask that was ever asked for.
template <class Query, class Dialect>
class changed_statements {
 public:
  static const statement_key& key(column_mask mask) { return table_.key(mask, &write); }

 private:
  static inline constinit changed_statement_table table_{};

  static void write(changed_statement& into) {
    writer<Dialect> count{.variant = into.mask};
    count.template node<Query>();
    into.sql.resize(count.size);
    into.parameters.resize(static_cast<std::size_t>(count.placeholders));
    writer<Dialect> fill{.buffer = into.sql.data(), .parameter_types = into.parameters.data(), .variant = into.mask};
    fill.template node<Query>();
    make_key(into);
  }
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
