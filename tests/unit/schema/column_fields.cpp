// SPDX-License-Identifier: MIT
#include <sqlalloy/schema/column_fields.hpp>

#include <catch2/catch.hpp>

#include <cstdint>
#include <optional>
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
using sa::composite_fault;
using sa::field_kind;

static_assert(column_fields<mixed>::size == 2 && column_fields<mixed>::places[0].field == 1 &&
              column_fields<mixed>::places[1].field == 3 && column_fields<mixed>::places[1].inner == 0);
static_assert(column_fields<mixed>::shapes[0].kind == field_kind::relation &&
              column_fields<mixed>::shapes[1].kind == field_kind::column &&
              column_fields<mixed>::shapes[4].kind == field_kind::relation);
static_assert(column_fields<mixed>::shape.relations == 3 && column_fields<mixed>::shape.composites == 0);
static_assert(std::is_same_v<column_field_t<mixed, 0>, int> && std::is_same_v<column_field_t<mixed, 1>, std::string>);
static_assert(column_fields<plain>::size == 2 && column_fields<plain>::places[1].field == 1);
static_assert(column_fields<only_relations>::size == 0);

// A plain struct without a codec is its columns, at any depth.
struct inner {
  double real{};
  std::optional<int> maybe{};
};
struct middle {
  std::string text{};
  inner within{};
};
struct outer {
  sa::one<Other> other{};
  middle first{};
  int number{};
  inner last{};
};
static_assert(sa::shape_of_field<middle>.kind == field_kind::composite && sa::shape_of_field<middle>.columns == 3);
static_assert(column_fields<outer>::size == 6 && column_fields<outer>::shape.composites == 2 &&
              column_fields<outer>::shape.relations == 1);
static_assert(std::is_same_v<column_field_t<outer, 0>, std::string> &&
              std::is_same_v<column_field_t<outer, 1>, double> &&
              std::is_same_v<column_field_t<outer, 2>, std::optional<int>> &&
              std::is_same_v<column_field_t<outer, 3>, int> &&
              std::is_same_v<column_field_t<outer, 5>, std::optional<int>>);
static_assert(
    std::is_same_v<sa::column_path_t<outer, 2>,
                   sa::type_list<sa::field_place<outer, 1>, sa::field_place<middle, 1>, sa::field_place<inner, 1>>>);
static_assert(std::is_same_v<sa::column_path_t<outer, 3>, sa::type_list<sa::field_place<outer, 2>>>);
static_assert(sa::field_place<middle, 1>::find() == "within");

// With a codec it is one column.
struct word_list {
  int value{};
};

}  // namespace

template <>
struct sqlalloy::codec<word_list> {
  using storage = std::int32_t;
  static constexpr storage encode(const word_list& from) { return from.value; }
  static constexpr word_list decode(storage stored) { return {stored}; }
};

namespace {

static_assert(sa::shape_of_field<word_list>.kind == field_kind::column && sa::shape_of_field<word_list>.columns == 1);
static_assert(sa::shape_of_field<std::optional<word_list>>.fault == composite_fault::none);

// What no composite can be.
struct with_relation {
  int id{};
  sa::many<Other> others{};
};
struct with_table {
  int id{};
  using table = sa::table<"tables", sa::primary_key<&with_table::id>>;
};
struct mapped_outside {
  int id{};
};
template <class T>
struct around {
  int id{};
  T field{};
};

}  // namespace

template <>
struct sqlalloy::mapping<mapped_outside> : sqlalloy::table<"outside"> {};

namespace {

template <class T>
constexpr composite_fault fault_of = column_fields<around<T>>::shape.fault;
static_assert(fault_of<middle> == composite_fault::none && fault_of<int> == composite_fault::none);
static_assert(fault_of<std::optional<inner>> == composite_fault::is_optional);
static_assert(fault_of<with_relation> == composite_fault::has_a_relation);
static_assert(fault_of<with_table> == composite_fault::has_a_table &&
              fault_of<mapped_outside> == composite_fault::has_a_table);
static_assert(fault_of<around<std::optional<inner>>> == composite_fault::is_optional, "at any depth");
static_assert(fault_of<std::optional<int>> == composite_fault::none && fault_of<void*> == composite_fault::none,
              "of what has no codec another rule speaks");

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

TEST_CASE("within a composite each column is visited, in place") {
  outer object{.first = {.text = "x", .within = {.real = 1.5, .maybe = 2}}, .number = 3, .last = {.real = 4.5}};
  std::string seen;
  const auto see = [&seen]<class T>(const T& field) {
    if constexpr (std::is_same_v<T, std::string>)
      seen += field;
    else if constexpr (std::is_same_v<T, std::optional<int>>)
      seen += field ? std::to_string(*field) : "-";
    else
      seen += std::to_string(static_cast<int>(field));
    seen += ' ';
  };
  sa::for_each_column(std::as_const(object), see);
  CHECK(seen == "x 1 2 3 4 - ");
  const auto change = []<class T>(T& field) {
    if constexpr (std::is_same_v<T, std::optional<int>>) field = 7;
  };
  sa::for_each_column(object, change);
  CHECK((object.first.within.maybe == 7 && object.last.maybe == 7));
}
