// SPDX-License-Identifier: MIT
#include <sqlalloy/schema/inheritance.hpp>

#include <catch2/catch.hpp>

#include <string>
#include <type_traits>

#include "support/kind_schemas.hpp"

namespace sa = sqlalloy;

namespace {

using namespace staff;
using namespace garage;

static_assert(std::is_same_v<sa::base_of_t<Architect>, Engineer>);
static_assert(std::is_void_v<sa::base_of_t<Employee>> && !sa::has_base<Employee> && sa::has_base<Car>);

static_assert(sa::shares_table<Car> && sa::shares_table<Tanker>);
static_assert(!sa::shares_table<Engineer> && !sa::shares_table<Employee>);

static_assert(sa::is_kind_of<Architect, Employee> && sa::is_kind_of<Employee, Employee>);
static_assert(!sa::is_kind_of<Employee, Engineer> && !sa::is_kind_of<Car, Truck> && !sa::is_kind_of<Car, Employee>);

static_assert(std::is_same_v<sa::root_of_t<Architect>, Employee> && std::is_same_v<sa::root_of_t<Team>, Team>);
static_assert(std::is_same_v<sa::table_owner_t<Tanker>, Vehicle> &&
              std::is_same_v<sa::table_owner_t<Engineer>, Engineer>);
static_assert(std::is_same_v<sa::upper_of_t<Architect>, Engineer> &&
              std::is_same_v<sa::upper_of_t<Engineer>, Employee>);
static_assert(std::is_void_v<sa::upper_of_t<Tanker>>, "all of its rows stand in one table");

// What has a table of its own below a struct that shares one.
struct Boat {
  Car car{};
  int sails{};

  using table = sa::table<"boats", sa::inherits<&Boat::car>, sa::polymorphic_identity<9>>;
};
static_assert(std::is_same_v<sa::upper_of_t<Boat>, Car> && std::is_same_v<sa::table_owner_t<Boat>, Boat>);

// The key is that of the base, and refers to it from a table of its own.
template <class Entity>
using own_key = typename decltype(sa::meta::key_among<void>(sa::options_of_t<Entity>{}))::type;
static_assert(std::is_same_v<own_key<Employee>, sa::columns<&Employee::id>>);
static_assert(std::is_same_v<own_key<Tanker>, sa::columns<sa::path<&Tanker::truck, &Truck::vehicle, &Vehicle::id>>>);
static_assert(
    std::is_same_v<
        sa::options_of_t<Architect>,
        sa::type_list<sa::inherits<&Architect::engineer>, sa::polymorphic_identity<"architect">,
                      sa::primary_key<sa::path<&Architect::engineer, &Engineer::employee, &Employee::id>>,
                      sa::foreign_key<sa::columns<sa::path<&Architect::engineer, &Engineer::employee, &Employee::id>>,
                                      sa::columns<sa::path<&Engineer::employee, &Employee::id>>>>>);
static_assert(std::is_same_v<sa::options_of_t<Team>, sa::type_list<sa::primary_key<&Team::id>>>);

static_assert(std::is_same_v<sa::discriminator_t<Employee>, sa::columns<&Employee::kind>>);
static_assert(std::is_same_v<sa::discriminator_t<Car>, sa::columns<sa::path<&Car::vehicle, &Vehicle::kind>>>);
static_assert(sa::is_polymorphic<Architect> && !sa::is_polymorphic<Team>);
static_assert(sa::identity_of<Engineer>::is_there && !sa::identity_of<Vehicle>::is_there);

TEST_CASE("what stands for a struct is what its table says") {
  CHECK(sa::plain_value(sa::identity_of<Engineer>::value) == "engineer");
  CHECK(sa::plain_value(sa::identity_of<Tanker>::value) == 3);
}

}  // namespace
