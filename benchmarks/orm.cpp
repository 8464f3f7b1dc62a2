// SPDX-License-Identifier: MIT

// Sessions beside Core on the same statement path, and beside C by hand on the same terms: each piece of work is done
// within a transaction that begins with it, and is undone where something was written. Names are
// <database>: <what>/<who>; scripts/bench --orm pairs them. Times are those of the processor on SQLite, and of the wall
// where a server works along.

#include <benchmark/benchmark.h>

#include <sqlalloy/driver/libpq.hpp>
#include <sqlalloy/driver/mysqlclient.hpp>
#include <sqlalloy/driver/sqlite3.hpp>

#include <malloc.h>

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <initializer_list>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "orm_postgresql_by_hand.hpp"
#include "orm_sqlite_by_hand.hpp"
#include "orm_tables.hpp"
#include "person.hpp"
#include "postgresql_url.hpp"

namespace {

namespace sa = sqlalloy;
using namespace sa::literals;

struct on_sqlite {
  static constexpr const char* name = "sqlite";
  static constexpr std::int64_t nests = 9;  // as many as Diesel has on SQLite
  static constexpr bool waits_for_a_server = false;
  static auto engine() { return sa::create_engine<sa::sqlite::sqlite3>("sqlite://"); }
  static auto by_hand() { return std::make_unique<by_hand::sqlite_database>(); }
  static void filled(auto&) {}
};
struct on_postgresql {
  static constexpr const char* name = "postgresql";
  static constexpr std::int64_t nests = 100;
  static constexpr bool waits_for_a_server = true;
  static auto engine() { return sa::create_engine<sa::postgresql::libpq>(postgresql_url()); }
  static auto by_hand() { return std::make_unique<by_hand::postgresql_database>(libpq_url()); }
  static void filled(auto& db) {
    db.exec_driver_sql("ANALYZE bench_orm_people, bench_orm_users, bench_orm_posts, bench_orm_comments");
  }
};
struct on_mariadb {
  static constexpr const char* name = "mariadb";
  static constexpr std::int64_t nests = 100;
  static constexpr bool waits_for_a_server = true;
  static auto engine() { return sa::create_engine<sa::mariadb::mysqlclient>(std::getenv("SQLALLOY_MARIADB_URL")); }
  static void filled(auto& db) {
    for (const auto& row :
         db.exec_driver_sql("ANALYZE TABLE bench_orm_people, bench_orm_users, bench_orm_posts, bench_orm_comments"))
      benchmark::DoNotOptimize(&row);
  }
};

void demand(bool is_so, const char* what) {
  if (is_so) return;
  std::fprintf(stderr, "it has other rows than expected: %s\n", what);
  std::exit(1);
}
// --- Who does it -----------------------------------------------------------------------------------------------------

constexpr auto one_person = sa::select<Person>().where(sa::col<&Person::id> == "id"_p);
constexpr auto all_people = sa::select<Person>();
constexpr auto all_users = sa::select<User>();
constexpr auto users_with_posts = sa::select(sa::tables<User>, sa::tables<Post>)
                                      .left_join(sa::tables<Post>, sa::col<&Post::user_id> == sa::col<&User::id>)
                                      .where(sa::col<&User::hair_color> == "hair_color"_p);

/// Whoever does it has a database of new tables, and fills them.
template <class On>
struct c {
  static constexpr const char* name = "c";
  using user = by_hand::user;
  using post = by_hand::post;
  using comment = by_hand::comment;

  decltype(On::by_hand()) db = On::by_hand();

  template <class... Rows>
  void fill(Rows... rows) {
    db->begin();
    (db->insert(rows), ...);
    db->commit();
    db->filled();
  }

  void begin() { db->begin(); }
  void end() { db->rollback(); }

  void insert(auto& rows) { db->insert(rows); }
  auto people() { return db->people(); }
  auto users() { return db->users(); }
  auto users_with_posts(std::string_view hair_color) { return db->users_with_posts(hair_color); }
  auto nested_users() { return db->nested_users(); }
  Person person(std::int64_t key) { return db->person(key); }
};

template <class On>
struct library {
  using user = User;
  using post = Post;
  using comment = Comment;

  decltype(On::engine()) engine = On::engine();

  library() {
    engine.begin([](auto& db) {
      db.drop_all(tables);
      db.create_all(tables);
    });
  }
  ~library() {
    engine.begin([](auto& db) { db.drop_all(tables); });
  }

  template <class... Rows>
  void fill(const Rows&... rows) {
    engine.begin([&](auto& db) { (db.bulk_insert(rows), ...); });
    auto db = engine.connect();
    On::filled(db);
    db.commit();
  }
};

template <class On>
struct core : library<On> {
  static constexpr const char* name = "core";

  std::optional<decltype(std::declval<library<On>&>().engine.connect())> db{};

  void begin() { db.emplace(this->engine.connect()); }
  void end() { db.reset(); }

  template <class Row>
  void insert(std::vector<Row>& rows) {
    const std::vector<std::int64_t> keys = db->bulk_insert(rows, sa::returning_keys);
    for (std::size_t i = 0; i != rows.size(); ++i) rows[i].id = keys[i];
  }
  auto people() { return db->execute(all_people).all(); }
  auto users() { return db->execute(all_users).all(); }
  auto users_with_posts(std::string_view hair_color) {
    return db->execute(::users_with_posts, "hair_color"_p = hair_color).all();
  }
  auto nested_users() {
    return nest<User, Post, Comment>(
        users(),
        [this](const std::vector<std::int64_t>& keys) {
          return db->execute(sa::select<Post>().where(sa::in(sa::col<&Post::user_id>, keys))).all();
        },
        [this](const std::vector<std::int64_t>& keys) {
          return db->execute(sa::select<Comment>().where(sa::in(sa::col<&Comment::post_id>, keys))).all();
        });
  }
  Person person(std::int64_t key) { return db->execute(one_person, "id"_p = key).one(); }
};

template <class On>
struct session : library<On> {
  static constexpr const char* name = "session";

  std::optional<decltype(sa::session(std::declval<library<On>&>().engine, tables))> of{};

  void begin() { of.emplace(this->engine, tables); }
  void end() { of.reset(); }

  template <class Row>
  void insert(std::vector<Row>& rows) {
    for (Row& row : rows) of->add(std::move(row));
    of->flush();
  }
  auto people() { return of->query(all_people).all(); }
  auto users() { return of->query(all_users).all(); }
  auto users_with_posts(std::string_view hair_color) {
    return of->query(::users_with_posts, "hair_color"_p = hair_color).all();
  }
  auto nested_users() {
    return of->query(all_users)
        .options(sa::selectin(sa::col<&User::posts>, sa::selectin(sa::col<&Post::comments>)))
        .all();
  }
  auto person(std::int64_t key) { return of->query(one_person, "id"_p = key).one(); }
};

// --- What is done ----------------------------------------------------------------------------------------------------

/// Does something again and again, each time from the beginning of a transaction. Its end is not measured, nor is what
/// it takes to give up what was made.
template <class Who, class Work>
void measure(benchmark::State& state, Who& who, Work work) {
  for (auto _ : state) {
    who.begin();
    {
      auto made = work();
      benchmark::DoNotOptimize(made);
      state.PauseTiming();
    }
    who.end();
    state.ResumeTiming();
  }
}

/// Rows, of which there must be so many.
auto of_size(std::int64_t size, auto rows) {
  demand(static_cast<std::int64_t>(rows.size()) == size, "their number");
  return rows;
}

// Rows that are there already get keys: what is measured of a session is the flush alone.
template <class Who>
void flush_many(benchmark::State& state) {
  Who who;
  for (auto _ : state) {
    state.PauseTiming();
    std::vector<Person> rows = make_people(many_objects);
    if constexpr (requires { who.of; }) {
      who.begin();
      for (Person& one : rows) who.of->add(std::move(one));
    }
    state.ResumeTiming();
    if constexpr (requires { who.of; }) {
      who.of->flush();
    } else {
      who.begin();
      who.insert(rows);
    }
    state.PauseTiming();
    who.end();
    state.ResumeTiming();
  }
}

template <class Who>
void make_and_insert_many(benchmark::State& state) {
  Who who;
  measure(state, who, [&] {
    std::vector<Person> rows = make_people(many_objects);
    who.insert(rows);
    return rows;
  });
}

template <class Who>
void load_many(benchmark::State& state) {
  Who who;
  who.fill(make_people(many_objects));
  measure(state, who, [&] { return of_size(many_objects, who.people()); });
}

template <class Who>
void scan_many(benchmark::State& state) {
  Who who;
  who.fill(make_people(many_objects));
  measure(state, who, [&] {
    double sum = 0;
    for (const Person& one : who.db->execute(all_people)) sum += one.score;
    return sum;
  });
}

// The row by its key, for who has not loaded it.
template <class Who>
void get_loaded(benchmark::State& state) {
  Who who;
  who.fill(make_people(many_objects));
  who.begin();
  std::int64_t i = 0;
  if constexpr (requires { who.of; }) {
    const auto loaded = who.people();
    for (auto _ : state) {
      const auto found = who.of->get(sa::tables<Person>, key_of(i++));
      benchmark::DoNotOptimize(found->score);
    }
  } else {
    for (auto _ : state) benchmark::DoNotOptimize(who.person(key_of(i++)));
  }
  who.end();
}

// A session has many objects, and flushes before the query.
template <class Who>
void find_beside_untouched(benchmark::State& state) {
  Who who;
  who.fill(make_people(many_objects));
  who.begin();
  [[maybe_unused]] const auto loaded = who.people();
  std::int64_t i = 0;
  for (auto _ : state) benchmark::DoNotOptimize(who.person(key_of(i++)));
  who.end();
}

template <class Who>
void flush_untouched(benchmark::State& state) {
  Who who;
  who.fill(make_people(many_objects));
  who.begin();
  const auto loaded = who.people();
  for (auto _ : state) who.of->flush();
  who.end();
}

template <class Who>
void load_users(benchmark::State& state, std::int64_t count) {
  Who who;
  who.fill(make_users<typename Who::user>(count));
  measure(state, who, [&] { return of_size(count, who.users()); });
}

template <class Who>
void load_users_with_posts(benchmark::State& state, std::int64_t count) {
  Who who;
  who.fill(make_users<typename Who::user>(count), make_some_posts<typename Who::post>(count));
  measure(state, who, [&] { return of_size((count + 1) / 2, who.users_with_posts("black")); });
}

template <class Who>
void insert_users(benchmark::State& state, std::int64_t count) {
  Who who;
  measure(state, who, [&] {
    auto rows = make_users<typename Who::user>(count);
    who.insert(rows);
    return rows;
  });
}

template <class Who>
void load_nested_users(benchmark::State& state, std::int64_t count) {
  Who who;
  const std::int64_t users = count, posts = users * in_nest;
  who.fill(make_users<typename Who::user>(users), make_nested_posts<typename Who::post>(users),
           make_nested_comments<typename Who::comment>(posts));
  measure(state, who, [&] {
    auto found = of_size(users, who.nested_users());
    if constexpr (requires { found[0]->posts; })
      demand(found[0]->posts[in_nest - 1]->comments.size() == in_nest, "comments");
    else
      demand(found[0].posts[in_nest - 1].comments.size() == in_nest, "comments");
    return found;
  });
}

// --- The list of it --------------------------------------------------------------------------------------------------

template <class On, class Function>
void add(const std::string& what, const char* who, Function function) {
  auto* const added = benchmark::RegisterBenchmark((std::string(On::name) + ": " + what + "/" + who).c_str(), function);
  if (On::waits_for_a_server) added->UseRealTime();
}

/// The same for several numbers of rows.
template <class On>
void add(const std::string& what, const char* who, void (*function)(benchmark::State&, std::int64_t),
         std::initializer_list<std::int64_t> counts) {
  for (const std::int64_t count : counts)
    add<On>(what + ", " + std::to_string(count), who,
            [function, count](benchmark::State& state) { function(state, count); });
}

template <class On, class Who>
void add_all() {
  constexpr const char* who = Who::name;
  add<On>("flush of 100,000 new objects", who, flush_many<Who>);
  add<On>("make, add and flush 100,000", who, make_and_insert_many<Who>);
  add<On>("load of 100,000 objects", who, load_many<Who>);
  if constexpr (std::is_same_v<Who, core<On>>) add<On>("scan of 100,000, none kept", who, scan_many<Who>);
  add<On>("get of a loaded object", who, get_loaded<Who>);
  add<On>("query of one, 100,000 untouched", who, find_beside_untouched<Who>);
  if constexpr (std::is_same_v<Who, session<On>>) add<On>("flush, 100,000 untouched", who, flush_untouched<Who>);
  add<On>("load users", who, load_users<Who>, {1, 10, 100, 1000, 10000});
  add<On>("load users with posts", who, load_users_with_posts<Who>, {1, 10, 100, 1000, 10000});
  add<On>("insert users", who, insert_users<Who>, {1, 10, 25, 50, 100});
  add<On>("load users x 10 posts x 10 comments", who, load_nested_users<Who>, {On::nests});
}

}  // namespace

int main(int count, char** words) {
  // To get memory from the kernel may take longer than all else, and whether it is necessary depends on what has run
  // before: what the program has once had it keeps, whoever it is for.
  mallopt(M_MMAP_THRESHOLD, 32 << 20);
  mallopt(M_TRIM_THRESHOLD, 1 << 30);
  add_all<on_sqlite, c<on_sqlite>>();
  add_all<on_sqlite, core<on_sqlite>>();
  add_all<on_sqlite, session<on_sqlite>>();
  if (std::getenv("SQLALLOY_POSTGRESQL_URL")) {
    add_all<on_postgresql, c<on_postgresql>>();
    add_all<on_postgresql, core<on_postgresql>>();
    add_all<on_postgresql, session<on_postgresql>>();
  }
  if (std::getenv("SQLALLOY_MARIADB_URL")) {
    add_all<on_mariadb, core<on_mariadb>>();
    add_all<on_mariadb, session<on_mariadb>>();
  }
  benchmark::Initialize(&count, words);
  benchmark::RunSpecifiedBenchmarks();
  return 0;
}
