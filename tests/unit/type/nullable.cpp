// SPDX-License-Identifier: MIT
#include <sqlalloy/type/nullable.hpp>

#include <catch2/catch.hpp>

#include <optional>
#include <type_traits>

namespace sa = sqlalloy;

namespace {

static_assert(sa::nullable<std::optional<int>>);
static_assert(!sa::nullable<int>);
static_assert(!sa::nullable<int*>, "a pointer is no value that may be NULL");

static_assert(std::is_same_v<sa::remove_optional_t<std::optional<int>>, int>);
static_assert(std::is_same_v<sa::remove_optional_t<int>, int>);

static_assert(std::is_same_v<sa::make_optional_t<int>, std::optional<int>>);
static_assert(std::is_same_v<sa::make_optional_t<std::optional<int>>, std::optional<int>>,
              "NULL is NULL: there is no optional of an optional");

}  // namespace

TEST_CASE("only std::optional has a value for NULL") { CHECK(sa::nullable<std::optional<int>>); }
