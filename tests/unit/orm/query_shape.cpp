// SPDX-License-Identifier: MIT
#include <sqlalloy/orm/query_shape.hpp>

#include <catch2/catch.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <support/orm_schemas.hpp>
#include <support/orm_session.hpp>
#include <type_traits>

namespace sa = sqlalloy;

namespace press {

struct Text;
struct Person {
  std::int64_t id{};
  std::string name{};
  std::optional<std::int64_t> chief_id{};
  sa::one<Person> chief{};
  sa::many<Text> written{};
  sa::many<Text> read{};

  using table = sa::table<"people", sa::primary_key<&Person::id>, sa::references<&Person::chief_id, Person>>;
};
struct Reader {
  std::int64_t text_id{};
  std::int64_t person_id{};

  using table = sa::table<"readers", sa::primary_key<&Reader::text_id, &Reader::person_id>,
                          sa::references<&Reader::text_id, Text>, sa::references<&Reader::person_id, Person>>;
};
struct Text {
  std::int64_t id{};
  std::int64_t author_id{};
  std::optional<std::int64_t> editor_id{};
  sa::one<Person> author{};
  sa::one<Person> editor{};
  sa::many<Person> readers{};

  using table =
      sa::table<"texts", sa::primary_key<&Text::id>, sa::references<&Text::author_id, Person>,
                sa::references<&Text::editor_id, Person>,
                sa::relation<&Text::author, sa::foreign_keys<&Text::author_id>, sa::back_populates<&Person::written>>,
                sa::relation<&Text::editor, sa::foreign_keys<&Text::editor_id>>,
                sa::relation<&Text::readers, sa::secondary<Reader>, sa::back_populates<&Person::read>>,
                sa::relation<&Person::read, sa::secondary<Reader>>>;
};

}  // namespace press

namespace {

using author_rows = decltype(sa::select<shelf::Author>());
using pair_rows =
    decltype(sa::select(sa::tables<shelf::Author>, sa::tables<shelf::Book>).join(sa::tables<shelf::Book>));
using names = decltype(sa::select(sa::col<&shelf::Author::name>));

static_assert(std::is_same_v<sa::query_shape_t<author_rows>::value_type, sa::tracked<shelf::Author>>);
static_assert(std::is_void_v<sa::query_shape_t<names>::object>);
static_assert(
    std::is_same_v<decltype(sa::query_shape_t<pair_rows>::value_type{}.get<1>()), sa::tracked<shelf::Book>&&>);

using eager = decltype(sa::contains_eager(sa::col<&shelf::Author::books>));
static_assert(std::is_same_v<sa::query_shape_t<pair_rows, eager>::value_type, sa::tracked<shelf::Author>>);
static_assert(sa::query_shape_t<pair_rows, eager>::levels::size == 1);

// Of several relations to one struct, ON tells whose the objects at a place are.
using press::Person;
using press::Reader;
using press::Text;
template <auto Relation>
using eagerly = decltype(sa::contains_eager(sa::col<Relation>));
template <auto Relation, std::size_t Parent = 0>
using level = sa::joined_level<sa::relation_of<Relation>, Parent>;
template <class Query, auto... Relations>
using levels = typename sa::query_shape_t<Query, eagerly<Relations>...>::levels;

constexpr auto a = sa::alias<Person, "a">;
constexpr auto b = sa::alias<Person, "b">;
constexpr auto id = sa::col<&Person::id>;
constexpr auto text = sa::select(sa::tables<Text>, a, b);
constexpr auto author_and_editor =
    text.join(a, a[id] == sa::col<&Text::author_id>).left_join(b, sa::col<&Text::editor_id> == b[id] && b[id] > 0);
constexpr auto editor_and_author =
    text.left_join(a, sa::col<&Text::editor_id> == a[id]).join(b, sa::col<&Text::author_id> == b[id]);
constexpr auto author_and_another = text.join(a, a[id] == sa::col<&Text::author_id>).join(b, b[id] > 3);
constexpr auto two_others = text.join(a, a[id] > 2).join(b, b[id] > 3);
constexpr auto author_and_reader = text.join(a, a[id] == sa::col<&Text::author_id>)
                                       .join(sa::tables<Reader>, sa::col<&Reader::text_id> == sa::col<&Text::id>)
                                       .join(b, sa::col<&Reader::person_id> == b[id]);
constexpr auto written = sa::select(a, sa::tables<Text>).join(sa::tables<Text>, sa::col<&Text::author_id> == a[id]);
constexpr auto chiefs = sa::select(sa::tables<Person>, a, b)
                            .join(b, sa::col<&Person::chief_id> == b[id])
                            .join(a, b[sa::col<&Person::chief_id>] == a[id]);
using two_people = sa::type_list<level<&Text::author>, level<&Text::editor>>;

template <class Query, auto... Relations>
constexpr bool gives_two_people = std::is_same_v<levels<Query, Relations...>, two_people>;
static_assert(gives_two_people<decltype(author_and_editor), &Text::author, &Text::editor> &&
              gives_two_people<decltype(author_and_editor), &Text::editor, &Text::author> &&
              gives_two_people<decltype(author_and_editor), &Text::editor, &Text::author, &Text::editor> &&
              gives_two_people<decltype(author_and_another), &Text::editor, &Text::author>);
static_assert(std::is_same_v<levels<decltype(editor_and_author), &Text::author, &Text::editor>,
                             sa::type_list<level<&Text::editor>, level<&Text::author>>>);
static_assert(
    std::is_same_v<levels<decltype(author_and_editor), &Text::author>, sa::type_list<level<&Text::author>, void>>);
static_assert(std::is_same_v<levels<decltype(author_and_reader), &Text::readers, &Text::author>,
                             sa::type_list<level<&Text::author>, level<&Text::readers>>>);
static_assert(
    std::is_same_v<levels<decltype(written), &Person::written, &Person::read>, sa::type_list<level<&Person::written>>>);
static_assert(std::is_same_v<levels<decltype(chiefs), &Person::chief>,
                             sa::type_list<level<&Person::chief, 2>, level<&Person::chief>>>);
using ambiguous = levels<decltype(two_others), &Text::author, &Text::editor>;
static_assert(!sa::rules::relations_are_told_apart<ambiguous> && sa::rules::relations_are_told_apart<two_people> &&
              !sa::rules::relations_are_told_apart<levels<decltype(two_others), &Text::author>>);

TEST_CASE_METHOD((orm_database<Person, Reader, Text>), "each of two relations to a struct has its own objects") {
  run("INSERT INTO people (id, name) VALUES (1, 'Ada'), (2, 'Eve')");
  run("INSERT INTO texts (id, author_id, editor_id) VALUES (1, 1, 2), (2, 2, NULL)");
  const auto all = session.query(author_and_editor)
                       .options(sa::contains_eager(sa::col<&Text::editor>), sa::contains_eager(sa::col<&Text::author>))
                       .all();
  REQUIRE(all.size() == 2);
  CHECK(all[0]->author->name == "Ada");
  CHECK(all[0]->editor->name == "Eve");
  CHECK(all[1]->author->name == "Eve");
  CHECK_FALSE(all[1]->editor);
}

static_assert(sa::has_limit<decltype(sa::select<shelf::Author>().limit(3))> && !sa::has_limit<author_rows>);

}  // namespace
