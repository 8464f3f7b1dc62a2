// SPDX-License-Identifier: MIT
#include <sqlalloy/query/join.hpp>
#include <sqlalloy/query/select.hpp>

#include <catch2/catch.hpp>

#include <array>
#include <type_traits>

#include "support/statements/tables.hpp"

namespace sa = sqlalloy;

namespace {

using namespace statements;
using blog::Comment;
using blog::Post;
using blog::User;

// The foreign keys between a table and those in FROM, in either direction.
template <class... References>
using from = sa::from_clause<References...>;
template <class Joined, class First>
constexpr auto links_to = sa::links_t<sa::table_reference<Joined>, from<sa::table_reference<First>>>::size;

static_assert(links_to<Post, User> == 1 && links_to<User, Post> == 1);
static_assert(links_to<User, Shelf> == 0);
static_assert(links_to<Flight, Airport> == 2 && links_to<Airport, Flight> == 2);
static_assert(links_to<Book, Shelf> == 1, "a key of two columns is one key");
static_assert(links_to<Hen, Egg> == 2, "each refers to the other");
static_assert(sa::links_t<sa::alias_reference<Employee, "manager">, from<sa::table_reference<Employee>>>::size == 2,
              "a key to the same table can be followed up or down");

// Over all tables in FROM.
template <sa::join_kind Kind, class Entity>
using joining = sa::join_clause<Kind, sa::table_reference<Entity>, sa::no_clause>;
using enum sa::join_kind;
static_assert(sa::links_t<sa::table_reference<Comment>, from<sa::table_reference<User>, joining<inner, Post>>>::size ==
              2);
static_assert(sa::links_t<sa::table_reference<Comment>, from<sa::table_reference<Shelf>, joining<inner, Post>>>::size ==
              1);

// ON: the columns of the key are those of its targets, under the names that the tables have there.
template <class List>
struct only_link;
template <class Link>
struct only_link<sa::type_list<Link>> : sa::condition_of_link<Link> {};
template <class Reference, class From>
using on_t = typename only_link<sa::links_t<Reference, From>>::type;

using author_reference = sa::alias_reference<User, "author">;
using author = author_reference::id;
static_assert(
    std::is_same_v<on_t<sa::table_reference<User>, from<sa::table_reference<Post>>>, decltype(author_id == user_id)>);
static_assert(
    std::is_same_v<on_t<sa::table_reference<Post>, from<sa::table_reference<User>>>, decltype(author_id == user_id)>);
static_assert(
    std::is_same_v<on_t<author_reference, from<sa::table_reference<Post>>>, decltype(author_id == author{}[user_id])>);
static_assert(std::is_same_v<on_t<sa::table_reference<Shelf>, from<sa::table_reference<Book>>>,
                             decltype(sa::col<&Book::room> == sa::col<&Shelf::room> &&
                                      sa::col<&Book::shelf> == sa::col<&Shelf::number>)>);

// Which tables may have no row of their own in a row of the result.
template <sa::join_kind... Kinds>
constexpr auto outer = from<sa::table_reference<User>, joining<Kinds, Post>...>::outer;
using std::array;
static_assert(outer<> == array{false});
static_assert(outer<inner> == array{false, false} && outer<cross> == array{false, false});
static_assert(outer<left> == array{false, true} && outer<right> == array{true, false});
static_assert(outer<full> == array{true, true});
static_assert(outer<left, inner> == array{false, true, false});
static_assert(outer<left, right> == array{true, true, false});
static_assert(outer<right, left> == array{true, false, true});
static_assert(outer<inner, full> == array{true, true, true});

static_assert(!from<sa::table_reference<User>, joining<left, Post>>::keeps_right);
static_assert(from<sa::table_reference<User>, joining<full, Post>, joining<inner, Comment>>::keeps_right);

}  // namespace

TEST_CASE("a join follows the one key between two tables") {
  CHECK(links_to<Post, User> == 1);
  CHECK(links_to<Airport, Flight> == 2);
}
