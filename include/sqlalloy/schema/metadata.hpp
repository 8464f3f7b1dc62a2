// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy/meta/type.hpp>
#include <sqlalloy/schema/keys.hpp>

#include <array>
#include <cstddef>

namespace sqlalloy::inline v0 {

/// Tables as a value: `db.create_all(sa::tables<User, Post>)`, `.join(sa::tables<Post>)`.
template <class... Entities>
struct metadata {
  static constexpr std::size_t size = sizeof...(Entities);

  /// Whether a foreign key of the table at `from` refers to the table at `to`.
  static consteval bool refers(std::size_t from, std::size_t to) { return graph()[from][to]; }

  /// The positions of the tables, each behind those that it refers to; where they refer to each other in a circle, in
  /// the order given.
  static consteval std::array<std::size_t, size> dependency_order() {
    std::array<std::size_t, size> order{};
    std::array<bool, size + 1> placed{};
    const auto edges = graph();
    for (std::size_t& next : order) {
      std::size_t chosen = size;
      for (std::size_t table = 0; table != size && chosen == size; ++table) {
        bool ready = !placed[table];
        for (std::size_t other = 0; other != size; ++other)
          if (other != table && edges[table][other] && !placed[other]) ready = false;
        if (ready) chosen = table;
      }
      for (std::size_t table = 0; table != size && chosen == size; ++table)
        if (!placed[table]) chosen = table;
      placed[chosen] = true;
      next = chosen;
    }
    return order;
  }

  /// Whether a table is created after another one that refers to it.
  template <class Target, class From>
  static consteval bool is_later() {
    const auto order = dependency_order();
    std::size_t target = size;
    std::size_t from = size;
    for (std::size_t i = 0; i != size; ++i) {
      if (order[i] == meta::index_of<Target, Entities...>) target = i;
      if (order[i] == meta::index_of<From, Entities...>) from = i;
    }
    return target != size && target > from;
  }

 private:
  template <class From>
  static consteval std::array<bool, size + 1> row() {
    return {(edges_t<From, Entities>::size != 0)...};
  }
  static consteval std::array<std::array<bool, size + 1>, size + 1> graph() { return {row<Entities>()...}; }
};

template <class... Entities>
inline constexpr metadata<Entities...> tables{};

}  // namespace sqlalloy::inline v0
