// SPDX-License-Identifier: MIT
#include <sqlalloy/orm/key_edges.hpp>

#include <catch2/catch.hpp>

#include <optional>
#include <sqlalloy/schema/relation_facts.hpp>
#include <support/orm_schemas.hpp>
#include <type_traits>

namespace sa = sqlalloy;

namespace {

using to_author = sa::key_ends<sa::relation_of<&shelf::Book::author>::edge>;
using to_order = sa::key_ends<sa::relation_of<&shop::Line::order>::edge>;

static_assert(std::is_same_v<to_author::from, sa::columns<&shelf::Book::author_id>> &&
              std::is_same_v<to_author::to, sa::columns<&shelf::Author::id>>);
static_assert(std::is_same_v<decltype(to_order::join_condition()),
                             decltype(sa::col<&shop::Line::order_id> == sa::col<&shop::Order::id>)>);

// Of a key that is no primary one.
static_assert(sa::bits_beside_key<to_author::to> == 0);
static_assert(sa::bits_beside_key<to_author::from> == sa::mask_of_column(1));
static_assert(sa::bits_beside_key<sa::columns<&shelf::Author::id, &shelf::Author::email>> == sa::mask_of_column(2));
static_assert(sa::bits_beside_key<to_order::from> == 0);

// Of two columns, one of which may be NULL.
struct Part {
  int id{};
  std::optional<std::int64_t> order{};
  int number{};
  using table = sa::table<"parts", sa::primary_key<&Part::id>,
                          sa::foreign_key<sa::columns<&Part::order, &Part::number>,
                                          sa::columns<&shop::Line::order_id, &shop::Line::number>>>;
};

}  // namespace

TEST_CASE("a foreign key is made to refer, and not to") {
  const shelf::Author ada{.id = 7};
  shelf::Book book{};
  CHECK_FALSE(to_author::refers(book, ada));
  to_author::refer(book, ada);
  CHECK(book.author_id == 7);
  CHECK(to_author::refers(book, ada));
  CHECK_FALSE(to_author::refers(book, shelf::Author{.id = 8}));
  to_author::refer_to_none(book);
  CHECK_FALSE(book.author_id.has_value());
}

TEST_CASE("a foreign key of several columns refers by all of them") {
  using ends = sa::key_ends<sa::only_edge<sa::edges_t<Part, shop::Line>>::type>;
  const shop::Line line{.order_id = 3, .number = 4};
  Part part{};
  ends::refer(part, line);
  CHECK(part.order == 3);
  CHECK(part.number == 4);
  CHECK_FALSE(ends::refers(part, shop::Line{.order_id = 3, .number = 5}));
  ends::refer_to_none(part);
  CHECK_FALSE(part.order.has_value());
  CHECK(part.number == 4);  // which may not be NULL
}
