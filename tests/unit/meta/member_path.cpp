// SPDX-License-Identifier: MIT
#include <sqlalloy/meta/member_path.hpp>

#include <catch2/catch.hpp>

#include <string>
#include <string_view>
#include <type_traits>

namespace sa = sqlalloy;

namespace {

struct position {
  double latitude{};
};
struct address {
  std::string city{};
  position at{};
};
struct customer {
  int id{};
  address home{};
  // Inside the struct, which is incomplete there.
  static constexpr auto city = sa::path<&customer::home, &address::city>;
};

constexpr auto latitude = sa::path<&customer::home, &address::at, &position::latitude>;
using city_path = std::remove_const_t<decltype(customer::city)>;

static_assert(std::is_empty_v<city_path>);
static_assert(std::is_same_v<city_path, sa::member_path<&customer::home, &address::city>>, "the way is in the type");

// A path is a member like any other: it has an owner, a value and a name.
static_assert(std::is_same_v<sa::meta::owner_t<latitude>, customer>);
static_assert(std::is_same_v<sa::meta::value_t<latitude>, double> &&
              std::is_same_v<sa::meta::value_t<customer::city>, std::string>);
static_assert(sa::meta::member_name<latitude> == "home.at.latitude" &&
                  sa::meta::member_name<customer::city> == "home.city",
              "no field is called so");
static_assert(sa::meta::name_of_member<latitude>::column() == "home_at_latitude");

// Members may be named by text, anywhere on the way.
static_assert(sa::meta::member_name<sa::path<sa::member<customer, "home">, &address::city>> == "home.city");
static_assert(std::is_same_v<sa::meta::value_t<sa::path<&customer::home, sa::member<address, "city">>>, std::string>);
static_assert(std::is_same_v<sa::meta::owner_t<sa::path<sa::member<customer, "home">, &address::city>>, customer>);

static_assert(sa::meta::path_holds_together<&customer::home, &address::at, &position::latitude>);
static_assert(!sa::meta::path_holds_together<&customer::home, &position::latitude>);
static_assert(!sa::meta::path_holds_together<&customer::home, &address::at, &address::city>);
static_assert(sa::meta::path_holds_together<sa::member<customer, "home">, &address::city>,
              "of a member named by text nothing is asked");

struct one_name {
  static consteval std::string_view find() { return "a"; }
};
struct other_name {
  static consteval std::string_view find() { return "bc"; }
};
static_assert(sa::meta::joined_names<'_', one_name, other_name, one_name>::value == "a_bc_a");
static_assert(sa::meta::joined_names<'.', other_name>::value == "bc");

}  // namespace

TEST_CASE("a path says the names of its members") {
  CHECK(sa::meta::member_name<latitude> == "home.at.latitude");
  CHECK(sa::meta::name_of_member<customer::city>::column() == "home_city");
}
