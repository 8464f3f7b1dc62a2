// SPDX-License-Identifier: MIT
#include <sqlalloy/schema/metadata.hpp>

#include <catch2/catch.hpp>

#include <array>
#include <cstddef>
#include <optional>
#include <support/kind_schemas.hpp>
#include <support/schemas.hpp>
#include <type_traits>

namespace sa = sqlalloy;

namespace {

template <class... Entities>
constexpr auto order_of = sa::metadata<Entities...>::dependency_order();
using order = std::array<std::size_t, 3>;

using blog::Comment;
using blog::Post;
using blog::User;

// What shares a table is referred to with it, and refers to what any of them does.
static_assert(order_of<garage::Truck, garage::Vehicle, garage::Depot> == order{2, 0, 1});
static_assert(sa::metadata<garage::Vehicle, garage::Truck, garage::Depot>::refers(0, 2));
static_assert(order_of<staff::Architect, staff::Engineer, staff::Employee> == order{2, 1, 0});

static_assert(std::is_same_v<decltype(sa::tables<User, Post>), const sa::metadata<User, Post>>);
static_assert(std::is_empty_v<sa::metadata<User, Post>>, "tables as a value are no value");
static_assert(sa::metadata<>::size == 0 && order_of<>.empty());

static_assert(sa::metadata<User, Post>::refers(1, 0) && !sa::metadata<User, Post>::refers(0, 1));

static_assert(order_of<User, Post, Comment> == order{0, 1, 2});
static_assert(order_of<Comment, Post, User> == order{2, 1, 0}, "each behind those that it refers to");
static_assert(order_of<Post, User, Comment> == order{1, 0, 2});
static_assert(order_of<Comment, User> == std::array<std::size_t, 2>{1, 0}, "tables that are not listed do not matter");

static_assert(sa::metadata<Comment, Post, User>::is_later<Comment, User>());
static_assert(!sa::metadata<Comment, Post, User>::is_later<User, Comment>());
static_assert(!sa::metadata<Comment, Post>::is_later<User, Comment>(), "a table that is not listed is there already");

struct Free {
  int id{};
};
struct Other {
  int id{};
};
static_assert(order_of<Other, Free, User> == order{0, 1, 2}, "else the order given");

struct Tree {
  int id{};
  int parent{};
  using table = sa::table<"tree", sa::primary_key<&Tree::id>, sa::references<&Tree::parent, Tree>>;
};
static_assert(order_of<Tree, User> == std::array<std::size_t, 2>{0, 1}, "a table may refer to itself");
static_assert(!sa::metadata<Tree>::is_later<Tree, Tree>());

// A circle of two, and what refers to it.
struct Chicken;
struct Egg {
  int id{};
  int from{};
  using table = sa::table<"eggs", sa::primary_key<&Egg::id>, sa::references<&Egg::from, Chicken>>;
};
struct Chicken {
  int id{};
  int from{};
  using table = sa::table<"chickens", sa::primary_key<&Chicken::id>, sa::references<&Chicken::from, Egg>>;
};
struct Omelette {
  int id{};
  int egg{};
  using table = sa::table<"omelettes", sa::primary_key<&Omelette::id>, sa::references<&Omelette::egg, Egg>>;
};

static_assert(order_of<Egg, Chicken> == std::array<std::size_t, 2>{0, 1});
static_assert(order_of<Chicken, Egg> == std::array<std::size_t, 2>{0, 1}, "in a circle the first given comes first");
static_assert(order_of<Omelette, Egg, Chicken> == order{1, 0, 2}, "what only refers to a circle comes behind it");
static_assert(order_of<Omelette, Chicken, Egg> == order{1, 2, 0});
static_assert(sa::metadata<Egg, Chicken>::is_later<Chicken, Egg>() &&
              !sa::metadata<Egg, Chicken>::is_later<Egg, Chicken>());

// A circle of three: a to b to c to a. Only the key of the first looks ahead.
struct B;
struct C;
struct A {
  int id{};
  using table = sa::table<"a", sa::primary_key<&A::id>, sa::references<&A::id, B>>;
};
struct B {
  int id{};
  using table = sa::table<"b", sa::primary_key<&B::id>, sa::references<&B::id, C>>;
};
struct C {
  int id{};
  using table = sa::table<"c", sa::primary_key<&C::id>, sa::references<&C::id, A>>;
};
static_assert(order_of<A, B, C> == order{0, 2, 1});
static_assert(order_of<C, B, A> == order{0, 1, 2});

// Where one of them may refer to none, it comes first: its row is completed when the other is there.
struct Wheel;
struct Cart {
  int id{};
  int wheel{};
  using table = sa::table<"carts", sa::primary_key<&Cart::id>, sa::references<&Cart::wheel, Wheel>>;
};
struct Wheel {
  int id{};
  std::optional<int> cart{};
  using table = sa::table<"wheels", sa::primary_key<&Wheel::id>, sa::references<&Wheel::cart, Cart>>;
};
struct Load {
  int id{};
  int cart{};
  using table = sa::table<"loads", sa::primary_key<&Load::id>, sa::references<&Load::cart, Cart>>;
};
static_assert(order_of<Load, Cart, Wheel> == order{2, 1, 0});
static_assert(order_of<Load, Wheel, Cart> == order{1, 2, 0});
static_assert(sa::metadata<Cart, Wheel>::refers_ahead(1) && !sa::metadata<Cart, Wheel>::refers_ahead(0));

}  // namespace

TEST_CASE("tables are ordered by their foreign keys") {
  CHECK(order_of<Comment, Post, User> == order{2, 1, 0});
  CHECK(order_of<Omelette, Chicken, Egg> == order{1, 2, 0});
}
