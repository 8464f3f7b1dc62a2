// SPDX-License-Identifier: MIT
#include <sqlalloy/expr/value.hpp>

#include <catch2/catch.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <support/gives.hpp>
#include <type_traits>
#include <utility>

namespace sa = sqlalloy;

namespace {

static_assert(gives<int>(sa::value(1)) && sa::value(1).value == 1);
static_assert(gives<std::optional<double>>(sa::value(std::optional(0.5))));
static_assert(gives<bool>(sa::value(true)));

constexpr auto literal = sa::value("Ada");
static_assert(gives<std::string>(literal) && literal.value == "Ada", "a string literal keeps the query constexpr");
static_assert(std::is_same_v<decltype(sa::value(std::string_view())), sa::bind<std::string>>);
static_assert(sizeof(sa::value(std::int64_t{1})) == sizeof(std::int64_t));

struct stranger {};
template <class T>
concept has_value = requires(T one) { sa::value(one); };
static_assert(has_value<int> && has_value<std::string>);
static_assert(!has_value<stranger> && !has_value<const char*> && !has_value<std::nullopt_t>, "NULL alone has no type");

}  // namespace

TEST_CASE("a value by itself is bound") {
  CHECK(sa::value(std::string(64, 'x')).value == std::string(64, 'x'));
  CHECK(sa::value("Ada").value == "Ada");
}
