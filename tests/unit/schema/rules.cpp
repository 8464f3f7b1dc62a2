// SPDX-License-Identifier: MIT
#include <sqlalloy/schema/rules.hpp>

#include <catch2/catch.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <support/schemas.hpp>
#include <type_traits>

namespace sa = sqlalloy;
namespace rules = sqlalloy::rules;

namespace {

struct address {
  std::string street{};
};
struct with_nested {
  int id{};
  address home{};
};
struct box {
 private:
  [[maybe_unused]] int content_{};
};
struct with_box {
  int id{};
  box content{};
};
struct with_optional {
  int id{};
  std::optional<address> home{};
};
struct with_pointer {
  int id{};
  const char* name{};
};
struct with_double_optional {
  std::optional<std::optional<int>> value{};
};
struct with_array {
  int id[3]{};
};
struct keyless {
  int number{};
};

static_assert(rules::can_be_reflected<blog::User> && rules::can_be_reflected<with_nested>);
static_assert(!rules::can_be_reflected<with_array> && !rules::can_be_reflected<int>);

static_assert(rules::every_field_has_a_codec<blog::User> && rules::every_field_has_a_codec<blog::Comment>);
static_assert(rules::every_field_has_a_codec<with_nested>, "a struct in a struct is its columns");
static_assert(!rules::every_field_has_a_codec<with_box>, "a class in a struct needs a codec of its own");
static_assert(rules::every_field_has_a_codec<with_optional>, "of an optional composite the other rule speaks, alone");
static_assert(std::is_void_v<rules::faulty_composite_t<with_nested>> &&
              std::is_same_v<rules::faulty_composite_t<with_optional>,
                             rules::composite_with<sa::composite_fault::is_optional, std::optional<address>>>);
static_assert(rules::composites_are_columns<rules::faulty_composite_t<blog::User>> &&
              !rules::composites_are_columns<rules::faulty_composite_t<with_optional>>);
static_assert(!rules::every_field_has_a_codec<with_pointer> && !rules::every_field_has_a_codec<with_double_optional>);
static_assert(rules::every_field_has_a_codec<with_array>, "of what cannot be read the other rule speaks, alone");

static_assert(rules::table_has_a_key<blog::User> && rules::table_has_a_key<blog::Comment>);
static_assert(!rules::table_has_a_key<keyless>);

struct other {
  std::int64_t id{};
  int number{};
  using table = sa::table<"others", sa::primary_key<&other::id>, sa::autoincrement<&other::id>,
                          sa::column_name<&other::number, "no">>;
};
struct strayed {
  std::int64_t id{};
  int number{};
  using table = sa::table<"strayed", sa::primary_key<&strayed::id>, sa::index<&strayed::number, &other::number>,
                          sa::unique<&other::number>, sa::column_name<&strayed::number, "id">>;
};
struct seat {
  int hall{};
  std::string row{};
  using table = sa::table<"seats", sa::primary_key<&seat::hall, &seat::row>>;
};
static_assert(std::is_void_v<rules::stray_option_t<other>> && std::is_void_v<rules::stray_option_t<keyless>>);
static_assert(std::is_same_v<rules::stray_option_t<strayed>, sa::index<&strayed::number, &other::number>>,
              "the first of them is the culprit");
struct names_a_composite {
  int id{};
  address home{};
  using table = sa::table<"a", sa::primary_key<&names_a_composite::id>, sa::index<&names_a_composite::home>>;
};
struct names_its_column {
  int id{};
  address home{};
  std::string home_street{};
  using table = sa::table<"a", sa::primary_key<&names_its_column::id>,
                          sa::index<sa::path<&names_its_column::home, &address::street>>>;
};
static_assert(std::is_same_v<rules::stray_option_t<names_a_composite>, sa::index<&names_a_composite::home>>);
static_assert(std::is_void_v<rules::stray_option_t<names_its_column>>);
static_assert(!rules::column_names_differ<names_its_column>, "a field has the name of a composite's column");
static_assert(rules::column_names_differ<other> && !rules::column_names_differ<strayed>);

static_assert(rules::is_whole_integer_key<&other::id> && !rules::is_whole_integer_key<&other::number>);
static_assert(!rules::is_whole_integer_key<&seat::hall> && !rules::is_whole_integer_key<&seat::row>);
static_assert(std::is_void_v<rules::fault_in_tables_t<rules::unnumbered_column, other, seat>>);
static_assert(std::is_void_v<rules::unnumbered_column<sa::autoincrement<&seat::hall, false>>::type>,
              "that a column is not numbered can be said of any");
static_assert(
    std::is_same_v<rules::unnumbered_column<sa::autoincrement<&seat::hall>>::type, sa::autoincrement<&seat::hall>>);

struct target {
  std::int64_t id{};
  std::string code{};
  using table = sa::table<"targets", sa::primary_key<&target::id>>;
};
struct source {
  std::int64_t same{};
  std::optional<std::int64_t> may_be_null{};
  std::int32_t narrower{};
  std::uint64_t unsigned_one{};
  std::string text{};
};
template <auto From, auto To>
constexpr bool match = rules::key_has_the_types_of_its_target<sa::key_edge<sa::columns<From>, target, sa::columns<To>>>;
static_assert(match<&source::same, &target::id> && match<&source::text, &target::code>);
static_assert(match<&source::may_be_null, &target::id>, "a key may be NULL; what it refers to is not");
static_assert(!match<&source::narrower, &target::id> && !match<&source::unsigned_one, &target::id> &&
              !match<&source::text, &target::id>);

using short_of_one = sa::key_edge<sa::columns<&source::same>, blog::Comment,
                                  sa::columns<&blog::Comment::post_id, &blog::Comment::number>>;
static_assert(!rules::key_has_the_types_of_its_target<short_of_one>, "one column cannot refer to a key of two");
using to_keyless = sa::key_edge<sa::columns<&source::same>, keyless, sa::columns<>>;
static_assert(!rules::key_has_the_types_of_its_target<to_keyless>);

}  // namespace

TEST_CASE("a rule of the schema is one truth value") {
  CHECK(rules::can_be_reflected<blog::User>);
  CHECK_FALSE(rules::every_field_has_a_codec<with_box>);
}
