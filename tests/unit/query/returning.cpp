// SPDX-License-Identifier: MIT
#include <sqlalloy/expr/arithmetic.hpp>
#include <sqlalloy/query/delete.hpp>
#include <sqlalloy/query/insert.hpp>
#include <sqlalloy/query/returning.hpp>
#include <sqlalloy/query/update.hpp>

#include <catch2/catch.hpp>

#include <optional>
#include <string>
#include <type_traits>

#include "support/statements/tables.hpp"

namespace sa = sqlalloy;

namespace {

using namespace sa::literals;
using namespace statements;
using blog::User;

template <class Query, std::size_t Index>
using value_at = std::tuple_element_t<Index, sa::row_t<Query>>;

static_assert(std::is_void_v<sa::rows_returned<sa::no_returning>::value>);

// Columns, calculations, the whole struct: as in a select list, of rows that are there.
using updated = decltype(sa::update<User>().set(age = 1).returning(user_id, email, (age + 1).as("next"_n)));
static_assert(std::is_same_v<value_at<updated, 0>, std::int64_t>);
static_assert(std::is_same_v<value_at<updated, 1>, std::optional<std::string>>);
static_assert(std::is_same_v<value_at<updated, 2>, int>);
static_assert(std::is_same_v<sa::row_t<decltype(sa::delete_from<User>().returning(sa::tables<User>))>, User>);
static_assert(std::is_same_v<sa::row_t<decltype(sa::insert(User{}).returning(sa::tables<User>))>, User>);
using both = decltype(sa::insert(User{}).returning(sa::tables<User>, age));
static_assert(std::is_same_v<value_at<both, 0>, User> && std::is_same_v<value_at<both, 1>, int>);

// Given again, it takes the place of what was given before.
using last = decltype(sa::delete_from<User>().returning(age).returning(name));
static_assert(std::tuple_size_v<sa::row_t<last>> == 1 && std::is_same_v<value_at<last, 0>, std::string>);

}  // namespace

TEST_CASE("RETURNING makes a statement give rows") {
  CHECK(sa::returns_rows<updated>);
  CHECK_FALSE(sa::returns_rows<decltype(sa::update<User>().set(age = 1))>);
}
