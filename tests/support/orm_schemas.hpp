// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy/expr/arithmetic.hpp>
#include <sqlalloy/expr/column.hpp>
#include <sqlalloy/expr/ordering.hpp>
#include <sqlalloy/schema/options.hpp>
#include <sqlalloy/schema/relation.hpp>
#include <sqlalloy/schema/table.hpp>
#include <sqlalloy/type/arithmetic.hpp>
#include <sqlalloy/type/text.hpp>

#include <cstdint>
#include <optional>
#include <string>

/// What an author has written, and what it is about: one to many, and many to many with a key that is a text.
namespace shelf {

namespace sa = sqlalloy;

struct Book;
struct Author {
  std::int64_t id{};
  std::string name{};
  std::optional<std::string> email{};
  sa::many<Book> books{};

  using table = sa::table<"authors", sa::primary_key<&Author::id>, sa::unique<&Author::email>>;
};

struct Tag;
struct BookTag;
struct Book {
  std::int64_t id{};
  std::optional<std::int64_t> author_id{};
  std::string title{};
  sa::one<Author> author{};
  sa::many<Tag> tags{};

  using table = sa::table<"books", sa::primary_key<&Book::id>, sa::references<&Book::author_id, Author>,
                          sa::relation<&Book::tags, sa::secondary<BookTag>>>;
};

struct Tag {
  std::string name{};
  sa::many<Book> books{};

  using table = sa::table<"tags", sa::primary_key<&Tag::name>, sa::relation<&Tag::books, sa::secondary<BookTag>>>;
};

struct BookTag {
  std::int64_t book_id{};
  std::string tag{};

  using table = sa::table<"book_tags", sa::primary_key<&BookTag::book_id, &BookTag::tag>,
                          sa::references<&BookTag::book_id, Book>, sa::references<&BookTag::tag, Tag>>;
};

}  // namespace shelf

/// A kind that refers to its base, and is easily forgotten among the tables of a session.
namespace farm {

namespace sa = sqlalloy;

struct Animal {
  int id{};
  std::string kind{};
  std::optional<int> mother_id{};
  sa::one<Animal> mother{};

  using table = sa::table<"animals", sa::primary_key<&Animal::id>, sa::polymorphic_on<&Animal::kind>,
                          sa::polymorphic_identity<"animal">, sa::references<&Animal::mother_id, Animal>>;
};
struct Dog {
  Animal animal{};
  int legs{};

  using table = sa::table<"animals", sa::inherits<&Dog::animal>, sa::polymorphic_identity<"dog">>;
};

}  // namespace farm

/// Lines that are nothing without their order, by a key of two columns; one invoice for each order; a version.
namespace shop {

namespace sa = sqlalloy;

struct Line;
struct Invoice;
struct Order {
  std::int64_t id{};
  int version{};
  std::string customer{};
  sa::many<Line> lines{};
  sa::one<Invoice> invoice{};

  using table = sa::table<"orders", sa::primary_key<&Order::id>, sa::version_id<&Order::version>,
                          sa::relation<&Order::lines, sa::cascades<"all, delete-orphan">>>;
};

struct Line {
  std::int64_t order_id{};
  int number{};
  std::string article{};
  sa::one<Order> order{};

  using table =
      sa::table<"lines", sa::primary_key<&Line::order_id, &Line::number>, sa::references<&Line::order_id, Order>>;
};

struct Invoice {
  std::int64_t id{};
  std::optional<std::int64_t> order_id{};
  std::string address{};
  sa::one<Order> order{};

  using table = sa::table<"invoices", sa::primary_key<&Invoice::id>, sa::references<&Invoice::order_id, Order>>;
};

}  // namespace shop

/// Tables that refer to themselves: with both sides of the relation, and with one of them.
namespace tree {

namespace sa = sqlalloy;

struct Node {
  std::int64_t id{};
  std::optional<std::int64_t> parent_id{};
  std::string name{};
  sa::one<Node> parent{};
  sa::many<Node> children{};

  using table = sa::table<"nodes", sa::primary_key<&Node::id>, sa::references<&Node::parent_id, Node>>;
};

struct Folder {
  std::int64_t id{};
  std::optional<std::int64_t> inside{};
  std::string name{};
  sa::many<Folder> folders{};

  using table = sa::table<"folders", sa::primary_key<&Folder::id>, sa::references<&Folder::inside, Folder>,
                          sa::relation<&Folder::folders, sa::collection_order<sa::desc(sa::col<&Folder::name>)>>>;
};

}  // namespace tree

/// A key of two columns, and tags by a table between.
namespace atlas {

namespace sa = sqlalloy;

struct Mark;
struct PlaceMark;
struct Place {
  int row{};
  int column{};
  std::string name{};
  sa::many<Mark> marks{};

  using table = sa::table<"places", sa::primary_key<&Place::row, &Place::column>,
                          sa::relation<&Place::marks, sa::secondary<PlaceMark>>>;
};
struct Mark {
  std::string word{};

  using table = sa::table<"marks", sa::primary_key<&Mark::word>>;
};
struct PlaceMark {
  int row{};
  int column{};
  std::string word{};

  using table = sa::table<
      "place_marks", sa::primary_key<&PlaceMark::row, &PlaceMark::column, &PlaceMark::word>,
      sa::foreign_key<sa::columns<&PlaceMark::row, &PlaceMark::column>, sa::columns<&Place::row, &Place::column>>,
      sa::references<&PlaceMark::word, Mark>>;
};

}  // namespace atlas

/// More columns than a mask has bits: those from c63 on share one, which the computed one has, too.
namespace wide {

namespace sa = sqlalloy;

struct Row {
  std::int64_t id{};
  int c01{}, c02{}, c03{}, c04{}, c05{}, c06{}, c07{}, c08{};
  int c09{}, c10{}, c11{}, c12{}, c13{}, c14{}, c15{}, c16{};
  int c17{}, c18{}, c19{}, c20{}, c21{}, c22{}, c23{}, c24{};
  int c25{}, c26{}, c27{}, c28{}, c29{}, c30{}, c31{}, c32{};
  int c33{}, c34{}, c35{}, c36{}, c37{}, c38{}, c39{}, c40{};
  int c41{}, c42{}, c43{}, c44{}, c45{}, c46{}, c47{}, c48{};
  int c49{}, c50{}, c51{}, c52{}, c53{}, c54{}, c55{}, c56{};
  int c57{}, c58{}, c59{}, c60{}, c61{}, c62{}, c63{}, c64{};
  int twice{};

  using table = sa::table<"wide", sa::primary_key<&Row::id>, sa::computed<&Row::twice, (sa::col<&Row::c64> * 2)>>;
};

}  // namespace wide
