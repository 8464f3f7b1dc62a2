// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy/schema/table.hpp>

#include <optional>
#include <string>

// Structs that inherit others, each with a table of its own.
namespace staff {

struct Team {
  int id{};
  std::string name{};

  using table = sqlalloy::table<"teams", sqlalloy::primary_key<&Team::id>>;
};
struct Employee {
  int id{};
  std::string kind{};
  std::string name{};
  std::optional<int> boss_id{};

  using table =
      sqlalloy::table<"employees", sqlalloy::primary_key<&Employee::id>, sqlalloy::polymorphic_on<&Employee::kind>,
                      sqlalloy::polymorphic_identity<"employee">, sqlalloy::references<&Employee::boss_id, Employee>>;
};
struct Engineer {
  Employee employee{};
  std::string language{};
  std::optional<int> team_id{};

  using table =
      sqlalloy::table<"engineers", sqlalloy::inherits<&Engineer::employee>, sqlalloy::polymorphic_identity<"engineer">,
                      sqlalloy::references<&Engineer::team_id, Team>>;
};
struct Architect {
  Engineer engineer{};
  int houses{};

  using table = sqlalloy::table<"architects", sqlalloy::inherits<&Architect::engineer>,
                                sqlalloy::polymorphic_identity<"architect">>;
};

}  // namespace staff

// All kinds in one table; two of them have a column in common.
namespace garage {

struct Depot {
  int id{};

  using table = sqlalloy::table<"depots", sqlalloy::primary_key<&Depot::id>>;
};
struct Vehicle {
  int id{};
  int kind{};
  std::string plate{};

  using table =
      sqlalloy::table<"vehicles", sqlalloy::primary_key<&Vehicle::id>, sqlalloy::polymorphic_on<&Vehicle::kind>,
                      sqlalloy::unique<&Vehicle::plate>, sqlalloy::schema_name<"app">>;
};
struct Car {
  Vehicle vehicle{};
  int seats{};

  using table = sqlalloy::table<"vehicles", sqlalloy::inherits<&Car::vehicle>, sqlalloy::polymorphic_identity<1>>;
};
struct Truck {
  Vehicle vehicle{};
  int seats{};
  std::optional<int> depot_id{};

  using table = sqlalloy::table<"vehicles", sqlalloy::inherits<&Truck::vehicle>, sqlalloy::polymorphic_identity<2>,
                                sqlalloy::references<&Truck::depot_id, Depot>, sqlalloy::index<&Truck::depot_id>>;
};
struct Tanker {
  Truck truck{};
  std::string liquid{};

  using table = sqlalloy::table<"vehicles", sqlalloy::inherits<&Tanker::truck>, sqlalloy::polymorphic_identity<3>>;
};

}  // namespace garage
