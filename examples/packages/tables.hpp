// SPDX-License-Identifier: MIT
//
// The tables: plain structs, and what the database has to know of them.
#pragma once

#include "dpkg.hpp"

#include <sqlalloy.hpp>

#include <cstdint>
#include <optional>
#include <string>

namespace sa = sqlalloy;

// Stored by name, so that the tables can be read without this program.
template <>
struct sqlalloy::codec<dpkg::state> : sqlalloy::enum_by_name<dpkg::state> {};
template <>
struct sqlalloy::codec<dpkg::kind> : sqlalloy::enum_by_name<dpkg::kind> {};

struct Section {
  std::int64_t id{};
  std::string name{};

  using table = sa::table<"sections", sa::primary_key<&Section::id>, sa::unique<&Section::name>>;
};

struct Maintainer {
  std::int64_t id{};
  std::string name{};
  std::string email{};  // empty where there is none: NULL would not be unique

  using table =
      sa::table<"maintainers", sa::primary_key<&Maintainer::id>, sa::unique<&Maintainer::name, &Maintainer::email>>;
};

struct Package {
  std::int64_t id{};
  std::string name{};
  std::string architecture{};
  std::string version{};
  dpkg::state state{};
  bool essential{};
  std::optional<std::string> priority{};
  std::optional<std::string> summary{};
  std::optional<std::int64_t> installed_size{};  // in KiB
  std::optional<std::int64_t> section_id{};
  std::optional<std::int64_t> maintainer_id{};

  using table = sa::table<"packages",                                           //
                          sa::primary_key<&Package::id>,                        //
                          sa::unique<&Package::name, &Package::architecture>,   //
                          sa::references<&Package::section_id, Section>,        //
                          sa::references<&Package::maintainer_id, Maintainer>,  //
                          sa::index<&Package::section_id>,                      //
                          sa::index<&Package::maintainer_id>,                   //
                          sa::check<(sa::col<&Package::installed_size> >= 0)>>;
};

/// Packages and the packages that they want: many to many. What is wanted has a name, and a link where it is here.
struct Dependency {
  std::int64_t package_id{};
  dpkg::kind kind{};
  std::int64_t position{};
  std::int64_t alternative{};  // `a | b` is one position with two of them
  std::string name{};
  std::optional<std::string> qualifier{};
  std::optional<std::string> relation{};
  std::optional<std::string> version{};
  std::optional<std::int64_t> depends_on_id{};

  using table = sa::table<
      "dependencies",
      sa::primary_key<&Dependency::package_id, &Dependency::kind, &Dependency::position, &Dependency::alternative>,
      sa::references<&Dependency::package_id, Package, sa::on_delete<sa::cascade>>,
      sa::references<&Dependency::depends_on_id, Package, sa::on_delete<sa::set_null>>,
      sa::index<&Dependency::depends_on_id>, sa::index<&Dependency::name>>;
};

/// The names, beside its own, that a package stands in for.
struct Provided {
  std::int64_t package_id{};
  std::int64_t position{};
  std::string name{};
  std::optional<std::string> version{};

  using table =
      sa::table<"provides", sa::primary_key<&Provided::package_id, &Provided::position>,
                sa::references<&Provided::package_id, Package, sa::on_delete<sa::cascade>>, sa::index<&Provided::name>>;
};

/// The files that were read, and how often.
struct Import {
  std::string file{};
  std::int64_t times{};
  std::int64_t packages{};

  using table = sa::table<"imports", sa::primary_key<&Import::file>>;
};

constexpr auto all_tables = sa::tables<Section, Maintainer, Package, Dependency, Provided, Import>;
