// SPDX-License-Identifier: MIT
//
// From dpkg's file into the tables. The caller holds the transaction: a fault in the file, or an error of the database,
// leaves everything as it was.
#pragma once

#include "progress.hpp"
#include "status_file.hpp"
#include "tables.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

using namespace sa::literals;

namespace statements {

// Upserts that give the id of the row, whether it was there or not. (DO NOTHING would return no row.)

constexpr auto section = sa::col<&Section::name>;

constexpr auto section_id = sa::insert<Section>()
                                .values(section = "name"_p)
                                .on_conflict(section)
                                .do_update(section = sa::excluded(section))
                                .returning(sa::col<&Section::id>);

constexpr auto maintainer = sa::col<&Maintainer::name>;
constexpr auto address = sa::col<&Maintainer::email>;

constexpr auto maintainer_id = sa::insert<Maintainer>()
                                   .values(maintainer = "name"_p, address = "email"_p)
                                   .on_conflict(maintainer, address)
                                   .do_update(maintainer = sa::excluded(maintainer))
                                   .returning(sa::col<&Maintainer::id>);

/// A package that was imported before keeps its id and takes over the rest.
inline auto put(Package package) {
  return sa::insert(std::move(package))
      .on_conflict(sa::col<&Package::name>, sa::col<&Package::architecture>)
      .do_update(sa::col<&Package::version> = sa::excluded(sa::col<&Package::version>),
                 sa::col<&Package::state> = sa::excluded(sa::col<&Package::state>),
                 sa::col<&Package::essential> = sa::excluded(sa::col<&Package::essential>),
                 sa::col<&Package::priority> = sa::excluded(sa::col<&Package::priority>),
                 sa::col<&Package::summary> = sa::excluded(sa::col<&Package::summary>),
                 sa::col<&Package::installed_size> = sa::excluded(sa::col<&Package::installed_size>),
                 sa::col<&Package::section_id> = sa::excluded(sa::col<&Package::section_id>),
                 sa::col<&Package::maintainer_id> = sa::excluded(sa::col<&Package::maintainer_id>))
      .returning(sa::col<&Package::id>);
}

// A dependency is linked to the package of its name: of the architecture that it asks for, or else of any. (Versions
// are stored and not compared: their order is dpkg's own.)

constexpr auto dependant = sa::alias<Package, "dependant">;

constexpr auto has_that_name =
    sa::col<&Package::name> == sa::col<&Dependency::name> && sa::col<&Package::state> != dpkg::state::config_files;

constexpr auto of_its_architecture =
    sa::select(sa::col<&Package::id>)
        .from(sa::tables<Package>)
        .correlate(sa::tables<Dependency>)
        .join(dependant, dependant[sa::col<&Package::id>] == sa::col<&Dependency::package_id>)
        .where(has_that_name,
               sa::col<&Package::architecture> ==
                   sa::coalesce(sa::col<&Dependency::qualifier>, dependant[sa::col<&Package::architecture>]));

constexpr auto of_any_architecture = sa::select(sa::min(sa::col<&Package::id>))
                                         .from(sa::tables<Package>)
                                         .correlate(sa::tables<Dependency>)
                                         .where(has_that_name);

constexpr auto link = sa::col<&Dependency::depends_on_id>;

constexpr auto link_dependencies = sa::update<Dependency>().set(
    link = sa::coalesce(sa::scalar_subquery(of_its_architecture), sa::scalar_subquery(of_any_architecture)));

constexpr auto delete_unused_sections =
    sa::delete_from<Section>().where(!sa::exists(sa::select<Package>()
                                                     .correlate(sa::tables<Section>)
                                                     .where(sa::col<&Package::section_id> == sa::col<&Section::id>)));

constexpr auto delete_unused_maintainers = sa::delete_from<Maintainer>().where(
    !sa::exists(sa::select<Package>()
                    .correlate(sa::tables<Maintainer>)
                    .where(sa::col<&Package::maintainer_id> == sa::col<&Maintainer::id>)));

constexpr auto file = sa::col<&Import::file>;
constexpr auto times = sa::col<&Import::times>;
constexpr auto packages = sa::col<&Import::packages>;

constexpr auto count_import = sa::insert<Import>()
                                  .values(file = "file"_p, times = 1, packages = "packages"_p)
                                  .on_conflict(file)
                                  .do_update(times = times + 1, packages = sa::excluded(packages));

}  // namespace statements

/// Text that may be missing, as a field of a table.
inline std::optional<std::string> owned(std::optional<std::string_view> text) {
  return text ? std::optional<std::string>(*text) : std::nullopt;
}

/// Puts one package into the tables and gives its id.
std::int64_t import_package(auto& db, const dpkg::package& entry) {
  std::optional<std::int64_t> section{};
  if (entry.section) section = db.execute(statements::section_id, "name"_p = *entry.section).scalar();
  std::optional<std::int64_t> maintainer{};
  if (entry.maintainer) {
    maintainer = db.execute(statements::maintainer_id, *entry.maintainer).scalar();  // its fields are the parameters
  }

  const std::int64_t id = db.execute(statements::put({
                                         .name = std::string(entry.name),
                                         .architecture = std::string(entry.architecture),
                                         .version = std::string(entry.version),
                                         .state = entry.state,
                                         .essential = entry.essential,
                                         .priority = owned(entry.priority),
                                         .summary = owned(entry.summary),
                                         .installed_size = entry.installed_size,
                                         .section_id = section,
                                         .maintainer_id = maintainer,
                                     }))
                              .scalar();
  if (entry.state == dpkg::state::config_files) return id;  // what is gone needs and provides nothing

  std::vector<Dependency> dependencies{};
  for (const dpkg::dependency& wanted : entry.dependencies) {
    dependencies.push_back({
        .package_id = id,
        .kind = wanted.kind,
        .position = wanted.position,
        .alternative = wanted.alternative,
        .name = std::string(wanted.name),
        .qualifier = owned(wanted.qualifier),
        .relation = owned(wanted.relation),
        .version = owned(wanted.version),
    });
  }
  db.execute(sa::insert(dependencies));

  std::vector<Provided> provides{};
  for (const dpkg::provided& name : entry.provides) {
    provides.push_back({
        .package_id = id,
        .position = std::int64_t(provides.size()) + 1,
        .name = std::string(name.name),
        .version = owned(name.version),
    });
  }
  db.execute(sa::insert(provides));
  return id;
}

/// Makes the tables say what the file says, and counts the import.
void import_status(auto& db, dpkg::status_file& file) {
  db.create_all(all_tables);
  db.execute(sa::delete_from<Dependency>());
  db.execute(sa::delete_from<Provided>());

  progress shown(file.path());
  std::vector<std::int64_t> present{};
  dpkg::package entry{};
  while (file.next(entry)) {
    present.push_back(import_package(db, entry));
    shown.report(file.percent());
  }

  db.execute(statements::link_dependencies);
  db.execute(sa::delete_from<Package>().where(sa::not_in(sa::col<&Package::id>, present)));
  db.execute(statements::delete_unused_sections);
  db.execute(statements::delete_unused_maintainers);
  db.execute(statements::count_import, "file"_p = file.path(), "packages"_p = std::int64_t(present.size()));
}
