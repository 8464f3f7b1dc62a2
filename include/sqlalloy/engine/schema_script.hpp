// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy/dialect/ddl.hpp>
#include <sqlalloy/driver/any_of.hpp>
#include <sqlalloy/schema/metadata.hpp>

#include <cstddef>

namespace sqlalloy::inline v0 {

/// The scripts that create and drop tables, in the dialect of the driver that a connection uses. What tables must be
/// is said where the user asks for them.
template <class Driver, class... Entities>
struct schema_script {
  using connection = typename Driver::connection;

  static const char* create_all(const connection&) {
    return sql_of_script<create_all_script, typename Driver::dialect, Entities...>().data();
  }
  static const char* drop_all(const connection&) {
    return sql_of_script<drop_all_script, typename Driver::dialect, Entities...>().data();
  }
};

template <class... Drivers, class... Entities>
struct schema_script<any_of<Drivers...>, Entities...> {
  using connection = typename any_of<Drivers...>::connection;

  static const char* create_all(const connection& open) {
    const char* const scripts[] = {sql_of_script<create_all_script, typename Drivers::dialect, Entities...>().data()...,
                                   ""};
    return scripts[open.active()];
  }
  static const char* drop_all(const connection& open) {
    const char* const scripts[] = {sql_of_script<drop_all_script, typename Drivers::dialect, Entities...>().data()...,
                                   ""};
    return scripts[open.active()];
  }
};

}  // namespace sqlalloy::inline v0
