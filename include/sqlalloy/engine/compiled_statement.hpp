// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy/dialect/render.hpp>
#include <sqlalloy/driver/any_of.hpp>
#include <sqlalloy/engine/statement_cache.hpp>
#include <sqlalloy/query/slots.hpp>

#include <cstddef>

namespace sqlalloy::inline v0 {

/// The key of a query's statement in the dialect of the driver that a connection uses.
template <class Query, class Dialect>
[[gnu::always_inline]] inline statement_key key_in_dialect(std::size_t variant) {
  using text = rendered<Query, Dialect>;
  return {&statement_id<Query, Dialect>, static_cast<unsigned>(text::variants), static_cast<unsigned>(variant),
          text::hash + variant * 0x9E3779B97F4A7C15u, &text::text(variant)};
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
  };
};

/// A query as the compiler wrote it for the dialect, or the dialects, of a driver.
template <class Query, class Driver>
struct compiled_statement {
  [[gnu::always_inline]] static statement_key key(const typename Driver::connection&, const Query& query) {
    return key_in_dialect<Query, typename Driver::dialect>(variant_of(query));
  }
};

template <class Query, class... Drivers>
struct compiled_statement<Query, any_of<Drivers...>> {
  [[gnu::always_inline]] static statement_key key(const typename any_of<Drivers...>::connection& connection,
                                                  const Query& query) {
    using function = statement_key(std::size_t);
    static constexpr function* keys[] = {&key_in_dialect<Query, typename Drivers::dialect>...};
    const std::size_t active = connection.active();
    return keys[active < sizeof...(Drivers) ? active : 0](variant_of(query));
  }
};

}  // namespace sqlalloy::inline v0
