// SPDX-License-Identifier: MIT
// Relations of a session that are rarer than those of orm.cpp, on every database.

#include <sqlalloy.hpp>
#include <sqlalloy/driver/libpq.hpp>
#include <sqlalloy/driver/mysqlclient.hpp>
#include <sqlalloy/driver/sqlite3.hpp>
#include <sqlalloy/orm.hpp>

#include <catch2/catch.hpp>
#include <support/server_url.hpp>

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace sa = sqlalloy;
using sa::object_state;

namespace {

using texts = std::vector<std::string>;

/// Runs what is given on each database, with tables that are there and empty, and the statements that are executed.
template <class Tables, class F>
void on_each(Tables tables, F f) {
  for (const std::string& url : support::all_urls()) {
    DYNAMIC_SECTION(url.substr(0, url.find(':'))) {
      texts sent;
      auto engine = sa::create_engine<sa::sqlite::sqlite3, sa::postgresql::libpq, sa::mariadb::mysqlclient,
                                      sa::mysql::mysqlclient>(
          url, {.hook = {.call =
                             [](void* context, const sa::execute_event& event) {
                               if (!event.finished) static_cast<texts*>(context)->emplace_back(event.sql);
                             },
                         .context = &sent}});
      engine.begin([&](auto& db) {
        db.drop_all(tables);
        db.create_all(tables);
      });
      sa::session session(engine, tables);
      f(session, sent);
      session.close();  // which would keep others from the tables
      engine.begin([&](auto& db) { db.drop_all(tables); });
    }
  }
}

template <class Entity, class Session>
std::int64_t count(Session& session) {
  return session.execute(sa::select(sa::count()).from(sa::tables<Entity>)).scalar();
}

/// Pages go with their book by the database.
struct Page;
struct Book {
  std::int64_t id{};
  sa::many<Page> pages{};

  using table = sa::table<"rel_books", sa::primary_key<&Book::id>,
                          sa::relation<&Book::pages, sa::cascades<"all, delete-orphan">, sa::passive_deletes>>;
};
struct Page {
  std::int64_t id{};
  std::int64_t book_id{};

  using table = sa::table<"rel_pages", sa::primary_key<&Page::id>,
                          sa::references<&Page::book_id, Book, sa::on_delete<sa::cascade>>>;
};

TEST_CASE("orm: what the database deletes along is not loaded for that") {
  on_each(sa::tables<Book, Page>, [](auto& session, texts& sent) {
    const auto book = session.add(Book{.pages = {Page{}, Page{}}}), other = session.add(Book{.pages = {Page{}}});
    session.commit();
    (void)book->id;
    sent.clear();
    session.remove(book);
    session.flush();
    for (const std::string& sql : sent) {
      INFO(sql);
      CHECK(sql.find("rel_pages") == std::string::npos);
    }
    session.commit();
    CHECK(count<Page>(session) == 1);
    CHECK(session.query(sa::select<Page>()).one()->book_id == other->id);
  });
}

/// Seats by the two columns of a row's key.
struct Seat;
struct Bench {
  std::int32_t hall{};
  std::int32_t number{};
  sa::many<Seat> seats{};

  using table = sa::table<"rel_benches", sa::primary_key<&Bench::hall, &Bench::number>>;
};
struct Seat {
  std::int64_t id{};
  std::optional<std::int32_t> hall{};
  std::optional<std::int32_t> bench{};
  std::string name{};
  sa::one<Bench> in{};

  using table =
      sa::table<"rel_seats", sa::primary_key<&Seat::id>,
                sa::foreign_key<sa::columns<&Seat::hall, &Seat::bench>, sa::columns<&Bench::hall, &Bench::number>>>;
};

TEST_CASE("orm: a relation goes by a foreign key of two columns") {
  on_each(sa::tables<Bench, Seat>, [](auto& session, texts& sent) {
    for (const std::int32_t hall : {1, 2})
      for (const std::int32_t number : {1, 2})
        session.add(Bench{.hall = hall, .number = number, .seats = {Seat{.name = std::to_string(10 * hall + number)}}});
    session.commit();
    session.expire_all();
    sent.clear();
    const auto benches = session.query(sa::select<Bench>().order_by(sa::col<&Bench::hall>, sa::col<&Bench::number>))
                             .options(sa::selectin(sa::col<&Bench::seats>))
                             .all();
    CHECK(sent.size() >= 2);
    REQUIRE(benches.size() == 4);
    for (const auto& bench : benches) {
      REQUIRE(bench->seats.size() == 1);
      CHECK(bench->seats[0]->name == std::to_string(10 * bench->hall + bench->number));
      CHECK(bench->seats[0]->in.get() == bench);
    }
    session.expire_all();
    for (const auto& seat : session.query(sa::select<Seat>()).options(sa::joined(sa::col<&Seat::in>)))
      CHECK(seat->name == std::to_string(10 * seat->in->hall + seat->in->number));

    auto moved = session.query(sa::select<Seat>().where(sa::col<&Seat::name> == "11")).one();
    session.load(moved, sa::col<&Seat::in>);
    moved->in = benches[3];
    session.commit();
    CHECK(std::as_const(moved)->hall == 2);
    CHECK(std::as_const(moved)->bench == 2);
    session.remove(benches[3]);
    session.commit();
    CHECK(count<Seat>(session) == 4);
    CHECK_FALSE(std::as_const(moved)->hall);
    CHECK_FALSE(std::as_const(moved)->bench);
    CHECK(count<Bench>(session) == 3);
  });
}

/// How much of a thing a recipe takes: the table between the two has more to say.
struct Recipe;
struct Thing {
  std::int64_t id{};
  std::string name{};

  using table = sa::table<"rel_things", sa::primary_key<&Thing::id>>;
};
struct Amount {
  std::int64_t recipe_id{};
  std::int64_t thing_id{};
  std::int32_t grams{};
  sa::one<Recipe> recipe{};
  sa::one<Thing> thing{};

  using table = sa::table<"rel_amounts", sa::primary_key<&Amount::recipe_id, &Amount::thing_id>,
                          sa::references<&Amount::recipe_id, Recipe>, sa::references<&Amount::thing_id, Thing>>;
};
struct Recipe {
  std::int64_t id{};
  sa::many<Amount> amounts{};

  using table = sa::table<"rel_recipes", sa::primary_key<&Recipe::id>,
                          sa::relation<&Recipe::amounts, sa::cascades<"all, delete-orphan">,
                                       sa::collection_order<sa::col<&Amount::grams>>>>;
};

TEST_CASE("orm: a struct between two others has both as its key, and a column more") {
  on_each(sa::tables<Amount, Recipe, Thing>, [](auto& session, texts&) {
    auto flour = session.add(Thing{.name = "flour"});
    auto bread = session.add(
        Recipe{.amounts = {Amount{.grams = 10, .thing = Thing{.name = "salt"}}, Amount{.grams = 500, .thing = flour}}});
    session.commit();
    auto found = session.query(sa::select<Recipe>())
                     .options(sa::selectin(sa::col<&Recipe::amounts>, sa::joined(sa::col<&Amount::thing>)))
                     .one();
    CHECK(found == bread);
    REQUIRE(found->amounts.size() == 2);
    CHECK(found->amounts[0]->thing->name == "salt");
    CHECK(found->amounts[1]->thing.get() == flour);
    CHECK(found->amounts[1]->thing_id == flour->id);
    CHECK(session.get(sa::tables<Amount>, found->id, flour->id) == found->amounts[1]);
    found->amounts[1]->grams = 400;
    found->amounts.remove(found->amounts[0]);
    session.commit();
    CHECK(session.execute(sa::select(sa::col<&Amount::grams>)).scalars() == std::vector<std::int32_t>{400});
    CHECK(count<Thing>(session) == 2);
    session.remove(bread);
    session.commit();
    CHECK(count<Amount>(session) == 0);
  });
}

TEST_CASE("orm: what is deleted and added with the same key in one flush is one UPDATE") {
  on_each(sa::tables<Amount, Recipe, Thing>, [](auto& session, texts& sent) {
    auto flour = session.add(Thing{.name = "flour"}), salt = session.add(Thing{.name = "salt"});
    auto bread =
        session.add(Recipe{.amounts = {Amount{.grams = 10, .thing = salt}, Amount{.grams = 500, .thing = flour}}});
    session.commit();
    session.load(bread, sa::col<&Recipe::amounts>);
    (void)std::as_const(flour)->id;
    (void)std::as_const(salt)->id;
    const auto former = bread->amounts[1];
    sent.clear();
    bread->amounts = {Amount{.grams = 10, .thing = salt}, Amount{.grams = 400, .thing = flour}};
    auto fresh = bread->amounts[1];
    session.flush();
    CHECK(std::ranges::count_if(sent, [](const std::string& sql) { return sql.starts_with("UPDATE"); }) == 1);
    CHECK(std::ranges::count_if(sent, [](const std::string& sql) { return sql.starts_with("INSERT"); }) == 0);
    CHECK(std::ranges::count_if(sent, [](const std::string& sql) { return sql.starts_with("DELETE"); }) == 0);
    CHECK(former.state() == object_state::deleted);
    session.rollback();
    CHECK(fresh.state() == object_state::transient);
    CHECK(former.state() == object_state::persistent);
    CHECK(std::as_const(former)->grams == 500);

    session.load(bread, sa::col<&Recipe::amounts>);
    bread->amounts.clear();
    fresh = bread->amounts.append(Amount{.grams = 300, .thing = flour});
    session.commit();
    CHECK(session.get(sa::tables<Amount>, bread->id, flour->id) == fresh);
    CHECK(session.execute(sa::select(sa::col<&Amount::grams>)).scalars() == std::vector<std::int32_t>{300});
    CHECK(former.state() == object_state::detached);
  });
}

/// Who follows whom.
struct Person;
struct Follow {
  std::int64_t by_id{};
  std::int64_t of_id{};

  using table = sa::table<"rel_follows", sa::primary_key<&Follow::by_id, &Follow::of_id>,
                          sa::references<&Follow::by_id, Person>, sa::references<&Follow::of_id, Person>>;
};
struct Person {
  std::int64_t id{};
  std::string name{};
  sa::many<Person> follows{};
  sa::many<Person> followers{};

  using table = sa::table<"rel_persons", sa::primary_key<&Person::id>,
                          sa::relation<&Person::follows, sa::secondary<Follow>, sa::foreign_keys<&Follow::by_id>,
                                       sa::back_populates<&Person::followers>>>;
};

TEST_CASE("orm: a table between has both sides in one struct") {
  on_each(sa::tables<Person, Follow>, [](auto& session, texts&) {
    auto ada = session.add(Person{.name = "Ada"}), eve = session.add(Person{.name = "Eve"}),
         max = session.add(Person{.name = "Max"});
    ada->follows.append(eve);
    ada->followers.append(max);
    max->follows.append(max);
    CHECK(eve->followers.contains(ada));
    session.commit();
    CHECK(count<Follow>(session) == 3);
    session.load(max, sa::col<&Person::follows>);
    CHECK(max->follows.size() == 2);
    CHECK(max->follows.contains(ada));
    session.load(ada, sa::col<&Person::followers>);
    REQUIRE(ada->followers.size() == 1);
    CHECK(ada->followers[0] == max);
    CHECK(session.query(sa::select<Follow>().where(sa::col<&Follow::by_id> == ada->id)).one()->of_id == eve->id);
    session.remove(max);
    session.commit();
    CHECK(count<Follow>(session) == 1);
    session.load(ada, sa::col<&Person::follows>);
    ada->follows.clear();
    session.commit();
    CHECK(count<Follow>(session) == 0);
  });
}

/// Two that do nothing for each other.
struct Guest;
struct Inn {
  std::int64_t id{};
  sa::many<Guest> guests{};

  using table = sa::table<"rel_inns", sa::primary_key<&Inn::id>, sa::relation<&Inn::guests, sa::cascades<"none">>>;
};
struct Guest {
  std::int64_t id{};
  std::optional<std::int64_t> inn_id{};
  sa::one<Inn> inn{};

  using table = sa::table<"rel_guests", sa::primary_key<&Guest::id>, sa::references<&Guest::inn_id, Inn>,
                          sa::relation<&Guest::inn, sa::cascades<"none">>>;
};

TEST_CASE("orm: without cascades a stranger is refused, new or out of the session") {
  on_each(sa::tables<Inn, Guest>, [](auto& session, texts&) {
    auto inn = session.add(Inn{});
    CHECK_THROWS_WITH(inn->guests.append(Guest{}),
                      "sqlalloy: Inn::guests is given a Guest that is in no session, and its cascades do not add it; "
                      "add() it first");
    CHECK(inn->guests.empty());
    auto guest = session.add(Guest{});
    session.flush();
    session.expunge(guest);
    CHECK_THROWS_WITH(inn->guests.append(guest), Catch::Contains("its cascades do not add it; add() it first"));
    session.add(guest);
    inn->guests.append(guest);
    session.commit();
    CHECK(std::as_const(guest)->inn_id == std::as_const(inn)->id);
    session.remove(inn);
    session.commit();
    CHECK_FALSE(std::as_const(guest)->inn_id);
  });
}

}  // namespace
