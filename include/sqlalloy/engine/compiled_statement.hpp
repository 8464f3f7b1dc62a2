// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy/dialect/render.hpp>
#include <sqlalloy/driver/any_of.hpp>
#include <sqlalloy/engine/statement_cache.hpp>
#include <sqlalloy/query/copy.hpp>
#include <sqlalloy/query/row_lock.hpp>
#include <sqlalloy/query/slots.hpp>

#include <cstddef>
#include <utility>

namespace sqlalloy::inline v0 {

/// The keys of a query's statements in a dialect, one for each of its texts.
template <class Query, class Dialect, class Variants = std::make_index_sequence<rendered<Query, Dialect>::variants>>
struct keys_in_dialect;
template <class Query, class Dialect, std::size_t... Variant>
struct keys_in_dialect<Query, Dialect, std::index_sequence<Variant...>> {
  using text = rendered<Query, Dialect>;
  static constexpr statement_key all[] = {{&statement_id<Query, Dialect>, sizeof...(Variant), Variant,
                                           text::hash + Variant * 0x9E3779B97F4A7C15u, &text::text(Variant)}...};
};

/// The same, or null where the dialect has no text for the query.
template <class Query, class Dialect>
consteval const statement_key* keys_where_it_is() {
  if constexpr (is_in_dialect<Query, Dialect>)
    return keys_in_dialect<Query, Dialect>::all;
  else
    return nullptr;
}

/// What the rules may ask of the dialect of a driver. Where several drivers are chosen from, a query has to suit all.
template <class Driver>
struct dialect_for_rules {
  using type = typename Driver::dialect;
};
template <class... Drivers>
struct dialect_for_rules<any_of<Drivers...>> {
  struct type {
    static constexpr bool has_right_join = (Drivers::dialect::has_right_join && ...);
    static constexpr bool has_full_join = (Drivers::dialect::has_full_join && ...);
    static constexpr bool has_insert_returning = (Drivers::dialect::has_insert_returning && ...);
    static constexpr bool has_update_returning = (Drivers::dialect::has_update_returning && ...);
    static constexpr bool has_delete_returning = (Drivers::dialect::has_delete_returning && ...);
    static constexpr bool places_nulls = (Drivers::dialect::places_nulls && ...);
    static constexpr bool has_lock(lock_strength strength, lock_wait wait, bool names_tables) {
      return (Drivers::dialect::has_lock(strength, wait, names_tables) && ...);
    }
    static constexpr bool locks_optional_rows = (Drivers::dialect::locks_optional_rows && ...);
    static constexpr bool sets_at_once = (Drivers::dialect::sets_at_once && ...);
  };
};

/// A query as the compiler wrote it for the dialect, or the dialects, of a driver.
template <class Query, class Driver>
struct compiled_statement {
  [[gnu::always_inline]] static const statement_key& key(const typename Driver::connection&, const Query& query) {
    return keys_in_dialect<Query, typename Driver::dialect>::all[variant_of(query)];
  }
};

template <class Query, class... Drivers>
struct compiled_statement<Query, any_of<Drivers...>> {
  [[gnu::always_inline]] static const statement_key& key(const typename any_of<Drivers...>::connection& connection,
                                                         const Query& query) {
    static constexpr const statement_key* keys[] = {keys_where_it_is<Query, typename Drivers::dialect>()...};
    const std::size_t active = connection.active();
    return keys[active < sizeof...(Drivers) ? active : 0][variant_of(query)];
  }
};

}  // namespace sqlalloy::inline v0
