// SPDX-License-Identifier: MIT
#include <sqlalloy/meta/reflect.hpp>

#include <catch2/catch.hpp>

#include <any>
#include <array>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

namespace sa = sqlalloy;

namespace {

using sa::meta::field_count;
using sa::meta::field_index;
using sa::meta::field_names;
using sa::meta::field_t;
using sa::meta::is_reflectable;

enum class colour { red, green };

struct person {
  std::int64_t id{};
  std::string name{};
  std::optional<std::string> email{};
  std::optional<int> age{};
};

static_assert(is_reflectable<person> && field_count<person> == 4);
static_assert(field_names<person>[0] == "id" && field_names<person>[1] == "name" && field_names<person>[2] == "email" &&
              field_names<person>[3] == "age");
static_assert(std::is_same_v<field_t<person, 0>, std::int64_t> && std::is_same_v<field_t<person, 1>, std::string> &&
              std::is_same_v<field_t<person, 2>, std::optional<std::string>> &&
              std::is_same_v<field_t<person, 3>, std::optional<int>>);
static_assert(field_index<person>("email") == 2);
static_assert(field_index<person>("Email") == 4 && field_index<person>("") == 4, "their number where there is none");

// Each kind of type that a column may have, as it is and as an optional.
struct kinds {
  bool flag{};
  signed char tiny{};
  std::uint64_t most{};
  float half{};
  std::optional<double> maybe{};
  colour paint{};
  std::optional<colour> other_paint{};
  std::vector<std::byte> blob{};
  std::optional<std::vector<unsigned char>> maybe_blob{};
  std::array<std::byte, 16> uuid{};
  std::optional<std::array<unsigned char, 4>> address{};
  std::string_view text{};
  std::unique_ptr<int> only_moves{};
  std::any anything{};
};
static_assert(is_reflectable<kinds> && field_count<kinds> == 14 && field_names<kinds>[13] == "anything");
static_assert(std::is_same_v<field_t<kinds, 9>, std::array<std::byte, 16>>, "std::array is one field");

struct anything_first {  // which takes a value of every type, as if that were a base class
  std::any value{};
  int id{};
};
static_assert(is_reflectable<anything_first> && field_count<anything_first> == 2);

struct alone {
  int id{};
};
static_assert(is_reflectable<alone> && field_count<alone> == 1 && field_names<alone>[0] == "id");

struct without_initialisers {
  int id;
  std::string name;
  colour paint;
};
static_assert(is_reflectable<without_initialisers> && field_names<without_initialisers>[2] == "paint");

struct shop {
  struct address {
    std::string street{};
    int number{};
  };
  address home{};
  person owner{};
  int id{};
};
static_assert(is_reflectable<shop> && field_count<shop> == 3, "an aggregate in an aggregate is one field");
static_assert(std::is_same_v<field_t<shop, 0>, shop::address> && field_names<shop>[2] == "id");
static_assert(is_reflectable<shop::address> && field_names<shop::address>[1] == "number");

namespace near::by {
struct größe {
  int höhe{};
  int b_2{};
};
}  // namespace near::by
static_assert(field_names<near::by::größe>[0] == "höhe" && field_names<near::by::größe>[1] == "b_2");

template <class T, auto... Values>
struct box {
  T content{};
  int number{};
};
static_assert(field_names<box<int, ';', '.', '}', ')'>>[0] == "content");
static_assert(field_names<box<person, ':'>>[1] == "number");

struct with_table {
  int id{};
  std::string name{};

  using table = int;
  static constexpr int not_a_field = 1;
  int twice() const { return 2 * id; }
};
static_assert(field_count<with_table> == 2, "functions, types and static members are no fields");
static_assert(with_table::not_a_field == 1);

struct hundred {
  int f00{}, f01{}, f02{}, f03{}, f04{}, f05{}, f06{}, f07{}, f08{}, f09{};
  int f10{}, f11{}, f12{}, f13{}, f14{}, f15{}, f16{}, f17{}, f18{}, f19{};
  int f20{}, f21{}, f22{}, f23{}, f24{}, f25{}, f26{}, f27{}, f28{}, f29{};
  int f30{}, f31{}, f32{}, f33{}, f34{}, f35{}, f36{}, f37{}, f38{}, f39{};
  int f40{}, f41{}, f42{}, f43{}, f44{}, f45{}, f46{}, f47{}, f48{}, f49{};
  long f50{}, f51{}, f52{}, f53{}, f54{}, f55{}, f56{}, f57{}, f58{}, f59{};
  long f60{}, f61{}, f62{}, f63{}, f64{}, f65{}, f66{}, f67{}, f68{}, f69{};
  long f70{}, f71{}, f72{}, f73{}, f74{}, f75{}, f76{}, f77{}, f78{}, f79{};
  long f80{}, f81{}, f82{}, f83{}, f84{}, f85{}, f86{}, f87{}, f88{}, f89{};
  long f90{}, f91{}, f92{}, f93{}, f94{}, f95{}, f96{}, f97{}, f98{};
  std::string f99{};
};
static_assert(is_reflectable<hundred> && field_count<hundred> == 100);
static_assert(field_names<hundred>[0] == "f00" && field_names<hundred>[42] == "f42" &&
              field_names<hundred>[99] == "f99");
static_assert(std::is_same_v<field_t<hundred, 49>, int> && std::is_same_v<field_t<hundred, 50>, long> &&
              std::is_same_v<field_t<hundred, 99>, std::string>);
static_assert(field_index<hundred>("f99") == 99);

struct hundred_and_one {
  bool f00{}, f01{}, f02{}, f03{}, f04{}, f05{}, f06{}, f07{}, f08{}, f09{}, f10{}, f11{}, f12{}, f13{}, f14{}, f15{},
      f16{}, f17{}, f18{}, f19{};
  bool f20{}, f21{}, f22{}, f23{}, f24{}, f25{}, f26{}, f27{}, f28{}, f29{}, f30{}, f31{}, f32{}, f33{}, f34{}, f35{},
      f36{}, f37{}, f38{}, f39{};
  bool f40{}, f41{}, f42{}, f43{}, f44{}, f45{}, f46{}, f47{}, f48{}, f49{}, f50{}, f51{}, f52{}, f53{}, f54{}, f55{},
      f56{}, f57{}, f58{}, f59{};
  bool f60{}, f61{}, f62{}, f63{}, f64{}, f65{}, f66{}, f67{}, f68{}, f69{}, f70{}, f71{}, f72{}, f73{}, f74{}, f75{},
      f76{}, f77{}, f78{}, f79{};
  bool f80{}, f81{}, f82{}, f83{}, f84{}, f85{}, f86{}, f87{}, f88{}, f89{}, f90{}, f91{}, f92{}, f93{}, f94{}, f95{},
      f96{}, f97{}, f98{}, f99{};
  bool f100{};
};
static_assert(!is_reflectable<hundred_and_one>, "Boost.PFR has an end");

// What cannot be reflected is told, and is no error by itself.
struct c_array {
  int id{};
  char text[8]{};
};
struct c_array_of_one {
  int number[1]{};
};
struct c_array_alone {
  int number[3]{};
};
struct c_array_of_one_behind {
  int id{};
  int numbers[1]{};
};
struct derived : person {
  int extra{};
};
struct derived_only : person {};
struct nothing {};
struct derived_from_nothing : nothing {
  int id{};
};
[[maybe_unused]] int somewhere = 0;
struct reference {
  int& number = somewhere;
};
struct reference_behind {
  int id{};
  const std::string& name;
};
class closed {
  [[maybe_unused]] int id_{};
};
struct constructed {
  constructed() {}
  int id{};
};
struct with_virtual {
  virtual ~with_virtual() = default;
  int id{};
};
union either {
  int number;
  float real;
};

static_assert(!is_reflectable<c_array> && !is_reflectable<c_array_of_one> && !is_reflectable<c_array_alone> &&
              !is_reflectable<c_array_of_one_behind>);
static_assert(!is_reflectable<derived> && !is_reflectable<derived_only> && !is_reflectable<derived_from_nothing>);
static_assert(!is_reflectable<reference> && !is_reflectable<reference_behind>);
static_assert(!is_reflectable<nothing>);
static_assert(field_count<c_array> == 0 && field_count<derived> == 0 && field_count<int> == 0 &&
                  field_names<c_array>.empty() && field_index<reference>("number") == 0,
              "what is no field gives no second error");
static_assert(!is_reflectable<closed> && !is_reflectable<constructed> && !is_reflectable<with_virtual>);
static_assert(!is_reflectable<either> && !is_reflectable<int> && !is_reflectable<colour> && !is_reflectable<int*> &&
              !is_reflectable<void> && !is_reflectable<int[3]>);

// The type of a member is known without reflection, and so inside the class while it is being written.
using sa::meta::value_t;
static_assert(std::is_same_v<value_t<&person::email>, std::optional<std::string>>);
static_assert(std::is_same_v<value_t<sa::member<person, "age">>, std::optional<int>>);

template <class T>
constexpr std::string_view name_in_template() {
  struct local {
    T value{};
    int id{};
  };
  return field_names<local>[1];
}
static_assert(name_in_template<box<int, ';'>>() == "id");

}  // namespace

TEST_CASE("each field of an aggregate is visited once and in order") {
  const box<char> letters{'a', 2};
  std::vector<int> seen;
  auto see = [&](const auto& field) { seen.push_back(static_cast<int>(field)); };
  sa::meta::for_each_field(letters, see);
  CHECK(seen == std::vector<int>{'a', 2});

  hundred many{};
  auto count = [next = 0](auto& field) mutable {
    if constexpr (std::is_same_v<decltype(field), std::string&>)
      field = std::to_string(next);
    else
      field = next++;
  };
  sa::meta::for_each_field(many, count);
  CHECK(many.f00 == 0);
  CHECK(many.f98 == 98);
  CHECK(many.f99 == "99");
}

TEST_CASE("the fields of an aggregate are found with their names") {
  struct local {
    int id{};
    std::string name{};
  };
  CHECK(field_count<local> == 2);
  CHECK(field_names<local>[1] == "name");

  local object{7, "Ada"};
  auto clear = [](auto& field) { field = {}; };
  sa::meta::for_each_field(object, clear);
  CHECK(object.id == 0);
  CHECK(object.name.empty());

  CHECK(name_in_template<int>() == "id");
}
