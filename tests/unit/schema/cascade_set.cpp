// SPDX-License-Identifier: MIT
#include <sqlalloy/schema/cascade_set.hpp>

#include <catch2/catch.hpp>

namespace sa = sqlalloy;

namespace {

using sa::parse_cascades;

// SQLAlchemy's words. "all" is all but delete-orphan.
constexpr sa::cascade_set all = parse_cascades("all");
static_assert(all.save_update && all.merge && all.deletes && all.expunge && all.refresh_expire && all.is_known);
static_assert(!all.delete_orphan);

constexpr sa::cascade_set default_words = parse_cascades("save-update, merge");
static_assert(default_words.save_update && default_words.merge && default_words.is_known);
static_assert(!default_words.deletes && !default_words.delete_orphan && !default_words.expunge &&
              !default_words.refresh_expire);

static_assert(parse_cascades("all, delete-orphan").delete_orphan && parse_cascades("all,delete-orphan").deletes);
static_assert(parse_cascades("delete").deletes && !parse_cascades("delete").delete_orphan);
static_assert(parse_cascades("delete-orphan").delete_orphan && !parse_cascades("delete-orphan").deletes);
static_assert(parse_cascades("expunge").expunge && parse_cascades("refresh-expire").refresh_expire);

constexpr sa::cascade_set none = parse_cascades("none");
static_assert(none.is_known && !none.save_update && !none.merge && !none.deletes);
static_assert(parse_cascades("").is_known && !parse_cascades("").save_update);
static_assert(parse_cascades(" , save-update ,").save_update, "blanks and commas are what is between words");

static_assert(!parse_cascades("delete_orphan").is_known && !parse_cascades("Delete").is_known);
static_assert(!parse_cascades("save-update, everything").is_known);
static_assert(parse_cascades("save-update, everything").save_update, "the other words hold");

}  // namespace

TEST_CASE("the words of cascades are understood, whatever is between them") {
  CHECK(all.deletes);
  CHECK_FALSE(parse_cascades("alldelete-orphan").is_known);
}
