// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy/expr/arithmetic.hpp>
#include <sqlalloy/expr/column.hpp>
#include <sqlalloy/expr/comparison.hpp>
#include <sqlalloy/expr/literal.hpp>
#include <sqlalloy/expr/logical.hpp>
#include <sqlalloy/schema/metadata.hpp>
#include <sqlalloy/schema/table.hpp>
#include <sqlalloy/type/arithmetic.hpp>
#include <sqlalloy/type/text.hpp>

#include <cstdint>
#include <optional>
#include <string>

#include "support/schemas.hpp"

/// Statements of every kind with the SQL that is expected of them, and the tables that they are about: those of the
/// blog, and some with what is odd in a schema.
namespace statements {

namespace sa = sqlalloy;

/// A key to its own table.
struct Employee {
  std::int64_t id{};
  std::string name{};
  std::optional<std::int64_t> manager_id{};

  using table = sa::table<"employees", sa::primary_key<&Employee::id>, sa::references<&Employee::manager_id, Employee>>;
};

/// A key of two columns.
struct Shelf {
  std::string room{};
  int number{};

  using table = sa::table<"shelves", sa::primary_key<&Shelf::room, &Shelf::number>>;
};

/// A foreign key of two columns.
struct Book {
  std::int64_t id{};
  std::string title{};
  std::string room{};
  int shelf{};

  using table = sa::table<"books", sa::primary_key<&Book::id>,
                          sa::foreign_key<sa::columns<&Book::room, &Book::shelf>,
                                          sa::columns<&Shelf::room, &Shelf::number>, sa::on_update<sa::cascade>>>;
};

struct Airport;

/// Two keys to one table: a join needs its ON.
struct Flight {
  std::int64_t id{};
  std::string origin{};
  std::string destination{};

  using table = sa::table<"flights", sa::primary_key<&Flight::id>, sa::references<&Flight::origin, Airport>,
                          sa::references<&Flight::destination, Airport>>;
};

struct Airport {
  std::string code{};

  using table = sa::table<"airports", sa::primary_key<&Airport::code>>;
};

/// Names that have to be quoted.
struct Odd {
  std::int64_t id{};
  int group{};
  int Upper{};
  int spaced{};
  int quoted{};
  int first{};

  using table = sa::table<"order", sa::primary_key<&Odd::id>, sa::column_name<&Odd::spaced, "two words">,
                          sa::column_name<&Odd::quoted, "a\"b">, sa::column_name<&Odd::first, "1st">,
                          sa::named<"Index of Upper", sa::index<&Odd::Upper>>, sa::index<&Odd::quoted, &Odd::group>>;
};

/// A table in a schema of its own.
struct Stock {
  std::int64_t id{};
  std::string label{};
  std::optional<std::int64_t> part_of{};

  using table = sa::table<"stock", sa::primary_key<&Stock::id>, sa::schema_name<"warehouse">, sa::index<&Stock::label>,
                          sa::references<&Stock::part_of, Stock>>;
};

/// What the database fills.
struct Line {
  std::int64_t id{};
  int price{};
  int amount{};
  int total{};
  std::string note{};

  using table = sa::table<"lines", sa::primary_key<&Line::id>,
                          sa::computed<&Line::total, (sa::col<&Line::price> * sa::col<&Line::amount>)>,
                          sa::server_default<&Line::note, "'none'">,
                          sa::check<(sa::col<&Line::price> >= -5 && sa::col<&Line::note> != sa::lit<"it's">)>>;
};

/// Every row can be made of defaults.
struct Counter {
  std::int64_t id{};
  int hits{};

  using table = sa::table<"counters", sa::primary_key<&Counter::id>, sa::server_default<&Counter::hits, "0">>;
};

/// Numbers of every width.
struct Sample {
  std::int64_t id{};
  std::int16_t narrow{};
  std::uint32_t wide{};
  float ratio{};
  double exact{};
  bool good{};

  using table = sa::table<"samples", sa::primary_key<&Sample::id>>;
};

struct Egg;

/// Hens come from eggs and eggs from hens: each refers to the other.
struct Hen {
  std::int64_t id{};
  std::optional<std::int64_t> egg_id{};

  using table = sa::table<"hens", sa::primary_key<&Hen::id>, sa::references<&Hen::egg_id, Egg>>;
};

struct Egg {
  std::int64_t id{};
  std::int64_t hen_id{};

  using table = sa::table<"eggs", sa::primary_key<&Egg::id>, sa::references<&Egg::hen_id, Hen>>;
};

/// All of them, those that refer before those that they refer to.
inline constexpr auto all_tables = sa::tables<blog::Comment, blog::Post, blog::User, Employee, Book, Shelf, Flight,
                                              Airport, Odd, Stock, Line, Counter, Sample, Hen, Egg>;

// The columns of the blog, as short as a test likes them.
inline constexpr auto user_id = sa::col<&blog::User::id>;
inline constexpr auto name = sa::col<&blog::User::name>;
inline constexpr auto email = sa::col<&blog::User::email>;
inline constexpr auto age = sa::col<&blog::User::age>;
inline constexpr auto post_id = sa::col<&blog::Post::id>;
inline constexpr auto author_id = sa::col<&blog::Post::author_id>;
inline constexpr auto title = sa::col<&blog::Post::title>;
inline constexpr auto body = sa::col<&blog::Post::body>;

}  // namespace statements
