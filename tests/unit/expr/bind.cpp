// SPDX-License-Identifier: MIT
#include <sqlalloy/expr/bind.hpp>

#include <catch2/catch.hpp>

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <support/gives.hpp>
#include <type_traits>
#include <utility>

namespace sa = sqlalloy;

namespace {

constexpr sa::bind<int> seven{7};
static_assert(sa::expression<decltype(seven)> && seven.value == 7);
static_assert(gives<int>(seven) && gives<std::optional<int>>(sa::bind<std::optional<int>>{std::nullopt}));
static_assert(sizeof(sa::bind<std::int64_t>) == sizeof(std::int64_t) && sizeof(sa::bind<char>) == sizeof(char));
static_assert(std::is_same_v<sa::bind<int>::children, sa::type_list<>> && seven.null_rule == sa::nulls::own);

constexpr sa::bind<std::string_view> literal{std::string_view("Ada")};
static_assert(gives<std::string>(literal), "selected, it comes back as text that the row owns");

constexpr sa::literal_text text = "Ada";
static_assert(text.text == "Ada" && sa::literal_text("").text.empty());
using namespace std::string_view_literals;
static_assert(sa::literal_text("a\0b").text == "a\0b"sv, "a NUL inside is text");

constexpr char letters[] = {'A', 'd', 'a'};
static_assert(sa::literal_text(letters).text == "Ada", "an array that does not end is taken whole");

// Only what lives as long as the program: a pointer says nothing of it.
static_assert(!std::is_constructible_v<sa::literal_text, const char*> &&
              !std::is_constructible_v<sa::literal_text, char*>);
static_assert(!std::is_constructible_v<sa::literal_text, std::string> &&
              !std::is_constructible_v<sa::literal_text, std::string_view>);

}  // namespace

TEST_CASE("a bound value is moved in") {
  std::string value(64, 'x');
  const char* const place = value.data();
  const sa::bind<std::string> node(std::move(value));
  CHECK(node.value.data() == place);

  const sa::bind<std::unique_ptr<int>> only_moves(std::make_unique<int>(7));
  CHECK(*only_moves.value == 7);
}
