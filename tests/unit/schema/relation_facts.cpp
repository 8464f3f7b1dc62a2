// SPDX-License-Identifier: MIT
#include <sqlalloy/schema/relation_facts.hpp>

#include <catch2/catch.hpp>

#include <optional>
#include <string>
#include <support/orm_schemas.hpp>
#include <type_traits>

namespace sa = sqlalloy;

namespace {

using sa::columns;
using sa::key_edge;
using sa::other_side;
using sa::relation_kind;
using sa::relation_of;

template <class Relation>
constexpr std::size_t no_side = sa::meta::field_count<typename Relation::target>;

// --- one to many, and back ----------------------------------------------------------------------------------------

using books = relation_of<&shelf::Author::books>;
using author = relation_of<&shelf::Book::author>;
using to_author = key_edge<columns<&shelf::Book::author_id>, shelf::Author, columns<&shelf::Author::id>>;
static_assert(books::kind == relation_kind::one_to_many && author::kind == relation_kind::many_to_one);
static_assert(std::is_same_v<books::edge, to_author> && std::is_same_v<author::edge, to_author>);
static_assert(std::is_same_v<books::owner, shelf::Author> && std::is_same_v<books::target, shelf::Book>);
static_assert(books::is_collection && !author::is_collection && books::name == "books" && books::field == 3);
static_assert(other_side<books> == 3 && other_side<author> == 3, "the members that go by the same foreign key");
static_assert(std::is_void_v<books::secondary> && !books::passive_deletes);
static_assert(books::cascade.save_update && books::cascade.merge && !books::cascade.deletes, "SQLAlchemy's default");

using lines = relation_of<&shop::Order::lines>;
static_assert(lines::cascade.deletes && lines::cascade.delete_orphan &&
              !relation_of<&shop::Line::order>::cascade.deletes);

// --- one to one: a sa::one on both sides ---------------------------------------------------------------------------

using invoice = relation_of<&shop::Order::invoice>;
using invoiced = relation_of<&shop::Invoice::order>;
static_assert(invoice::kind == relation_kind::one_to_many && !invoice::is_collection);
static_assert(invoiced::kind == relation_kind::many_to_one);
static_assert(other_side<invoice> == 3 && other_side<invoiced> == 4);

// --- a table that refers to itself ---------------------------------------------------------------------------------

using parent = relation_of<&tree::Node::parent>;
using children = relation_of<&tree::Node::children>;
static_assert(parent::kind == relation_kind::many_to_one && children::kind == relation_kind::one_to_many);
static_assert(other_side<parent> == 4 && other_side<children> == 3);

using folders = relation_of<&tree::Folder::folders>;
static_assert(folders::kind == relation_kind::one_to_many && other_side<folders> == no_side<folders>);
static_assert(!std::is_same_v<folders::order, sa::collection_order<>> &&
              std::is_same_v<children::order, sa::collection_order<>>);

// --- many to many ---------------------------------------------------------------------------------------------------

using tags = relation_of<&shelf::Book::tags>;
using tagged = relation_of<&shelf::Tag::books>;
static_assert(tags::kind == relation_kind::many_to_many && tagged::kind == relation_kind::many_to_many);
static_assert(std::is_same_v<tags::secondary, shelf::BookTag> && std::is_void_v<tags::edge>);
static_assert(std::is_same_v<tags::to_owner::from, columns<&shelf::BookTag::book_id>> &&
              std::is_same_v<tags::to_target::from, columns<&shelf::BookTag::tag>>);
static_assert(std::is_same_v<tagged::to_owner, tags::to_target> && std::is_same_v<tagged::to_target, tags::to_owner>);
static_assert(other_side<tags> == 1 && other_side<tagged> == 4);

// With a foreign key named on one side, the other side goes the other way.
struct Word;
struct Spelling {
  int word{};
  int earlier{};
  std::string language{};
  using table = sa::table<"spellings", sa::primary_key<&Spelling::word, &Spelling::language>,
                          sa::references<&Spelling::word, Word>, sa::references<&Spelling::earlier, Word>,
                          sa::references<&Spelling::language, shelf::Tag>>;
};
struct Word {
  int id{};
  sa::many<shelf::Tag> languages{};
  using table =
      sa::table<"words", sa::primary_key<&Word::id>,
                sa::relation<&Word::languages, sa::secondary<Spelling>, sa::foreign_keys<&Spelling::earlier>>>;
};
using languages = relation_of<&Word::languages>;
static_assert(languages::kind == relation_kind::many_to_many &&
              std::is_same_v<languages::to_owner::from, columns<&Spelling::earlier>> &&
              std::is_same_v<languages::to_target::from, columns<&Spelling::language>>);

// Of a struct with itself: the first side goes by the first foreign key, the second one the other way.
struct Following;
struct Person {
  int id{};
  sa::many<Person> follows{};
  sa::many<Person> followers{};
  using table =
      sa::table<"people", sa::primary_key<&Person::id>,
                sa::relation<&Person::follows, sa::secondary<Following>, sa::back_populates<&Person::followers>>>;
};
struct Following {
  int who{};
  int whom{};
  using table = sa::table<"followings", sa::primary_key<&Following::who, &Following::whom>,
                          sa::references<&Following::who, Person>, sa::references<&Following::whom, Person>>;
};
using follows = relation_of<&Person::follows>;
using followers = relation_of<&Person::followers>;
static_assert(follows::kind == relation_kind::many_to_many && followers::kind == relation_kind::many_to_many);
static_assert(std::is_same_v<follows::to_owner::from, columns<&Following::who>> &&
              std::is_same_v<follows::to_target::from, columns<&Following::whom>>);
static_assert(std::is_same_v<followers::to_owner, follows::to_target> &&
              std::is_same_v<followers::to_target, follows::to_owner>);
static_assert(other_side<follows> == 2 && other_side<followers> == 1);

// Said on both sides, as SQLAlchemy does; by name, so that it is the second foreign key.
struct Animal;
struct Hunt {
  int prey{};
  int hunter{};
  using table = sa::table<"hunts", sa::primary_key<&Hunt::prey, &Hunt::hunter>, sa::references<&Hunt::prey, Animal>,
                          sa::references<&Hunt::hunter, Animal>>;
};
struct Animal {
  int id{};
  sa::many<Animal> hunts{};
  sa::many<Animal> is_hunted_by{};
  using table = sa::table<"animals", sa::primary_key<&Animal::id>,
                          sa::relation<&Animal::hunts, sa::secondary<Hunt>, sa::foreign_keys<&Hunt::hunter>,
                                       sa::back_populates<&Animal::is_hunted_by>>,
                          sa::relation<&Animal::is_hunted_by, sa::secondary<Hunt>, sa::back_populates<&Animal::hunts>>>;
};
using hunts = relation_of<&Animal::hunts>;
using is_hunted_by = relation_of<&Animal::is_hunted_by>;
static_assert(std::is_same_v<hunts::to_owner::from, columns<&Hunt::hunter>> &&
              std::is_same_v<hunts::to_target::from, columns<&Hunt::prey>>);
static_assert(std::is_same_v<is_hunted_by::to_owner, hunts::to_target> &&
              std::is_same_v<is_hunted_by::to_target, hunts::to_owner>);

// --- several foreign keys between two tables ------------------------------------------------------------------------

struct User;
struct Message {
  int id{};
  int sender_id{};
  std::optional<int> reader_id{};
  sa::one<User> sender{};
  sa::one<User> reader{};
  sa::one<User> someone{};
  using table = sa::table<"messages", sa::primary_key<&Message::id>, sa::references<&Message::sender_id, User>,
                          sa::references<&Message::reader_id, User>,
                          sa::relation<&Message::reader, sa::foreign_keys<&Message::reader_id>>>;
};
struct User {
  int id{};
  sa::many<Message> sent{};
  sa::many<Message> read{};
  sa::many<Message> unclear{};
  using table =
      sa::table<"users", sa::primary_key<&User::id>,
                sa::relation<&Message::sender, sa::foreign_keys<&Message::sender_id>, sa::back_populates<&User::sent>>,
                sa::relation<&User::read, sa::foreign_keys<&Message::reader_id>>>;
};
using sender = relation_of<&Message::sender>;
using reader = relation_of<&Message::reader>;
static_assert(sender::kind == relation_kind::many_to_one &&
              std::is_same_v<sender::edge::from, columns<&Message::sender_id>>);
static_assert(relation_of<&User::sent>::kind == relation_kind::one_to_many &&
                  std::is_same_v<relation_of<&User::sent>::edge, sender::edge> &&
                  other_side<relation_of<&User::sent>> == 3,
              "its other side has said it");
static_assert(std::is_same_v<reader::edge::from, columns<&Message::reader_id>>);
static_assert(std::is_same_v<relation_of<&User::read>::edge::from, columns<&Message::reader_id>>);
static_assert(other_side<reader> == 2 && other_side<relation_of<&User::read>> == 4);
static_assert(relation_of<&Message::someone>::kind == relation_kind::unknown, "it has to be said which");
static_assert(relation_of<&User::unclear>::kind == relation_kind::unknown);
static_assert(other_side<relation_of<&User::unclear>> == no_side<relation_of<&User::unclear>>);

// --- none
// -------------------------------------------------------------------------------------------------------------

struct Stranger {
  int id{};
  sa::one<User> user{};
  sa::many<User> users{};
};
static_assert(relation_of<&Stranger::user>::kind == relation_kind::unknown &&
              relation_of<&Stranger::users>::kind == relation_kind::unknown);

}  // namespace

TEST_CASE("a relation is known by the foreign key that it goes by") {
  CHECK(books::name == "books");
  CHECK(other_side<author> == other_side<books>);
  CHECK(tags::kind == relation_kind::many_to_many);
}
