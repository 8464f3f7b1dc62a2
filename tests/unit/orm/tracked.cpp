// SPDX-License-Identifier: MIT
#include <sqlalloy/orm/tracked.hpp>

#include <catch2/catch.hpp>

#include <support/orm_core.hpp>
#include <support/orm_schemas.hpp>
#include <type_traits>
#include <utility>

namespace sa = sqlalloy;

namespace {

using shelf::Author;
using handle = sa::tracked<Author>;

static_assert(sizeof(handle) == sizeof(void*));
static_assert(std::is_nothrow_move_constructible_v<handle> && std::is_nothrow_move_assignable_v<handle> &&
              std::is_nothrow_copy_constructible_v<handle>);
static_assert(std::is_same_v<decltype(*std::declval<const handle&>()), const Author&> &&
              std::is_same_v<decltype(*std::declval<handle&>()), Author&>);

TEST_CASE("a null handle says so when it is used") {
  handle none, null = nullptr;
  CHECK_FALSE(none);
  CHECK(none == null);
  CHECK_THROWS_WITH(none->name, Catch::Contains("Author is null"));
  CHECK_THROWS_AS(std::as_const(none)->name, sa::invalid_request_error);
  CHECK_THROWS_AS(none.state(), sa::invalid_request_error);
  CHECK_THROWS_AS(none.is_expired(), sa::invalid_request_error);
}

TEST_CASE("copies of a handle are of the same object") {
  handle one = sa::make_tracked(Author{.name = "Ada"});
  handle copy = one;
  CHECK(copy == one);
  CHECK(one != sa::make_tracked(Author{.name = "Ada"}));
  copy->name = "Eve";
  CHECK(one->name == "Eve");
  one = nullptr;
  CHECK(copy->name == "Eve");
  CHECK(copy.state() == sa::object_state::transient);
}

TEST_CASE("a handle that was moved from is null") {
  handle one = sa::make_tracked(Author{.name = "Ada"}), other = sa::make_tracked(Author{.name = "Eve"});
  handle moved = std::move(one);
  CHECK_FALSE(one);
  other = std::move(moved);
  CHECK_FALSE(moved);
  CHECK(other->name == "Ada");
  auto& same = other;
  other = std::move(same);
  CHECK(other->name == "Ada");
  other = same;
  CHECK(other->name == "Ada");
}

TEST_CASE("what is reached to be changed is compared at the next flush, and what is only read is not") {
  orm_core_owner<Author, shelf::Book, shelf::Tag> owner;
  handle ada = owner.core->load(Author{.id = 1, .name = "Ada"});
  const handle& read = ada;
  CHECK(read->name == "Ada");
  auto& touched = owner.core->store<Author>().touched;
  CHECK(touched.empty());
  ada->name = "Eve";
  ada->name = "Eva";
  REQUIRE(touched.size() == 1);
  CHECK(ada.get_record()->as_loaded().name == "Ada");
}

TEST_CASE("an expired object is read again before it is used, once") {
  orm_core_owner<Author, shelf::Book, shelf::Tag> owner;
  const handle ada = owner.core->load(Author{.id = 1});
  ada.get_record()->is_expired = true;
  CHECK(ada.is_expired());
  CHECK(ada.state() == sa::object_state::persistent);
  CHECK(owner.core->reloads == 0);
  (void)ada->name;
  (void)ada->name;
  CHECK(owner.core->reloads == 1);
  ada.get_record()->is_expired = true;
  owner.close();
  CHECK_THROWS_AS(ada->name, sa::detached_instance_error);
}

}  // namespace
