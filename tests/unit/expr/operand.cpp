// SPDX-License-Identifier: MIT
#include <sqlalloy/expr/operand.hpp>

#include <catch2/catch.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <sqlalloy/expr/column.hpp>
#include <sqlalloy/type/bytes.hpp>
#include <string>
#include <string_view>
#include <support/gives.hpp>
#include <support/schemas.hpp>
#include <type_traits>
#include <utility>
#include <vector>

namespace sa = sqlalloy;
using namespace sa::literals;

namespace {

struct stranger {};
using column_of_text = std::remove_const_t<decltype(sa::col<&blog::User::name>)>;
using sa::operand;
using sa::operands;

static_assert(operand<int> && operand<double> && operand<bool> && operand<std::string> && operand<std::string_view>);
static_assert(operand<std::optional<int>> && operand<std::nullopt_t>);
static_assert(operand<column_of_text> && operand<decltype("x"_p)> && operand<sa::param<"x", int>>);
static_assert(!operand<stranger> && !operand<blog::User>, "a struct without a codec is no value");
static_assert(!operand<const char*>, "what a pointer points to may die: a literal, or std::string");
static_assert(!operand<char> && !operand<std::nullptr_t> && !operand<void*> && !operand<decltype("x"_n)>);
static_assert(!operand<std::optional<std::optional<int>>>);

static_assert(operands<column_of_text, int> && operands<int, column_of_text> &&
              operands<column_of_text, column_of_text> && operands<decltype("x"_p), column_of_text>);
static_assert(!operands<int, int> && !operands<std::string, decltype("x"_p)>, "C++'s own operators are left alone");
static_assert(!operands<column_of_text, stranger>);

// What becomes of an operand: an expression is itself, a value is bound, a parameter takes its neighbour's type.
template <class T, class Beside = int>
using node_of = std::remove_cvref_t<decltype(sa::as_operand<Beside>(std::declval<T>()))>;

static_assert(std::is_same_v<node_of<column_of_text>, column_of_text>);
static_assert(std::is_same_v<decltype(sa::as_operand<int>(std::declval<column_of_text>())), column_of_text&&>,
              "it is handed on, not moved");
static_assert(std::is_same_v<node_of<short>, sa::bind<short>>, "a value keeps its own type");
static_assert(std::is_same_v<node_of<std::optional<short>>, sa::bind<std::optional<short>>>);
static_assert(std::is_same_v<node_of<decltype("x"_p), std::string>, sa::param<"x", std::string>>);
static_assert(std::is_same_v<node_of<decltype("x"_p), std::optional<int>>, sa::param<"x", std::optional<int>>>);
static_assert(std::is_same_v<node_of<std::nullopt_t>, sa::bind<std::optional<int>>>);
static_assert(std::is_same_v<node_of<std::nullopt_t, std::optional<int>>, sa::bind<std::optional<int>>>);
static_assert(!sa::as_operand<int>(std::nullopt).value);
static_assert(sa::as_operand<void>(sa::literal_text("Ada")).value == "Ada");

// What a view shows may be gone when the query runs, so the query owns a copy of it.
static_assert(std::is_same_v<node_of<std::string_view>, sa::bind<std::string>>);
static_assert(std::is_same_v<node_of<std::optional<std::string_view>>, sa::bind<std::optional<std::string>>>);
static_assert(std::is_same_v<node_of<sa::bytes_view>, sa::bind<std::vector<std::byte>>>);
static_assert(std::is_same_v<node_of<std::optional<sa::bytes_view>>, sa::bind<std::optional<std::vector<std::byte>>>>);

using sa::value_beside_t;
static_assert(std::is_same_v<value_beside_t<int>, int> && std::is_same_v<value_beside_t<std::optional<int>>, int>);
static_assert(std::is_same_v<value_beside_t<column_of_text>, std::string>);
static_assert(std::is_same_v<value_beside_t<std::remove_const_t<decltype(sa::col<&blog::User::email>)>>, std::string>,
              "a parameter beside a column that may be NULL is not NULL itself");
static_assert(std::is_void_v<value_beside_t<decltype("x"_p)>>, "a parameter says no type");

static_assert(sa::rules::text_is_owned<std::string> && sa::rules::text_is_owned<const char*> &&
              !sa::rules::text_is_owned<char*>);

}  // namespace

TEST_CASE("a query owns the values that it was given") {
  std::string text = "Ada";
  const auto of_view = sa::as_operand<int>(std::string_view(text));
  const auto of_optional = sa::as_operand<int>(std::optional<std::string_view>(text));
  text = "Bob";
  CHECK(of_view.value == "Ada");
  CHECK(of_optional.value == "Ada");
  CHECK_FALSE(sa::as_operand<int>(std::optional<std::string_view>()).value);

  std::array<std::byte, 2> bytes{std::byte{1}, std::byte{2}};
  const auto of_bytes = sa::as_operand<int>(sa::bytes_view(bytes));
  bytes = {};
  CHECK(of_bytes.value == std::vector{std::byte{1}, std::byte{2}});

  std::string moved(64, 'x');
  const char* const place = moved.data();
  CHECK(sa::as_operand<int>(std::move(moved)).value.data() == place);
}
