// SPDX-License-Identifier: MIT
#include <sqlalloy/expr/text.hpp>

#include <catch2/catch.hpp>

#include <optional>
#include <sqlalloy/expr/column.hpp>
#include <sqlalloy/expr/literal.hpp>
#include <string>
#include <string_view>
#include <support/gives.hpp>
#include <support/schemas.hpp>
#include <type_traits>
#include <utility>

namespace sa = sqlalloy;
using namespace sa::literals;
using blog::User;

namespace {

constexpr auto name = sa::col<&User::name>;
constexpr auto email = sa::col<&User::email>;

template <class Operator, class... Operands>
constexpr bool is(const sa::operation<Operator, Operands...>&, const Operands&...) {
  return true;
}
template <class Operator>
constexpr bool is(const auto&, const auto&...) {
  return false;
}
using text = sa::bind<std::string_view>;

// --- concat -------------------------------------------------------------------------------------------------------

static_assert(is<sa::concat_operator>(sa::concat(name, email), name, email) &&
              is<sa::concat_operator>(sa::concat(name, "!"), name, text("!")) &&
              is<sa::concat_operator>(sa::concat("!", name), text("!"), name) &&
              is<sa::concat_operator>(sa::concat("x"_p, name), sa::param<"x", std::string>{}, name));
static_assert(gives<std::string>(sa::concat(name, "!")) && gives<std::optional<std::string>>(sa::concat(name, email)));

// Several pieces are joined from the left, wherever a literal stands.
template <class Node>
constexpr std::size_t pieces = 1;
template <class Left, class Right>
constexpr std::size_t pieces<sa::operation<sa::concat_operator, Left, Right>> = pieces<Left> + pieces<Right>;
template <class Node>
constexpr std::size_t pieces_of(const Node&) {
  return pieces<Node>;
}
static_assert(pieces_of(sa::concat(name, " ", email)) == 3 && pieces_of(sa::concat("<", name, ">")) == 3 &&
              pieces_of(sa::concat("<", name, email)) == 3 && pieces_of(sa::concat(name, email, ">")) == 3 &&
              pieces_of(sa::concat(name, email, name)) == 3 && pieces_of(sa::concat(name, " ", email, ">")) == 4 &&
              pieces_of(sa::concat(name, " ", email, " ", name)) == 5 &&
              pieces_of(sa::concat(name, sa::lit<" ">, email, sa::lit<" ">, name, name)) == 6);
static_assert(is<sa::concat_operator>(sa::concat(name, " ", email), sa::concat(name, " "), email));
constexpr auto both = sa::concat(name, " ", email);
static_assert(sa::meta::get<1>(sa::meta::get<0>(both.parts).parts).value == " ",
              "string literals keep the query constexpr");
static_assert(gives<std::optional<std::string>>(both));

template <class... T>
concept joins = requires(T... pieces_to_join) { sa::concat(pieces_to_join...); };
using column = std::remove_const_t<decltype(name)>;
static_assert(joins<column, std::string> && joins<std::string, column, std::string_view> &&
              joins<column, decltype("x"_p)>);
static_assert(!joins<column> && !joins<std::string, std::string> && !joins<column, const char*> &&
              !joins<column, column, const char*>);

// --- LIKE and its kin ---------------------------------------------------------------------------------------------

static_assert(is<sa::like_operator>(sa::like(name, "A%"), name, text("A%")) &&
              is<sa::like_operator>(sa::like(name, email), name, email) &&
              is<sa::like_operator>(sa::like(name, "x"_p), name, sa::param<"x", std::string>{}));
static_assert(is<sa::find_operator<sa::placed::anywhere>>(sa::contains(name, "50%"), name, text("50%")) &&
              is<sa::find_operator<sa::placed::at_start>>(sa::starts_with(name, email), name, email) &&
              is<sa::find_operator<sa::placed::at_start>>(sa::starts_with(name, "A"), name, text("A")) &&
              is<sa::find_operator<sa::placed::at_end>>(sa::ends_with(name, "x"_p), name,
                                                        sa::param<"x", std::string>{}) &&
              is<sa::find_operator<sa::placed::at_end>>(sa::ends_with(name, "z"), name, text("z")));
static_assert(gives<bool>(sa::like(name, "A%")) && gives<std::optional<bool>>(sa::like(email, "A%")) &&
              gives<std::optional<bool>>(sa::contains(name, email)) && gives<bool>(sa::ends_with(name, "x"_p)));

struct stranger {};
template <class T>
concept can_be_pattern = requires(T value) {
  sa::like(name, value);
  sa::contains(name, value);
  sa::starts_with(name, value);
  sa::ends_with(name, value);
};
static_assert(can_be_pattern<std::string> && can_be_pattern<std::string_view> && can_be_pattern<decltype(email)> &&
              can_be_pattern<decltype("x"_p)>);
static_assert(!can_be_pattern<stranger> && !can_be_pattern<const char*>);
template <class T>
concept can_be_searched = requires(T value) { sa::like(value, "x"); };
static_assert(can_be_searched<decltype(name)> && !can_be_searched<std::string> && !can_be_searched<decltype("x"_p)>);

static_assert(std::is_empty_v<decltype(sa::concat(name, email, name))> &&
              sizeof(sa::like(name, "A")) == sizeof(std::string_view));

}  // namespace

TEST_CASE("text that is searched for is kept") {
  std::string needle(64, 'x');
  const auto found = sa::contains(name, std::string_view(needle));
  const char* const place = needle.data();
  const auto joined = sa::concat(name, " ", std::move(needle));
  CHECK(sa::meta::get<1>(joined.parts).value.data() == place);
  CHECK(sa::meta::get<1>(found.parts).value == std::string(64, 'x'));
}
