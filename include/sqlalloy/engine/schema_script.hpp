// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy/dialect/ddl.hpp>
#include <sqlalloy/driver/any_of.hpp>
#include <sqlalloy/schema/metadata.hpp>

#include <cstddef>

namespace sqlalloy::inline v0 {

/// The scripts that create and drop tables, in the dialect of the driver that a connection uses.
template <class Driver, class... Entities>
struct schema_script {
  using connection = typename Driver::connection;

  static const char* create_all(const connection&) {
    return create_all_sql<typename Driver::dialect>(tables<Entities...>).data();
  }
  static const char* drop_all(const connection&) {
    return drop_all_sql<typename Driver::dialect>(tables<Entities...>).data();
  }
};

template <class... Drivers, class... Entities>
struct schema_script<any_of<Drivers...>, Entities...> {
  using connection = typename any_of<Drivers...>::connection;

  static const char* create_all(const connection& open) {
    const char* const scripts[] = {create_all_sql<typename Drivers::dialect>(tables<Entities...>).data()..., ""};
    return scripts[open.active()];
  }
  static const char* drop_all(const connection& open) {
    const char* const scripts[] = {drop_all_sql<typename Drivers::dialect>(tables<Entities...>).data()..., ""};
    return scripts[open.active()];
  }
};

}  // namespace sqlalloy::inline v0
