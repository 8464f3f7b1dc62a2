// SPDX-License-Identifier: MIT
#include <sqlalloy/schema/column_fields.hpp>

#include <catch2/catch.hpp>

#include <string>
#include <type_traits>
#include <utility>

namespace sa = sqlalloy;

namespace {

struct Other;
struct mixed {
  sa::one<Other> first{};
  int id{};
  sa::many<Other> between{};
  std::string name{};
  sa::many<Other> last{};
};
struct plain {
  int id{};
  std::string name{};
};
struct only_relations {
  sa::many<Other> others{};
};

using sa::column_field_t;
using sa::column_fields;

static_assert(column_fields<mixed>::size == 2 && column_fields<mixed>::index[0] == 1 &&
              column_fields<mixed>::index[1] == 3);
static_assert(column_fields<mixed>::is_relation[0] && !column_fields<mixed>::is_relation[1] &&
              column_fields<mixed>::is_relation[4]);
static_assert(std::is_same_v<column_field_t<mixed, 0>, int> && std::is_same_v<column_field_t<mixed, 1>, std::string>);
static_assert(column_fields<plain>::size == 2 && column_fields<plain>::index[1] == 1);
static_assert(column_fields<only_relations>::size == 0);

struct count_and_change {
  int& count;
  void operator()(int& number) const { number += 10 * ++count; }
  void operator()(const int&) const { ++count; }
  void operator()(const std::string&) const { ++count; }
};

}  // namespace

TEST_CASE("each column is visited, in order, and no relation") {
  mixed object{.id = 3, .name = "x"};
  int count = 0;
  const count_and_change f{count};
  sa::for_each_column(object, f);
  CHECK(count == 2);
  CHECK(object.id == 13);
  sa::for_each_column(std::as_const(object), f);
  CHECK(count == 4);
}
