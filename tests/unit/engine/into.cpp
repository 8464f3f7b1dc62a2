// SPDX-License-Identifier: MIT
#include <sqlalloy/engine/into.hpp>

#include <catch2/catch.hpp>
#include <support/schemas.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <type_traits>

namespace sa = sqlalloy;
using blog::User;

namespace {

struct summary {
  std::int64_t id{};
  std::optional<std::string> email{};
};

using columns = sa::values_of_row<sa::row<sa::type_list<int, int>, std::int64_t, std::optional<std::string>>>::type;
using fields = sa::values_of_row<summary>::type;
static_assert(std::is_same_v<columns, sa::type_list<std::int64_t, std::optional<std::string>>>);
static_assert(std::is_same_v<fields, columns>);
static_assert(std::is_same_v<sa::values_of_row<User>::type,
                             sa::type_list<std::int64_t, std::string, std::optional<std::string>, int>>);
static_assert(std::is_same_v<sa::values_of_row<std::string>::type, sa::type_list<std::string>>);

// A composite is read from as many columns as it has.
struct named_twice {
  summary first{};
  std::string second{};
};
static_assert(std::is_same_v<sa::values_of_row<named_twice>::type,
                             sa::type_list<std::int64_t, std::optional<std::string>, std::string>>);

template <class... T>
using list = sa::type_list<T...>;
using sa::rules::first_without_null;
using sa::rules::first_wrong_type;

TEST_CASE("a struct is read from columns of the types of its fields") {
  STATIC_REQUIRE(std::is_void_v<first_wrong_type<columns, fields>::type>);
  STATIC_REQUIRE(std::is_void_v<first_wrong_type<list<std::int64_t>, list<std::optional<std::int64_t>>>::type>);
  STATIC_REQUIRE(std::is_same_v<first_wrong_type<list<int, std::string>, list<int, double>>::type,
                                sa::column_for_field<std::string, double>>);
  STATIC_REQUIRE_FALSE(std::is_void_v<first_wrong_type<list<std::int64_t>, list<std::int32_t>>::type>);
}

TEST_CASE("a column that may be NULL needs a field that may") {
  STATIC_REQUIRE(std::is_void_v<first_without_null<columns, fields>::type>);
  STATIC_REQUIRE(std::is_same_v<first_without_null<list<std::optional<int>>, list<int>>::type,
                                sa::column_for_field<std::optional<int>, int>>);
}

}  // namespace
