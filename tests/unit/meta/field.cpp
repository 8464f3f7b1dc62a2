// SPDX-License-Identifier: MIT
#include <sqlalloy/meta/field.hpp>

#include <catch2/catch.hpp>

#include <memory>
#include <sqlalloy/meta/member.hpp>
#include <sqlalloy/meta/member_path.hpp>
#include <string>
#include <type_traits>
#include <utility>

namespace sa = sqlalloy;

namespace {

struct person {
  int id{};
  std::string name{};
  std::unique_ptr<int> only_moves{};
};
static_assert(std::is_same_v<decltype(sa::meta::field<&person::name>(std::declval<person&>())), std::string&>);
static_assert(
    std::is_same_v<decltype(sa::meta::field<&person::name>(std::declval<const person&>())), const std::string&>);
static_assert(
    std::is_same_v<decltype(sa::meta::field_at<2>(std::declval<const person&>())), const std::unique_ptr<int>&>);

struct couple {
  int year{};
  person first{};
  person second{};
};
static_assert(
    std::is_same_v<decltype(sa::meta::field<sa::path<&couple::first, &person::name>>(std::declval<const couple&>())),
                   const std::string&>);

}  // namespace

TEST_CASE("a field is found by its index, its pointer and its name") {
  person ada{.id = 7, .name = "Ada"};
  CHECK(&sa::meta::field_at<0>(ada) == &ada.id);
  CHECK(&sa::meta::field_at<2>(ada) == &ada.only_moves);
  CHECK(&sa::meta::field<&person::name>(ada) == &ada.name);
  CHECK(&sa::meta::field<sa::member<person, "name">>(ada) == &ada.name);
  sa::meta::field<sa::member<person, "id">>(ada) = 8;
  CHECK(ada.id == 8);
  CHECK(&sa::meta::field_at<1>(std::as_const(ada)) == &ada.name);
}

TEST_CASE("a path leads to the field of the struct within") {
  couple two{};
  CHECK(&sa::meta::field<sa::path<&couple::second, &person::name>>(two) == &two.second.name);
  CHECK(&sa::meta::field<sa::path<&couple::first, sa::member<person, "id">>>(two) == &two.first.id);
  CHECK(&sa::meta::field<sa::path<sa::member<couple, "second">, &person::id>>(std::as_const(two)) == &two.second.id);
}
