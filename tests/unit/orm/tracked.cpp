// SPDX-License-Identifier: MIT
#include <sqlalloy/orm/tracked.hpp>

#include <catch2/catch.hpp>

#include <support/kind_schemas.hpp>
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

static_assert(std::is_convertible_v<sa::tracked<staff::Architect>, sa::tracked<staff::Employee>>);
static_assert(!std::is_convertible_v<sa::tracked<staff::Employee>, sa::tracked<staff::Architect>>);
static_assert(!std::is_convertible_v<sa::tracked<staff::Team>, sa::tracked<staff::Employee>>);

TEST_CASE("a handle is one of what its struct inherits, and of what it turns out to be") {
  auto zoe = sa::make_tracked(staff::Architect{.engineer = {.employee = {.name = "Zoe"}, .language = "ML"}});
  const sa::tracked<staff::Employee> employee = zoe;
  CHECK(employee == zoe);
  CHECK(employee->name == "Zoe");
  CHECK(employee[sa::col<&staff::Employee::name>] == "Zoe");
  CHECK(employee.as(sa::tables<staff::Architect>) == zoe);
  CHECK(employee.as(sa::tables<staff::Engineer>)->language == "ML");
  CHECK_FALSE(sa::tracked<staff::Employee>(sa::make_tracked(staff::Engineer{})).as(sa::tables<staff::Architect>));
  CHECK_FALSE(sa::tracked<staff::Employee>().as(sa::tables<staff::Engineer>));
}

TEST_CASE("what a handle does not show may be missing, and is read where the object was whole") {
  orm_core_owner<staff::Employee, staff::Engineer> owner;
  const auto eve = owner.core->load(staff::Engineer{.employee = {.id = 1, .name = "Eve"}, .language = "C"});
  const sa::tracked<staff::Employee> employee = eve;
  auto& record = *eve.get_record();
  record.missing = sa::mask_of_columns<staff::Engineer> & ~sa::mask_of_columns<staff::Employee>;
  CHECK(employee->name == "Eve");
  CHECK(eve[sa::col<&staff::Engineer::employee, &staff::Employee::name>] == "Eve");
  CHECK_THROWS_WITH((void)eve->language, Catch::Contains("selectin_polymorphic()"));
  CHECK_THROWS_WITH((void)eve[sa::col<&staff::Engineer::language>],
                    Catch::Contains("Engineer::language was not loaded"));
  record.reads_rest = true;
  CHECK(owner.core->reloads == 0);
  (void)eve->language;
  CHECK(owner.core->reloads == 1);
}

}  // namespace
