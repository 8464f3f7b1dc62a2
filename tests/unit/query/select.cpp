// SPDX-License-Identifier: MIT
#include <sqlalloy/dialect/render.hpp>
#include <sqlalloy/dialect/sqlite.hpp>
#include <sqlalloy/expr/aggregate.hpp>
#include <sqlalloy/expr/arithmetic.hpp>
#include <sqlalloy/expr/value.hpp>
#include <sqlalloy/query/select.hpp>
#include <sqlalloy/query/subquery.hpp>

#include <catch2/catch.hpp>

#include <cstdint>
#include <string>
#include <type_traits>
#include <utility>

#include "support/statements/tables.hpp"

namespace sa = sqlalloy;

namespace {

using namespace sa::literals;
using namespace statements;
using blog::Post;
using blog::User;

// A query is a value: it holds its values, and text of a literal as a view of static storage.
constexpr auto users = sa::select<User>();
static_assert(std::is_trivially_copyable_v<decltype(users.where(age == 7, name == "x").limit(5))>);
static_assert(std::is_trivially_copyable_v<decltype(users.join(sa::tables<Post>).group_by(name).order_by(name))>);
static_assert(sizeof(users) == 1 && sizeof(users.where(user_id == std::int64_t{7})) == sizeof(std::int64_t));

// FROM is the first table that the select list names, in depth.
template <class Query>
using from_t = typename std::remove_const_t<Query>::from_type;
template <class Query, class... Ids>
constexpr bool is_from = std::is_same_v<typename from_t<Query>::ids, sa::type_list<Ids...>>;
constexpr auto author = sa::alias<User, "author">;
using author_t = std::remove_const_t<decltype(author)>;
static_assert(is_from<decltype(sa::select(name, title)), User>);
static_assert(is_from<decltype(sa::select(sa::count(title), name)), Post>);
static_assert(is_from<decltype(sa::select(author[age] + 1)), author_t>);
static_assert(is_from<decltype(sa::select(author)), author_t>);
static_assert(is_from<decltype(sa::select(sa::value(1)))> && is_from<decltype(sa::select(sa::count()))>);
static_assert(is_from<decltype(sa::select(sa::exists(sa::select<Post>())))>, "an inner query has a FROM of its own");
static_assert(is_from<decltype(sa::select(sa::exists(sa::select<Post>()), name)), User>);
static_assert(is_from<decltype(sa::select(sa::count()).from(author)), author_t>);
static_assert(is_from<decltype(sa::select(name, title).join(sa::tables<Post>)), User, Post>);
static_assert(is_from<decltype(users.join(sa::tables<Post>).cross_join(author)), User, Post, author_t>);

// The tables whose columns may be used.
template <class Query>
using in_sight_t = typename std::remove_const_t<Query>::in_sight;
static_assert(
    std::is_same_v<in_sight_t<decltype(sa::select<Post>().correlate(sa::tables<User>))>, sa::type_list<Post, User>>);
static_assert(
    std::is_same_v<in_sight_t<decltype(sa::select<Post>().correlate(sa::tables<User, Shelf>).correlate(author))>,
                   sa::type_list<Post, User, Shelf, author_t>>);

// A clause may be said of a query that is kept.
constexpr auto adults = users.where(age > 17);
constexpr auto first_adults = adults.order_by(name).limit(3);
static_assert(sa::sql<sa::sqlite::dialect>(adults) ==
              "SELECT users.id, users.name, users.email, users.age FROM users WHERE users.age > ?");
static_assert(sa::sql<sa::sqlite::dialect>(first_adults.offset(1)) ==
              "SELECT users.id, users.name, users.email, users.age FROM users WHERE users.age > ? ORDER BY users.name "
              "LIMIT ? OFFSET ?");

// What clauses take: what is of another kind is no overload, so that it can be asked.
template <class... T>
concept can_be_selected = requires(T... items) { sa::select(items...); };
static_assert(can_be_selected<decltype(age)> && can_be_selected<decltype(sa::tables<User>), author_t>);
static_assert(!can_be_selected<int> && !can_be_selected<User> && !can_be_selected<>);
template <class T>
concept can_be_sorted_by = requires(T key) { users.order_by(key); };
static_assert(can_be_sorted_by<decltype(age)> && can_be_sorted_by<decltype(sa::desc(age))>);
static_assert(can_be_sorted_by<decltype(sa::when(true, sa::desc(age)))>);
static_assert(!can_be_sorted_by<int> && !can_be_sorted_by<decltype("n"_p)> && !can_be_sorted_by<const char*>);
template <class T>
concept can_be_grouped_by = requires(T key) { users.group_by(key); };
static_assert(can_be_grouped_by<decltype(age)> && !can_be_grouped_by<decltype(sa::desc(age))>);
template <class T>
concept can_be_joined = requires(T table) { users.cross_join(table); };
static_assert(can_be_joined<decltype(sa::tables<Post>)> && can_be_joined<author_t> && !can_be_joined<Post>);
static_assert(!can_be_joined<decltype(sa::tables<Post, Shelf>)>);

}  // namespace

TEST_CASE("chains move their values, and leave a query that is kept as it was") {
  const std::string lengthy(64, 'x');
  std::string found;
  const char* storage = nullptr;
  auto look = [&](const auto& slot) {
    if constexpr (requires { slot.value.data(); }) {
      found = slot.value;
      storage = slot.value.data();
    }
  };

  auto kept = sa::select(user_id).where(name == lengthy);
  sa::for_each_slot(kept.where(age > 1).limit(5), look);
  CHECK(found == lengthy);
  found.clear();
  sa::for_each_slot(kept, look);
  CHECK(found == lengthy);

  const char* before = storage;
  const auto moved =
      std::move(kept).where(age > 1).group_by(user_id).having(sa::count() > 1).order_by(user_id).limit(5).offset(6);
  sa::for_each_slot(moved, look);
  CHECK(storage == before);
}
