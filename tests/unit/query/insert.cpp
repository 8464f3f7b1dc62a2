// SPDX-License-Identifier: MIT
#include <sqlalloy/dialect/postgresql.hpp>
#include <sqlalloy/dialect/sqlite.hpp>
#include <sqlalloy/query/insert.hpp>
#include <sqlalloy/query/select.hpp>
#include <sqlalloy/query/slots.hpp>

#include <catch2/catch.hpp>

#include <array>
#include <cstdint>
#include <list>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "support/composite_schemas.hpp"
#include "support/statements/tables.hpp"

namespace sa = sqlalloy;

namespace {

using namespace sa::literals;
using namespace statements;
using blog::User;

// A struct sends what the database does not fill, by type and whatever its value is.
template <class Entity, auto... Also>
constexpr auto mask = sa::sent_columns<Entity, sa::columns<Also...>>::mask;
static_assert(mask<User> == std::array{false, true, true, true});
static_assert(mask<User, &User::id> == std::array{true, true, true, true});
static_assert(mask<Line> == std::array{false, true, true, false, false}, "a computed column and one with a default");
static_assert(mask<Line, &Line::note> == std::array{false, true, true, false, true});
static_assert(mask<Shelf> == std::array{true, true}, "a key that nobody numbers");
static_assert(sa::slot_count<decltype(sa::insert(User{}))> == 3);
static_assert(sa::slot_count<decltype(sa::insert(User{}).with(user_id))> == 4);
static_assert(sa::slot_count<decltype(sa::insert(std::vector<User>{}))> == 3);
static_assert(sa::slot_count<decltype(sa::insert(Counter{}))> == 0);

// What is inserted: a struct is kept, a range that is an lvalue borrowed.
template <class Query>
using source_t = typename std::remove_const_t<Query>::source;
static_assert(std::is_same_v<source_t<decltype(sa::insert(std::declval<const User&>()))>, sa::insert_struct<User>>);
static_assert(std::is_same_v<source_t<decltype(sa::insert(std::declval<std::vector<User>&>()))>,
                             sa::insert_structs<User, std::span<const User>>>);
static_assert(
    std::is_same_v<source_t<decltype(sa::insert(std::vector<User>{}))>, sa::insert_structs<User, std::vector<User>>>);
static_assert(sa::struct_range<std::vector<User>> && sa::struct_range<std::span<const User>>);
static_assert(!sa::struct_range<std::list<User>> && !sa::struct_range<std::vector<int>> && !sa::struct_range<User>);
static_assert(sa::mapped<User> && !sa::mapped<std::string> && !sa::mapped<int>);

// The key that the database gives to the one new row.
static_assert(std::is_same_v<sa::inserted_key_t<decltype(sa::insert(User{}))>, std::int64_t>);
static_assert(
    std::is_same_v<sa::inserted_key_t<decltype(sa::insert<User>().values(name = "x", age = 1))>, std::int64_t>);
static_assert(std::is_same_v<sa::inserted_key_t<decltype(sa::insert<Counter>().default_values())>, std::int64_t>);
static_assert(std::is_void_v<sa::inserted_key_t<decltype(sa::insert(Shelf{}))>>, "no number");
static_assert(std::is_void_v<sa::inserted_key_t<decltype(sa::insert(std::vector<User>{}))>>, "several rows");
static_assert(std::is_void_v<sa::inserted_key_t<decltype(sa::insert(User{}).returning(age))>>, "RETURNING says what");
static_assert(sa::has_numbered_key<User> && !sa::has_numbered_key<Shelf>);
static_assert(sa::postgresql::dialect::returns_key<User, sa::insert_struct<User>> &&
              !sa::sqlite::dialect::returns_key<User, sa::insert_struct<User>>);

static_assert(!sa::returns_rows<decltype(sa::insert(User{}))>);
static_assert(sa::insert_struct<depot::Parcel>::own_slots == 5, "a column of a composite may be computed");
static_assert(std::is_same_v<sa::row_t<decltype(sa::insert(User{}).returning(sa::tables<User>))>, User>);

template <class Query>
std::vector<std::string> texts_of(const Query& query) {
  std::vector<std::string> texts;
  auto collect = [&texts](const auto& slot) {
    if constexpr (requires { std::string_view(slot.value); }) texts.emplace_back(slot.value);
  };
  sa::for_each_slot(query, collect);
  return texts;
}

}  // namespace

TEST_CASE("an INSERT keeps what it is given") {
  const std::string lengthy(64, 'x');
  User ada{.name = lengthy};
  const auto of_lvalue = sa::insert(ada);
  ada.name = "changed";
  CHECK(texts_of(of_lvalue) == std::vector{lengthy});

  ada.name = lengthy;
  const char* storage = ada.name.data();
  const auto of_rvalue = sa::insert(std::move(ada)).with(user_id).on_conflict(user_id).do_nothing();
  CHECK(of_rvalue.source_.value.object.name.data() == storage);

  const auto chosen = sa::insert<User>().values(name = lengthy, age = 1).returning(user_id);
  CHECK(texts_of(chosen) == std::vector{lengthy});
}

TEST_CASE("the clauses of an INSERT may be said in any order") {
  // What was said of conflicts is not lost when the rows come last.
  const auto last = sa::insert<Shelf>()
                        .on_conflict(sa::col<&Shelf::room>, sa::col<&Shelf::number>)
                        .do_update(sa::col<& Shelf::room> = "there")
                        .columns(sa::col<&Shelf::room>, sa::col<&Shelf::number>)
                        .from_select(sa::select(name, age).where(name == "from"));
  CHECK(texts_of(last) == std::vector<std::string>{"from", "there"});

  const auto values_last = sa::insert<Shelf>()
                               .on_conflict(sa::col<&Shelf::room>, sa::col<&Shelf::number>)
                               .do_update(sa::col<& Shelf::room> = "there")
                               .values(sa::col<& Shelf::number> = 1, sa::col<& Shelf::room> = "here");
  CHECK(texts_of(values_last) == std::vector<std::string>{"here", "there"});
}

TEST_CASE("an INSERT binds the columns of a composite in their place") {
  depot::Customer ada{.name = "Ada", .home = {.street = "Rue", .city = "Paris"}};
  CHECK(texts_of(sa::insert(ada)) == std::vector<std::string>{"Ada", "Rue", "Paris"});
  CHECK(texts_of(sa::insert<depot::Customer>().values(depot::city = "Lyon", depot::street = "Quai", depot::latitude = 1,
                                                      sa::col<& depot::Customer::name> = "Eve")) ==
        std::vector<std::string>{"Lyon", "Quai", "Eve"});
}
