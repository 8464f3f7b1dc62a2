// SPDX-License-Identifier: MIT
#include <sqlalloy/meta/hana.hpp>

#include <catch2/catch.hpp>

#include <boost/hana/core/make.hpp>
#include <boost/hana/pair.hpp>
#include <boost/hana/string.hpp>
#include <boost/hana/tuple.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <type_traits>
#include <utility>

namespace sa = sqlalloy;
namespace hana = boost::hana;

namespace {

// No aggregate: it has a constructor.
struct point {
  point(int first, int second) : x(first), y(second) {}
  int x;
  int y;
  std::optional<std::string> label{};
};

// An aggregate, but only two of its fields are adapted, in another order.
struct chosen {
  int a{};
  int b{};
  int c{};
};

class account {
 public:
  account() = default;
  account(std::int64_t number, std::string owner) : number_(number), owner_(std::move(owner)) {}
  std::int64_t number() const { return number_; }
  const std::string& owner() const { return owner_; }

 private:
  friend struct hana::accessors_impl<account>;
  std::int64_t number_{};
  std::string owner_{};
};

struct base {
  int id{};
};
struct derived : base {
  int more{};
};

struct not_adapted {
  int id{};
};

}  // namespace

BOOST_HANA_ADAPT_STRUCT(point, x, y, label);
BOOST_HANA_ADAPT_STRUCT(chosen, c, a);
BOOST_HANA_ADAPT_STRUCT(derived, id, more);

template <>
struct boost::hana::accessors_impl<account> {
  static BOOST_HANA_CONSTEXPR_LAMBDA auto apply() {
    return hana::make_tuple(
        hana::make_pair(BOOST_HANA_STRING("number"), [](auto& object) -> auto& { return object.number_; }),
        hana::make_pair(BOOST_HANA_STRING("owner"), [](auto& object) -> auto& { return object.owner_; }));
  }
};

namespace {

using sa::meta::field_count;
using sa::meta::field_index;
using sa::meta::field_names;
using sa::meta::field_t;
using sa::meta::is_reflectable;
using sa::meta::value_t;

static_assert(is_reflectable<point> && field_count<point> == 3);
static_assert(field_names<point>[0] == "x" && field_names<point>[2] == "label" && field_index<point>("y") == 1);
static_assert(std::is_same_v<field_t<point, 0>, int> && std::is_same_v<field_t<point, 2>, std::optional<std::string>>);
static_assert(std::is_same_v<value_t<&point::y>, int>, "a public member has a pointer, as in an aggregate");

static_assert(field_count<chosen> == 2, "what was adapted comes before what could be found");
static_assert(field_names<chosen>[0] == "c" && field_names<chosen>[1] == "a");

static_assert(is_reflectable<derived> && field_names<derived>[0] == "id", "bases are no matter where fields are named");

static_assert(is_reflectable<account> && field_count<account> == 2);
static_assert(field_names<account>[0] == "number" && field_names<account>[1] == "owner");
static_assert(std::is_same_v<field_t<account, 0>, std::int64_t> && std::is_same_v<field_t<account, 1>, std::string>);
static_assert(std::is_same_v<value_t<sa::member<account, "number">>, std::int64_t>);
static_assert(std::is_same_v<value_t<sa::member<account, "owner">>, std::string>);
static_assert(std::is_same_v<value_t<sa::member<point, "label">>, std::optional<std::string>>);

static_assert(is_reflectable<not_adapted> && field_names<not_adapted>[0] == "id", "others are read as before");

}  // namespace

TEST_CASE("the fields of an adapted class are found and filled") {
  account mine{7, "Ada"};
  auto change = [](auto& field) {
    if constexpr (std::is_same_v<decltype(field), std::string&>)
      field += " Lovelace";
    else
      field += 1;
  };
  sa::meta::for_each_field(mine, change);
  CHECK(mine.number() == 8);
  CHECK(mine.owner() == "Ada Lovelace");

  const account& fixed = mine;
  std::string seen;
  auto see = [&](const auto& field) {
    if constexpr (std::is_same_v<decltype(field), const std::string&>)
      seen += field;
    else
      seen += std::to_string(field) + " ";
  };
  sa::meta::for_each_field(fixed, see);
  CHECK(seen == "8 Ada Lovelace");

  chosen some{1, 2, 3};
  int order = 0;
  auto note = [&](int field) { order = order * 10 + field; };
  sa::meta::for_each_field(some, note);
  CHECK(order == 31);
}
