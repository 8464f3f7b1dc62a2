// SPDX-License-Identifier: MIT
#include <sqlalloy/dialect/mariadb.hpp>
#include <sqlalloy/dialect/mysql.hpp>
#include <sqlalloy/dialect/postgresql.hpp>
#include <sqlalloy/dialect/sqlite.hpp>
#include <sqlalloy/expr/arithmetic.hpp>
#include <sqlalloy/expr/window.hpp>
#include <sqlalloy/query/delete.hpp>
#include <sqlalloy/query/dialect_rules.hpp>
#include <sqlalloy/query/insert.hpp>
#include <sqlalloy/query/select.hpp>
#include <sqlalloy/query/subquery.hpp>
#include <sqlalloy/query/update.hpp>

#include <catch2/catch.hpp>

#include <type_traits>

#include "support/statements/tables.hpp"

namespace sa = sqlalloy;
namespace rules = sa::rules;

namespace {

using namespace statements;

struct knows_all {
  static constexpr bool has_insert_returning = true, has_update_returning = true, has_delete_returning = true;
  static constexpr bool places_nulls = true, sets_at_once = true;
};
struct knows_none {
  static constexpr bool has_insert_returning = false, has_update_returning = false, has_delete_returning = false;
  static constexpr bool places_nulls = false, sets_at_once = false;
};

using returning = sa::returning_list<sa::column<&blog::User::id>>;
static_assert(rules::dialect_returns_inserted<knows_all, returning> &&
              rules::dialect_returns_updated<knows_all, returning> &&
              rules::dialect_returns_deleted<knows_all, returning>);
static_assert(!rules::dialect_returns_inserted<knows_none, returning>);
static_assert(!rules::dialect_returns_updated<knows_none, returning>);
static_assert(!rules::dialect_returns_deleted<knows_none, returning>);
static_assert(rules::dialect_returns_inserted<knows_none, sa::no_returning>);
static_assert(rules::dialect_returns_deleted<void, returning>, "asked of the query around it");

// NULL is the least value where it cannot be said where it goes; at the other end the key is written twice.
template <class Key>
constexpr bool is_placed = rules::dialect_places_nulls<
    typename rules::unplaced_nulls<knows_none, decltype(sa::select(user_id).order_by(std::declval<Key>()))>::type>;
static_assert(!is_placed<decltype(sa::asc(age % 2).nulls_last())> &&
              is_placed<decltype(sa::asc(age % 2).nulls_first())>);
static_assert(!is_placed<decltype(sa::desc(age % 2).nulls_first())> &&
              is_placed<decltype(sa::desc(age % 2).nulls_last())>);
static_assert(is_placed<decltype(sa::asc(age).nulls_last())> && is_placed<decltype(sa::asc(age % 2))>);
using ranked = decltype(sa::select(sa::over(sa::rank(), sa::order_by(sa::asc(age % 2).nulls_last()))));
static_assert(!std::is_void_v<rules::unplaced_nulls<knows_none, ranked>::type>, "in a window, too");
static_assert(std::is_void_v<rules::unplaced_nulls<knows_all, ranked>::type>);

constexpr auto posts = sa::select(sa::col<&blog::Post::id>);
constexpr auto with_authors = posts.left_join(sa::tables<blog::User>);

template <class Dialect, class Query>
constexpr bool is_had_by(const Query&) {
  return rules::dialect_locks_rows<rules::missing_lock_t<Dialect, Query>>;
}
static_assert(is_had_by<sa::sqlite::dialect>(posts) && !is_had_by<sa::sqlite::dialect>(posts.with_for_update()));
static_assert(is_had_by<void>(posts.with_for_update()), "asked of the query around it");
static_assert(!is_had_by<sa::sqlite::dialect>(posts.where(sa::col<&blog::Post::id> ==
                                                          sa::scalar_subquery(posts.with_for_update()))));
static_assert(!is_had_by<sa::postgresql::dialect>(with_authors.with_for_update()), "NULL rows cannot be locked");
static_assert(is_had_by<sa::postgresql::dialect>(with_authors.with_for_update(sa::tables<blog::Post>)));
static_assert(!is_had_by<sa::postgresql::dialect>(with_authors.with_for_update(sa::tables<blog::User>)));
static_assert(is_had_by<sa::mariadb::dialect>(with_authors.with_for_update()));
static_assert(!is_had_by<sa::mariadb::dialect>(posts.with_for_update(sa::tables<blog::Post>)), "it has no OF");
static_assert(!is_had_by<sa::mysql::dialect>(posts.with_for_update(sa::key_share)));

template <class... Assignments>
using too_late = typename rules::used_too_late<knows_none, sa::type_list<Assignments...>>::type;
using grow = decltype(age = age + 1);
using copy = decltype(user_id = age);
using swap = decltype(age = user_id);
static_assert(std::is_void_v<too_late<grow>> && std::is_void_v<too_late<copy, grow>>);
static_assert(std::is_same_v<too_late<grow, copy>, sa::column<&blog::User::age>>);
static_assert(std::is_same_v<too_late<copy, swap>, sa::column<&blog::User::id>>);
static_assert(std::is_void_v<rules::used_too_late<knows_all, sa::type_list<copy, swap>>::type>);

}  // namespace

TEST_CASE("what a dialect does not know is asked of its constants") {
  CHECK(rules::dialect_places_nulls<void>);
  CHECK(rules::values_are_of_the_old_row<void>);
}
