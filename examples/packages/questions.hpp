// SPDX-License-Identifier: MIT
//
// The questions. Each is a constant: the compiler has checked it and written its SQL before the program starts.
#pragma once

#include "report.hpp"
#include "tables.hpp"

#include <cstdint>
#include <ostream>

using namespace sa::literals;

namespace questions {

// Parts of questions are constants too.

constexpr auto size = sa::col<&Package::installed_size>;
constexpr auto package = sa::col<&Package::name>;
constexpr auto architecture = sa::col<&Package::architecture>;
constexpr auto section = sa::col<&Section::name>;
constexpr auto maintainer = sa::col<&Maintainer::name>;

constexpr auto is_here = sa::col<&Package::state> != dpkg::state::config_files;

// A part that is asked of several aliases is a function.
constexpr auto is_a_need(auto kind) { return sa::in(kind, {dpkg::kind::depends, dpkg::kind::pre_depends}); }
constexpr auto is_needed = is_a_need(sa::col<&Dependency::kind>);

constexpr auto packages = sa::count().as("packages"_n);
constexpr auto space = sa::coalesce(sa::sum(size), 0).as("kib"_n);

// LEFT JOIN: a package may be without a section, and is counted all the same.
constexpr auto space_of_sections = sa::select(sa::coalesce(section, "(none)").as("section"_n), packages, space)
                                       .from(sa::tables<Package>)
                                       .left_join(sa::tables<Section>)
                                       .where(is_here)
                                       .group_by(section)
                                       .order_by(sa::desc(space), "section"_n)
                                       .limit("rows"_p);

constexpr auto biggest_packages = sa::select(package, size, section, maintainer)
                                      .from(sa::tables<Package>)
                                      .left_join(sa::tables<Section>)
                                      .left_join(sa::tables<Maintainer>)
                                      .where(is_here, sa::is_not_null(size))
                                      .order_by(sa::desc(size), package, architecture)
                                      .limit("rows"_p);

// A rank within each section: a window, in a subquery, because WHERE comes before windows.
constexpr auto in_section = sa::partition_by(sa::col<&Package::section_id>);

constexpr auto ranked =
    sa::subquery(sa::select(section.as("section"_n), package.as("package"_n), architecture, size,
                            sa::over(sa::rank(), in_section, sa::order_by(sa::desc(size))).as("place"_n),
                            sa::over(sa::count(), in_section).as("packages"_n))
                     .from(sa::tables<Package>)
                     .join(sa::tables<Section>)
                     .where(is_here, sa::is_not_null(size)),
                 "ranked"_n);

constexpr auto biggest_of_each_section =
    sa::select(ranked["section"_n], ranked["place"_n], ranked["package"_n], ranked[size])
        .from(ranked)
        .where(ranked["place"_n] <= 2, ranked["packages"_n] >= 10)
        .order_by(ranked["section"_n], ranked["place"_n], ranked["package"_n], ranked[architecture]);

// Two foreign keys lead from a dependency to packages, so the ON has to be said.
constexpr auto dependants = sa::count(sa::col<&Dependency::package_id>).distinct().as("dependants"_n);

constexpr auto most_needed =
    sa::select(package, architecture, dependants)
        .from(sa::tables<Package>)
        .join(sa::tables<Dependency>, sa::col<&Dependency::depends_on_id> == sa::col<&Package::id>)
        .where(is_needed)
        .group_by(sa::col<&Package::id>, package, architecture)
        .order_by(sa::desc(dependants), package, architecture)
        .limit("rows"_p);

// LEFT JOIN and IS NULL: the rows that have no partner.
constexpr auto unneeded_libraries =
    sa::select(package, sa::col<&Package::version>, size)
        .from(sa::tables<Package>)
        .join(sa::tables<Section>)
        .left_join(sa::tables<Dependency>, sa::col<&Dependency::depends_on_id> == sa::col<&Package::id> && is_needed)
        .where(is_here, section == "libs", sa::is_null(sa::col<&Dependency::package_id>))
        .order_by(sa::desc(size).nulls_last(), package, architecture)
        .limit("rows"_p);

constexpr auto somebody_provides_it = sa::exists(sa::select<Provided>()
                                                     .correlate(sa::tables<Dependency>)
                                                     .where(sa::col<&Provided::name> == sa::col<&Dependency::name>));

constexpr auto missed_most =
    sa::select(sa::col<&Dependency::name>, dependants)
        .from(sa::tables<Dependency>)
        .where(sa::in(sa::col<&Dependency::kind>, {dpkg::kind::recommends, dpkg::kind::suggests}),
               sa::is_null(sa::col<&Dependency::depends_on_id>), !somebody_provides_it)
        .group_by(sa::col<&Dependency::name>)
        .order_by(sa::desc(dependants), sa::col<&Dependency::name>)
        .limit("rows"_p);

// A scalar subquery stands where a value stands.
constexpr auto all_packages = sa::scalar_subquery(sa::select(packages).from(sa::tables<Package>).where(is_here));

constexpr auto busiest_maintainers = sa::select(maintainer, sa::col<&Maintainer::email>, packages,
                                                sa::count(sa::col<&Package::section_id>).distinct().as("sections"_n),
                                                (100 * sa::count() / all_packages).as("percent"_n))
                                         .from(sa::tables<Package>)
                                         .join(sa::tables<Maintainer>)
                                         .where(is_here)
                                         .group_by(sa::col<&Maintainer::id>, maintainer, sa::col<&Maintainer::email>)
                                         .having(sa::count() >= 2)
                                         .order_by(sa::desc(packages), maintainer, sa::col<&Maintainer::email>)
                                         .limit("rows"_p);

// A subquery in FROM can be grouped by itself, and joined like a table.
constexpr auto average = sa::subquery(sa::select(sa::col<&Package::section_id>, sa::avg(size).as("size"_n))
                                          .from(sa::tables<Package>)
                                          .where(is_here)
                                          .group_by(sa::col<&Package::section_id>),
                                      "average"_n);

constexpr auto giants = sa::select(package, section, size, sa::round(average["size"_n]).as("average"_n))
                            .from(sa::tables<Package>)
                            .join(sa::tables<Section>)
                            .join(average, average[sa::col<&Package::section_id>] == sa::col<&Package::section_id>)
                            .where(is_here, size > 20 * average["size"_n])
                            .order_by(sa::desc(size / average["size"_n]), package, architecture);

// A running total: the sum over this row and those before it.
constexpr auto by_size = sa::subquery(
    sa::select(size, sa::over(sa::sum(size), sa::order_by(sa::desc(size), sa::col<&Package::id>)).as("running"_n))
        .from(sa::tables<Package>)
        .where(is_here, sa::is_not_null(size)),
    "by_size"_n);

constexpr auto all_space = sa::scalar_subquery(sa::select(sa::sum(size)).from(sa::tables<Package>).where(is_here));

constexpr auto half_of_the_space =
    sa::select(packages, sa::min(by_size[size]).as("least"_n), sa::sum(by_size[size]).as("together"_n))
        .from(by_size)
        .where(2 * (by_size["running"_n] - by_size[size]) < all_space);

// Two rows of each of two tables.
constexpr auto there = sa::alias<Dependency, "there">;
constexpr auto back = sa::alias<Dependency, "back">;
constexpr auto one = sa::alias<Package, "one">;
constexpr auto other = sa::alias<Package, "other">;

constexpr auto circles =
    sa::select(one[package].as("one"_n), other[package].as("other"_n))
        .distinct()
        .from(there)
        .join(back, back[sa::col<&Dependency::package_id>] == there[sa::col<&Dependency::depends_on_id>] &&
                        back[sa::col<&Dependency::depends_on_id>] == there[sa::col<&Dependency::package_id>])
        .join(one, one[sa::col<&Package::id>] == there[sa::col<&Dependency::package_id>])
        .join(other, other[sa::col<&Package::id>] == back[sa::col<&Dependency::package_id>])
        .where(one[package] < other[package], is_a_need(there[sa::col<&Dependency::kind>]),
               is_a_need(back[sa::col<&Dependency::kind>]))
        .order_by(one[package], other[package]);

// The alternatives of a dependency are one group, and it is met when one of them is here or provided by another name.
constexpr auto first_alternative =
    sa::min(sa::col<&Dependency::name>).filter(sa::col<&Dependency::alternative> == 1).as("needs"_n);

constexpr auto unmet =
    sa::select(package, first_alternative)
        .from(sa::tables<Dependency>)
        .join(sa::tables<Package>, sa::col<&Package::id> == sa::col<&Dependency::package_id>)
        .left_join(sa::tables<Provided>, sa::col<&Provided::name> == sa::col<&Dependency::name>)
        .where(is_needed)
        .group_by(sa::col<&Package::id>, package, architecture, sa::col<&Dependency::kind>,
                  sa::col<&Dependency::position>)
        .having(sa::count(sa::col<&Dependency::depends_on_id>) == 0, sa::count(sa::col<&Provided::package_id>) == 0)
        .order_by(package, first_alternative, architecture, sa::col<&Dependency::kind>, sa::col<&Dependency::position>);

constexpr auto imports = sa::select<Import>().order_by(sa::col<&Import::file>);

}  // namespace questions

/// Asks all of them and prints what the database says.
void answer_questions(auto& db, std::ostream& out) {
  const auto rows = "rows"_p = 10;

  report::answer sections("Which sections take the most space?", {"section", "packages", "KiB"});
  for (const auto& [section, packages, kib] : db.execute(questions::space_of_sections, rows)) {
    sections.row(section, packages, kib);
  }
  out << sections;

  report::answer biggest("Which packages are the biggest?", {"package", "KiB", "section", "maintainer"});
  for (const auto& [package, kib, section, maintainer] : db.execute(questions::biggest_packages, rows)) {
    biggest.row(package, kib, section, maintainer);
  }
  out << biggest;

  report::answer ranks("Which are the two biggest packages of each large section?",
                       {"section", "place", "package", "KiB"});
  for (const auto& [section, place, package, kib] : db.execute(questions::biggest_of_each_section)) {
    ranks.row(section, place, package, kib);
  }
  out << ranks;

  report::answer needed("Which packages do the most others need?", {"package", "architecture", "dependants"});
  for (const auto& [package, architecture, dependants] : db.execute(questions::most_needed, rows)) {
    needed.row(package, architecture, dependants);
  }
  out << needed;

  report::answer unneeded("Which libraries does no other package need?", {"package", "version", "KiB"});
  for (const auto& [package, version, kib] : db.execute(questions::unneeded_libraries, rows)) {
    unneeded.row(package, version, kib);
  }
  out << unneeded;

  report::answer missed("What is recommended or suggested most, and is not there?", {"name", "packages"});
  for (const auto& [name, packages] : db.execute(questions::missed_most, rows)) missed.row(name, packages);
  out << missed;

  report::answer maintainers("Who maintains the most packages?",
                             {"maintainer", "address", "packages", "sections", "percent"});
  for (const auto& [name, email, packages, sections_, percent] : db.execute(questions::busiest_maintainers, rows)) {
    maintainers.row(name, email, packages, sections_, percent);
  }
  out << maintainers;

  report::answer giants("Which packages are more than twenty times the average of their section?",
                        {"package", "section", "KiB", "average"});
  for (const auto& [package, section, kib, average] : db.execute(questions::giants)) {
    giants.row(package, section, kib, average);
  }
  out << giants;

  report::answer half("How few packages fill half of the space?", {"packages", "least KiB", "together KiB"});
  const auto few = db.execute(questions::half_of_the_space).one();
  half.row(few["packages"_n], few["least"_n], few["together"_n]);
  out << half;

  report::answer circles("Which packages need each other?", {"one", "other"});
  for (const auto& [one, other] : db.execute(questions::circles)) circles.row(one, other);
  out << circles;

  report::answer unmet("Which dependencies does nothing here meet?", {"package", "needs"});
  for (const auto& [package, needs] : db.execute(questions::unmet)) unmet.row(package, needs);
  out << unmet;

  report::answer imports("How often has each file been read?", {"file", "times", "packages"});
  for (const Import& import : db.execute(questions::imports)) imports.row(import.file, import.times, import.packages);
  out << imports;
}
