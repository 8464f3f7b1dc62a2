// SPDX-License-Identifier: MIT
#include <sqlalloy/expr/arithmetic.hpp>
#include <sqlalloy/expr/conditional.hpp>
#include <sqlalloy/expr/function.hpp>
#include <sqlalloy/expr/range.hpp>
#include <sqlalloy/expr/text.hpp>
#include <sqlalloy/query/scope.hpp>
#include <sqlalloy/query/select.hpp>
#include <sqlalloy/query/subquery.hpp>

#include <catch2/catch.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <type_traits>

#include "support/kind_schemas.hpp"
#include "support/statements/tables.hpp"

namespace sa = sqlalloy;

namespace {

using namespace statements;
using sa::is_not_null;

// The type of the only column of a query.
template <class Query>
using only_t = std::tuple_element_t<0, sa::row_t<Query>>;
template <class Query, class T>
constexpr bool gives = std::is_same_v<only_t<Query>, T>;

using text = std::string;
using maybe_text = std::optional<std::string>;
using maybe_int = std::optional<int>;

// Without joins, the declared type decides.
static_assert(gives<decltype(sa::select(name)), text> && gives<decltype(sa::select(email)), maybe_text>);

// A column of what a struct inherits is as optional as the struct.
constexpr auto employee_name = sa::col<&staff::Employee::name>;
static_assert(gives<decltype(sa::select(employee_name).from(sa::tables<staff::Engineer>)), text>);
static_assert(
    gives<decltype(sa::select(employee_name).from(sa::tables<staff::Team>).left_join(sa::tables<staff::Engineer>)),
          maybe_text>);

// An outer join makes the other side optional, and everything made of it.
constexpr auto named = sa::select(name);
constexpr auto titled = sa::select(title).from(sa::tables<blog::User>);
constexpr auto by_author = author_id == user_id;
static_assert(gives<decltype(named.join(sa::tables<blog::Post>)), text>);
static_assert(gives<decltype(named.left_join(sa::tables<blog::Post>)), text>);
static_assert(gives<decltype(named.right_join(sa::tables<blog::Post>, by_author)), maybe_text>);
static_assert(gives<decltype(named.full_join(sa::tables<blog::Post>, by_author)), maybe_text>);
static_assert(gives<decltype(named.cross_join(sa::tables<blog::Post>)), text>);
static_assert(gives<decltype(titled.join(sa::tables<blog::Post>)), text>);
static_assert(gives<decltype(titled.left_join(sa::tables<blog::Post>)), maybe_text>);
static_assert(gives<decltype(titled.right_join(sa::tables<blog::Post>, by_author)), text>);
static_assert(gives<decltype(titled.full_join(sa::tables<blog::Post>, by_author)), maybe_text>);

// Every join counts, not the last one only.
constexpr auto author = sa::alias<blog::User, "author">;
static_assert(
    gives<decltype(titled.left_join(sa::tables<blog::Post>).join(author, author[user_id] == author_id)), maybe_text>);
static_assert(
    gives<decltype(titled.join(sa::tables<blog::Post>).right_join(author, author[user_id] == author_id)), maybe_text>);
static_assert(gives<decltype(sa::select(author[name])
                                 .from(sa::tables<blog::Post>)
                                 .right_join(author, author[user_id] == author_id)),
                    text>);

constexpr auto outer = sa::select(age).from(sa::tables<blog::Post>).left_join(sa::tables<blog::User>);
template <class Node>
using beside_t =
    decltype(sa::select(std::declval<Node>()).from(sa::tables<blog::Post>).left_join(sa::tables<blog::User>));
static_assert(gives<decltype(outer), maybe_int>);
static_assert(gives<beside_t<decltype(age + 1)>, maybe_int>);
static_assert(gives<beside_t<decltype(sa::lower(name))>, maybe_text>);
static_assert(gives<beside_t<decltype(name == title)>, std::optional<bool>>);
static_assert(gives<beside_t<decltype((age + 1).as(sa::name<"next">{}))>, maybe_int>);
static_assert(gives<beside_t<decltype(sa::is_null(age))>, bool>);
static_assert(gives<beside_t<decltype(sa::is_distinct_from(age, 1))>, bool>);
static_assert(gives<beside_t<decltype(sa::coalesce(age, 0))>, int>);
static_assert(gives<beside_t<decltype(sa::coalesce(name, email))>, maybe_text>);
static_assert(gives<beside_t<decltype(sa::coalesce(name, title))>, text>, "a post is always there");
static_assert(gives<beside_t<decltype(sa::nullif(title, "x"))>, maybe_text>);
static_assert(gives<beside_t<decltype(sa::case_(sa::then(age > 1, 1), sa::else_(2)))>, int>,
              "a condition that is NULL does not hold");
static_assert(gives<beside_t<decltype(sa::case_(sa::then(age > 1, age), sa::else_(2)))>, maybe_int>);
static_assert(gives<beside_t<decltype(sa::case_(sa::then(age > 1, 1)))>, maybe_int>, "there is no ELSE");

// IS NOT NULL takes it back, where it must hold for every row.
constexpr auto emails = sa::select(email);
static_assert(gives<decltype(emails.where(is_not_null(email))), text>);
static_assert(gives<decltype(emails.where(email != std::nullopt)), text>);
static_assert(gives<decltype(emails.where(age > 1).where(is_not_null(email) && age < 9)), text>);
static_assert(gives<decltype(emails.where(age > 1 && (age < 9 && is_not_null(email)))), text>);
static_assert(gives<decltype(outer.where(is_not_null(age))), int>);
static_assert(gives<decltype(sa::select(email).left_join(sa::tables<blog::Post>).where(is_not_null(email))), text>);
static_assert(gives<decltype(emails.where(is_not_null(email) || age > 1)), maybe_text>, "OR proves nothing");
static_assert(gives<decltype(emails.where((is_not_null(email) || age > 1) && age < 3)), maybe_text>);
static_assert(gives<decltype(emails.where(!is_not_null(email))), maybe_text>, "nor does NOT");
static_assert(gives<decltype(emails.where(!(is_not_null(email) && age > 1))), maybe_text>);
static_assert(gives<decltype(emails.where(sa::when(true, is_not_null(email)))), maybe_text>, "nor does when()");
static_assert(gives<decltype(emails.where(sa::choose(0, is_not_null(email), age > 1))), maybe_text>);
static_assert(gives<decltype(emails.where(is_not_null(email) == (age > 1))), maybe_text>);
static_assert(gives<decltype(emails.where(sa::is_null(email))), maybe_text>);
static_assert(gives<decltype(emails.where(is_not_null(name))), maybe_text>, "of another column");
static_assert(gives<decltype(emails.where(is_not_null(sa::coalesce(email, name)))), maybe_text>);
static_assert(gives<decltype(emails.where(sa::exists(sa::select(user_id).where(is_not_null(email))))), maybe_text>,
              "an inner query has rows of its own");
static_assert(gives<decltype(sa::select(author[email])
                                 .join(sa::tables<blog::User>, author[user_id] == user_id)
                                 .where(is_not_null(email))),
                    maybe_text>,
              "an alias has rows of its own");

// Aggregates: NULL over no rows, unless each group has one; COUNT never.
using maybe_id = std::optional<std::int64_t>;
static_assert(gives<decltype(sa::select(sa::count(email))), std::int64_t>);
static_assert(gives<decltype(sa::select(sa::sum(age))), maybe_id>);
static_assert(gives<decltype(sa::select(sa::max(age)).where(age > 1)), maybe_int>);
static_assert(gives<decltype(sa::select(sa::max(age)).group_by(name)), int>);
static_assert(gives<decltype(sa::select(sa::avg(age)).group_by(name)), double>);
static_assert(gives<decltype(sa::select(sa::max(email)).group_by(name)), maybe_text>);
static_assert(
    gives<decltype(sa::select(sa::aggregate_func<"some", std::optional<int>>(age)).group_by(name)), maybe_int> &&
        gives<decltype(sa::select(sa::aggregate_func<"some", int>(age)).where(age > 1)), int>,
    "nobody knows when it is NULL but whoever names it");
static_assert(gives<decltype(sa::select(sa::max(email)).group_by(name).where(is_not_null(email))), text>);
static_assert(gives<decltype(sa::select(sa::max(age).filter(age > 1)).group_by(name)), maybe_int>,
              "a filter may leave no row of a group");
static_assert(gives<decltype(sa::select(sa::count().filter(age > 1)).group_by(name)), std::int64_t>);
static_assert(gives<decltype(sa::select(sa::max(age) + 1)), maybe_int>);
static_assert(gives<decltype(sa::select(sa::coalesce(sa::sum(age), 0))), std::int64_t>);
static_assert(gives<decltype(outer.group_by(age)), maybe_int>, "the group of those without a partner");
static_assert(gives<beside_t<decltype(sa::max(age))>, maybe_int>);
static_assert(gives<decltype(sa::select(sa::max(age))
                                 .from(sa::tables<blog::Post>)
                                 .left_join(sa::tables<blog::User>)
                                 .group_by(title)),
                    maybe_int>,
              "a group may hold nobody");

// A column of an enclosing query: its joins are not known here.
constexpr auto inner =
    sa::select(sa::coalesce(sa::max(age), post_id)).from(sa::tables<blog::User>).correlate(sa::tables<blog::Post>);
static_assert(gives<decltype(inner), maybe_id>);
static_assert(gives<decltype(inner.where(is_not_null(post_id))), std::int64_t>);

}  // namespace

TEST_CASE("what may be NULL is optional in the row") {
  CHECK(gives<decltype(named), text>);
  CHECK(gives<decltype(emails), maybe_text>);
}
