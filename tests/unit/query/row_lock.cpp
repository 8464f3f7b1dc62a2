// SPDX-License-Identifier: MIT
#include <sqlalloy/dialect/mariadb.hpp>
#include <sqlalloy/dialect/mysql.hpp>
#include <sqlalloy/dialect/postgresql.hpp>
#include <sqlalloy/dialect/render.hpp>
#include <sqlalloy/query/row_lock.hpp>
#include <sqlalloy/query/select.hpp>

#include <catch2/catch.hpp>

#include <type_traits>

#include "support/schemas.hpp"

namespace sa = sqlalloy;
namespace rules = sa::rules;
using sa::lock_strength;
using sa::lock_wait;

namespace {

constexpr auto posts = sa::select(sa::col<&blog::Post::id>);
constexpr auto with_authors = posts.left_join(sa::tables<blog::User>);
constexpr auto writer = sa::alias<blog::User, "writer">;

using post = sa::metadata<blog::Post>;

// The words of SQLAlchemy's with_for_update(), in any order.
static_assert(std::is_same_v<sa::asked_lock_t<>, sa::row_lock<lock_strength::update, lock_wait::wait>>);
static_assert(std::is_same_v<sa::asked_lock_t<sa::key_share_option>,
                             sa::row_lock<lock_strength::no_key_update, lock_wait::wait>>);
static_assert(std::is_same_v<
              sa::asked_lock_t<sa::nowait_option, post, sa::for_share_option, std::remove_const_t<decltype(writer)>>,
              sa::row_lock<lock_strength::share, lock_wait::nowait, blog::Post, sa::aliased<blog::User, "writer">>>);
static_assert(std::is_same_v<sa::asked_lock_t<sa::key_share_option, sa::for_share_option, sa::skip_locked_option>,
                             sa::row_lock<lock_strength::key_share, lock_wait::skip_locked>>);
static_assert(sa::lock_option<post> && sa::lock_option<sa::nowait_option> && !sa::lock_option<int>);

// PostgreSQL 15, "SELECT", "The Locking Clause".
static_assert(sa::sql<sa::postgresql::dialect>(posts.with_for_update()) == "SELECT posts.id FROM posts FOR UPDATE");
static_assert(sa::sql<sa::postgresql::dialect>(posts.limit(1).with_for_update(sa::key_share, sa::nowait)) ==
              "SELECT posts.id FROM posts LIMIT $1 FOR NO KEY UPDATE NOWAIT");
static_assert(sa::sql<sa::postgresql::dialect>(posts.with_for_update(sa::for_share, sa::key_share, sa::skip_locked)) ==
              "SELECT posts.id FROM posts FOR KEY SHARE SKIP LOCKED");
static_assert(sa::sql<sa::postgresql::dialect>(with_authors.with_for_update(sa::for_share, sa::tables<blog::Post>)) ==
              "SELECT posts.id FROM posts LEFT JOIN users ON posts.author_id = users.id FOR SHARE OF posts");
static_assert(
    sa::sql<sa::postgresql::dialect>(
        posts.join(writer, writer[sa::col<&blog::User::id>] == sa::col<&blog::Post::author_id>)
            .with_for_update(sa::tables<blog::Post>, writer)) ==
    "SELECT posts.id FROM posts JOIN users AS writer ON writer.id = posts.author_id FOR UPDATE OF posts, writer");

// MySQL 8.0, 15.2.13; MariaDB, "LOCK IN SHARE MODE".
static_assert(
    sa::sql<sa::mysql::dialect>(with_authors.with_for_update(sa::tables<blog::Post>, sa::skip_locked)) ==
    "SELECT posts.id FROM posts LEFT JOIN users ON posts.author_id = users.id FOR UPDATE OF posts SKIP LOCKED");
static_assert(sa::sql<sa::mariadb::dialect>(with_authors.with_for_update(sa::for_share, sa::nowait)) ==
              "SELECT posts.id FROM posts LEFT JOIN users ON posts.author_id = users.id LOCK IN SHARE MODE NOWAIT");

static_assert(rules::lock_finds_rows<sa::no_lock, true> && rules::lock_finds_rows<sa::asked_lock_t<>, false> &&
              !rules::lock_finds_rows<sa::asked_lock_t<>, true>);

template <class... Of>
using stray_t = typename rules::stray_lock<sa::type_list<Of...>, sa::type_list<blog::Post, blog::User>>::type;
static_assert(std::is_void_v<stray_t<>> && std::is_void_v<stray_t<blog::User, blog::Post>>);
static_assert(std::is_same_v<stray_t<blog::Post, blog::Comment>, blog::Comment>);

}  // namespace

TEST_CASE("a lock says what the query says and no more") {
  STATIC_REQUIRE(sizeof(posts.with_for_update(sa::skip_locked)) == sizeof(posts));
  // Whatever comes after it.
  CHECK(sa::sql<sa::postgresql::dialect>(posts.with_for_update().order_by(sa::col<&blog::Post::id>)) ==
        "SELECT posts.id FROM posts ORDER BY posts.id FOR UPDATE");
}
