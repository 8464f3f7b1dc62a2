// SPDX-License-Identifier: MIT
#include <sqlalloy/meta/type_name.hpp>

#include <catch2/catch.hpp>

#include <string_view>

namespace sa = sqlalloy;

struct at_global_scope_of_this_file {};

namespace {

using sa::meta::type_name;

struct user {
  struct address {};
};

template <auto Value, class... T>
struct box {
  struct inside {};
};

namespace deep::deeper {
struct größe {};
}  // namespace deep::deeper

static_assert(type_name<at_global_scope_of_this_file>() == "at_global_scope_of_this_file");
static_assert(type_name<user>() == "user", "an unnamed namespace is no part of the name");
static_assert(type_name<user::address>() == "address", "nor is the class around it");
static_assert(type_name<deep::deeper::größe>() == "größe");

static_assert(type_name<box<1, user>::inside>() == "inside");
static_assert(type_name<box<';', user::address>::inside>() == "inside");
static_assert(type_name<box<']', box<'>'>>::inside>() == "inside");
static_assert(type_name<box<':', user>>().starts_with("box<"), "a template keeps its arguments, which tell it apart");
static_assert(type_name<box<1>>() != type_name<box<2>>());

template <class T>
constexpr std::string_view in_template() {
  struct local {};
  return type_name<local>();
}
static_assert(in_template<int>() == "local");
static_assert(in_template<box<';', user>>() == "local");

constexpr auto in_lambda = [](auto) {
  struct local {};
  return type_name<local>();
};
static_assert(in_lambda(1) == "local");

}  // namespace

TEST_CASE("a class is called as it was written") {
  struct local {};
  CHECK(type_name<local>() == "local");
  CHECK(type_name<user::address>() == "address");
  CHECK(in_lambda("x") == "local");
}
