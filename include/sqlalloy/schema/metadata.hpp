// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy/meta/type.hpp>
#include <sqlalloy/schema/facts.hpp>
#include <sqlalloy/schema/keys.hpp>

#include <array>
#include <cstddef>

namespace sqlalloy::inline v0 {

/// Tables as a value: `db.create_all(sa::tables<User, Post>)`, `.join(sa::tables<Post>)`.
template <class... Entities>
struct metadata {
  static constexpr std::size_t size = sizeof...(Entities);

  /// Calls `f` with `type<Entity>` of each struct that has its rows in the table of another one.
  template <class Entity, class F>
  static constexpr void each_sharing(F f) {
    const auto one = [&f]<class Other>(type<Other> of) {
      if constexpr (shares_table<Other> && std::is_same_v<table_owner_t<Other>, Entity>) f(of);
    };
    const int order[] = {0, (one(type<Entities>{}), 0)...};
    (void)order;
  }

  /// Whether a foreign key of the table at `from` refers to the table at `to`.
  static consteval bool refers(std::size_t from, std::size_t to) { return graph()[from][to]; }

  /// The positions of the tables, each behind those that it refers to, or else in the order given. Of tables that
  /// refer to each other in a circle the first comes first whose rows may refer to none of the others, or else the
  /// first given.
  static consteval std::array<std::size_t, size> dependency_order() {
    std::array<std::size_t, size> order{};
    std::array<bool, size + 1> placed{};
    const matrix refers_to = graph();
    const matrix must_refer_to = graph<true>();
    const matrix needs = reach(refers_to);
    for (std::size_t& next : order) {
      std::size_t chosen = size;
      for (std::size_t table = 0; table != size && chosen == size; ++table)
        if (!placed[table] && is_ready(table, placed, refers_to)) chosen = table;
      for (std::size_t table = 0; table != size && chosen == size; ++table)
        if (!placed[table] && is_ready(table, placed, needs, true) && is_ready(table, placed, must_refer_to))
          chosen = table;
      for (std::size_t table = 0; table != size && chosen == size; ++table)
        if (!placed[table] && is_ready(table, placed, needs, true)) chosen = table;
      placed[chosen] = true;
      next = chosen;
    }
    return order;
  }

  /// Whether a foreign key of a table refers to one that stands behind it, in a circle.
  static consteval bool refers_ahead(std::size_t table) {
    const matrix refers_to = graph();
    bool is_ahead = false;
    bool found = false;
    for (const std::size_t other : dependency_order()) {
      found = found || (is_ahead && refers_to[table][other]);
      is_ahead = is_ahead || other == table;
    }
    return found;
  }

  /// Whether a table is created after another one that refers to it.
  template <class Target, class From>
  static consteval bool is_later() {
    const auto order = dependency_order();
    std::size_t target = size;
    std::size_t from = size;
    for (std::size_t i = 0; i != size; ++i) {
      if (order[i] == meta::index_of<table_owner_t<Target>, Entities...>) target = i;
      if (order[i] == meta::index_of<table_owner_t<From>, Entities...>) from = i;
    }
    return target != size && target > from;
  }

 private:
  template <bool Must, class... Edges>
  static consteval bool is_any(type_list<Edges...>) {
    if constexpr (Must)
      return (!may_refer_to_none<typename Edges::from> || ...);
    else
      return sizeof...(Edges) != 0;
  }
  template <bool Must, class From>
  static consteval std::array<bool, size + 1> row() {
    return {is_any<Must>(edges_t<From, Entities>{})...};
  }
  using matrix = std::array<std::array<bool, size + 1>, size + 1>;

  // Which table refers to which, or which has to. What shares a table refers to the same ones, and is referred to by
  // the same.
  template <bool Must = false>
  static consteval matrix graph() {
    matrix found{row<Must, Entities>()...};
    if constexpr ((shares_table<Entities> || ...)) {
      constexpr std::size_t owners[] = {meta::index_of<table_owner_t<Entities>, Entities...>...};
      const matrix edges = found;
      for (std::size_t from = 0; from != size; ++from)
        for (std::size_t to = 0; to != size; ++to)
          for (std::size_t other_from = 0; other_from != size; ++other_from)
            for (std::size_t other_to = 0; other_to != size; ++other_to)
              if (owners[from] == owners[other_from] && owners[to] == owners[other_to])
                found[from][to] = found[from][to] || edges[other_from][other_to];
    }
    return found;
  }

  // What each table refers to, directly or through others.
  static consteval matrix reach(matrix found) {
    for (std::size_t by = 0; by != size; ++by)
      for (std::size_t from = 0; from != size; ++from)
        if (found[from][by])
          for (std::size_t to = 0; to != size; ++to) found[from][to] = found[from][to] || found[by][to];
    return found;
  }

  // Whether all that a table needs is placed, but for what needs it in turn.
  static consteval bool is_ready(std::size_t table, const std::array<bool, size + 1>& placed, const matrix& needs,
                                 bool circles = false) {
    for (std::size_t other = 0; other != size; ++other)
      if (other != table && needs[table][other] && !placed[other] && !(circles && needs[other][table])) return false;
    return true;
  }
};

template <class... Entities>
inline constexpr metadata<Entities...> tables{};

}  // namespace sqlalloy::inline v0
