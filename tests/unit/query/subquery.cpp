// SPDX-License-Identifier: MIT
#include <sqlalloy/expr/aggregate.hpp>
#include <sqlalloy/expr/arithmetic.hpp>
#include <sqlalloy/expr/text.hpp>
#include <sqlalloy/query/select.hpp>
#include <sqlalloy/query/subquery.hpp>

#include <catch2/catch.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <type_traits>

#include "support/statements/tables.hpp"

namespace sa = sqlalloy;

namespace {

using namespace sa::literals;
using namespace statements;
using blog::Post;
using blog::User;

template <class Node>
using value_t = typename std::remove_const_t<Node>::value_type;

// A query as a value is NULL where it gives no row: only an aggregate over all rows always gives one.
static_assert(std::is_same_v<value_t<decltype(sa::scalar_subquery(sa::select(age)))>, std::optional<int>>);
static_assert(std::is_same_v<value_t<decltype(sa::scalar_subquery(sa::select(email)))>, std::optional<std::string>>);
static_assert(std::is_same_v<value_t<decltype(sa::scalar_subquery(sa::select(sa::count(age))))>, std::int64_t>);
static_assert(std::is_same_v<value_t<decltype(sa::scalar_subquery(sa::select(sa::max(age))))>, std::optional<int>>);
static_assert(std::is_same_v<value_t<decltype(sa::scalar_subquery(sa::select(sa::count() + 1).from(sa::tables<User>)))>,
                             std::int64_t>);
static_assert(std::is_same_v<
              value_t<decltype(sa::scalar_subquery(sa::select(sa::count()).from(sa::tables<User>).group_by(name)))>,
              std::optional<std::int64_t>>);
static_assert(
    std::is_same_v<value_t<decltype(sa::scalar_subquery(sa::select(sa::count()).from(sa::tables<User>).limit(0)))>,
                   std::optional<std::int64_t>>,
    "LIMIT 0 gives none");
static_assert(
    std::is_same_v<value_t<decltype(sa::scalar_subquery(sa::select(sa::count()).from(sa::tables<User>).offset(1)))>,
                   std::optional<std::int64_t>>);

static_assert(std::is_same_v<value_t<decltype(sa::exists(sa::select<User>()))>, bool>);
static_assert(std::is_same_v<value_t<decltype(sa::in(age, sa::select(sa::count(age))))>, bool>);
static_assert(std::is_same_v<value_t<decltype(sa::in(age, sa::select(age)))>, std::optional<bool>>);

// As members they are the same.
constexpr auto oldest = sa::select(sa::max(age));
static_assert(std::is_same_v<decltype(oldest.scalar_subquery()), decltype(sa::scalar_subquery(oldest))>);
static_assert(std::is_same_v<decltype(oldest.exists()), decltype(sa::exists(oldest))>);
static_assert(std::is_same_v<decltype(oldest.subquery("o"_n)), decltype(sa::subquery(oldest, "o"_n))>);

// A query in FROM shows its columns, by expression and by name; each with the type that it has there.
constexpr auto inner =
    sa::subquery(sa::select(name, email, (age + 1).as("next"_n), title).left_join(sa::tables<Post>), "i"_n);
static_assert(std::is_same_v<value_t<decltype(inner[name])>, std::string>);
static_assert(std::is_same_v<value_t<decltype(inner["name"_n])>, std::string>);
static_assert(std::is_same_v<value_t<decltype(inner[email])>, std::optional<std::string>>);
static_assert(std::is_same_v<value_t<decltype(inner["next"_n])>, int>);
static_assert(std::is_same_v<value_t<decltype(inner[age + 1])>, int>);
static_assert(std::is_same_v<value_t<decltype(inner[title])>, std::optional<std::string>>,
              "of the outer side of a join");
constexpr auto proved = sa::subquery(sa::select(email).where(sa::is_not_null(email)), "p"_n);
static_assert(std::is_same_v<value_t<decltype(proved[email])>, std::string>);
static_assert(sa::result_name<decltype(inner["next"_n])> == "next" && sa::result_name<decltype(inner[name])> == "name");

// … through a whole struct, too, and through an alias.
constexpr auto author = sa::alias<User, "author">;
constexpr auto structs = sa::subquery(sa::select(sa::tables<Post>, author).left_join(author), "s"_n);
static_assert(std::is_same_v<value_t<decltype(structs[title])>, std::string>);
static_assert(std::is_same_v<value_t<decltype(structs[author[name]])>, std::optional<std::string>>);

// Such a column is one of another table: it can be joined, sorted and grouped by, and proved.
using joined = decltype(sa::select(user_id, inner["next"_n]).left_join(inner, inner[name] == name));
static_assert(std::is_same_v<std::tuple_element_t<1, sa::row_t<joined>>, std::optional<int>>);
using kept = decltype(sa::select(inner[email]).from(inner).where(sa::is_not_null(inner[email])));
static_assert(std::is_same_v<std::tuple_element_t<0, sa::row_t<kept>>, std::string>);
using grouped = decltype(sa::select(inner[name], sa::max(inner["next"_n])).from(inner).group_by(inner[name]));
static_assert(std::is_same_v<std::tuple_element_t<1, sa::row_t<grouped>>, int>);

// FROM does not follow from it: the query has to be given.
static_assert(std::is_same_v<decltype(sa::select(inner[name]))::from_type, sa::no_from>);
static_assert(sa::source<std::remove_const_t<decltype(inner)>>);

}  // namespace

TEST_CASE("a query in FROM keeps its values") {
  const std::string lengthy(64, 'x');
  const auto table = sa::subquery(sa::select(user_id).where(name == lengthy), "t"_n);
  const auto query = sa::select(table[user_id]).from(table);
  std::string found;
  auto look = [&found](const auto& slot) { found = slot.value; };
  sa::for_each_slot(query, look);
  CHECK(found == lengthy);
}
