// SPDX-License-Identifier: MIT
#include <sqlalloy/schema/relation_options.hpp>

#include <catch2/catch.hpp>

#include <support/orm_schemas.hpp>
#include <type_traits>

namespace sa = sqlalloy;

namespace {

using sa::relation_options_t;
using sa::type_list;

static_assert(sa::is_field<&shelf::Book::tags, shelf::Book, 4> && !sa::is_field<&shelf::Book::tags, shelf::Book, 3> &&
              !sa::is_field<&shelf::Tag::books, shelf::Book, 4>);
static_assert(std::is_same_v<sa::relation_target<sa::many<shelf::Book>>::type, shelf::Book> &&
              std::is_same_v<sa::relation_target<sa::one<shelf::Book>>::type, shelf::Book> &&
              std::is_void_v<sa::relation_target<int>::type>);

static_assert(std::is_same_v<relation_options_t<shelf::Author, 3>, type_list<>>, "nobody says anything");
static_assert(std::is_same_v<relation_options_t<shelf::Book, 4>, type_list<sa::secondary<shelf::BookTag>>>);
static_assert(std::is_same_v<relation_options_t<shop::Order, 3>, type_list<sa::cascades<"all, delete-orphan">>>);
static_assert(std::is_same_v<relation_options_t<shop::Line, 3>, type_list<>>, "cascades are of one side");

// The table of either of the two structs may say it, and the other side is told of what is so for both.
struct Parent;
struct Child {
  int id{};
  int a{};
  int b{};
  sa::one<Parent> by_a{};
  sa::one<Parent> by_b{};

  using table = sa::table<"children", sa::primary_key<&Child::id>, sa::references<&Child::a, Parent>,
                          sa::references<&Child::b, Parent>, sa::relation<&Child::by_b, sa::foreign_keys<&Child::b>>>;
};
struct Parent {
  int id{};
  sa::many<Child> all_a{};
  sa::many<Child> all_b{};

  using table = sa::table<
      "parents", sa::primary_key<&Parent::id>,
      sa::relation<&Child::by_a, sa::foreign_keys<&Child::a>, sa::back_populates<&Parent::all_a>, sa::cascades<"none">>,
      sa::relation<&Parent::all_b, sa::passive_deletes, sa::foreign_keys<&Child::b>>>;
};
static_assert(
    std::is_same_v<relation_options_t<Child, 3>,
                   type_list<sa::foreign_keys<&Child::a>, sa::back_populates<&Parent::all_a>, sa::cascades<"none">>>);
static_assert(std::is_same_v<relation_options_t<Parent, 1>,
                             type_list<sa::back_populates<&Child::by_a>, sa::foreign_keys_of_other<&Child::a>>>,
              "what goes without saying, and no cascades");
static_assert(std::is_same_v<relation_options_t<Child, 4>, type_list<sa::foreign_keys<&Child::b>>>);
static_assert(
    std::is_same_v<relation_options_t<Parent, 2>, type_list<sa::passive_deletes, sa::foreign_keys<&Child::b>>>);

// Of a table that refers to itself it is said once.
struct Person;
struct Friendship;
struct Person {
  int id{};
  sa::many<Person> follows{};
  sa::many<Person> followers{};

  using table =
      sa::table<"people", sa::primary_key<&Person::id>,
                sa::relation<&Person::follows, sa::secondary<Friendship>, sa::back_populates<&Person::followers>>>;
};
static_assert(std::is_same_v<relation_options_t<Person, 1>,
                             type_list<sa::secondary<Friendship>, sa::back_populates<&Person::followers>>>);
static_assert(std::is_same_v<relation_options_t<Person, 2>,
                             type_list<sa::back_populates<&Person::follows>, sa::secondary<Friendship>>>);

}  // namespace

TEST_CASE("what a table says of a relation is found from both of its sides") {
  CHECK(relation_options_t<Parent, 1>::size == 2);
  CHECK(relation_options_t<Child, 4>::size == 1);
}
