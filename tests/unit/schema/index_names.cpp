// SPDX-License-Identifier: MIT
#include <sqlalloy/schema/index_names.hpp>

#include <catch2/catch.hpp>

#include <cstdint>
#include <string_view>
#include <type_traits>

namespace sa = sqlalloy;
namespace rules = sqlalloy::rules;

namespace {

constexpr sa::seen_name seen(std::string_view name, std::string_view more = {}) {
  sa::seen_name out;
  out.append(name);
  out.append(more);
  return out;
}

constexpr std::string_view sixty_two = "a2345678901234567890123456789012345678901234567890123456789012";

static_assert(seen("ix_A") == seen("IX_a") && seen("ix_a") != seen("ix_b"));
static_assert(seen(sixty_two, "3x") == seen(sixty_two, "3y"), "cut at 63 bytes");
static_assert(seen(sixty_two, "3") != seen(sixty_two, "4"), "and not before");
// PostgreSQL cuts between characters: U+00E9 and U+00E8 differ in their second byte, which is the 64th.
static_assert(seen(sixty_two, "\u00E9") == seen(sixty_two, "\u00E8"));
static_assert(seen(sixty_two.substr(1), "\u00E9") != seen(sixty_two.substr(1), "\u00E8"));

struct a {
  int id{};
  int b_c{};
  using table = sa::table<"a", sa::primary_key<&a::id>, sa::index<&a::b_c>>;
};
struct a_b {
  int id{};
  int c{};
  using table = sa::table<"a_b", sa::primary_key<&a_b::id>, sa::index<&a_b::c>, sa::named<"of_c", sa::unique<&a_b::c>>>;
};
struct apart {
  int id{};
  int c{};
  using table = sa::table<"a_b", sa::schema_name<"other">, sa::primary_key<&apart::id>, sa::index<&apart::c>>;
};
struct after_a_key {
  int id{};
  using table =
      sa::table<"after_a_key", sa::primary_key<&after_a_key::id>, sa::named<"OF_C", sa::index<&after_a_key::id>>>;
};
struct after_a_table {
  int id{};
  using table =
      sa::table<"after_a_table", sa::primary_key<&after_a_table::id>, sa::named<"a_b", sa::index<&after_a_table::id>>>;
};
struct twice {
  int id{};
  using table = sa::table<"twice", sa::index<&twice::id>, sa::index<&twice::id>>;
};

static_assert(std::is_void_v<rules::taken_index_t<>> && std::is_void_v<rules::taken_index_t<a>>);
static_assert(std::is_same_v<rules::taken_index_t<a, a_b>, sa::index<&a::b_c>>, "the first of the two is the culprit");
static_assert(std::is_void_v<rules::taken_index_t<a, apart>>, "each schema has names of its own");
static_assert(std::is_same_v<rules::taken_index_t<a_b, after_a_key>, sa::named<"OF_C", sa::index<&after_a_key::id>>>);
static_assert(
    std::is_same_v<rules::taken_index_t<after_a_table, a_b>, sa::named<"a_b", sa::index<&after_a_table::id>>>);
static_assert(std::is_same_v<rules::taken_index_t<twice>, sa::index<&twice::id>>);
static_assert(rules::index_name_is_free<void> && !rules::index_name_is_free<sa::index<&a::b_c>>);

TEST_CASE("the name of an index, as databases see it") {
  sa::seen_name name;
  sa::named_part<sa::index<&a::b_c>>::write(name);
  CHECK(std::string_view(name.text.data(), name.size) == "ix_a_b_c");
  CHECK_FALSE(name.is_cut);
}

}  // namespace
