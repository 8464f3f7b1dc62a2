// SPDX-License-Identifier: MIT
#pragma once

#include <catch2/catch.hpp>
#include <integration/engine_tables.hpp>

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <thread>
#include <type_traits>
#include <utility>
#include <vector>

#include <sys/wait.h>
#include <unistd.h>

// What an engine does on every database, written once. A backend says how to reach its own:
//
//     struct backend {
//       static auto engine(sqlalloy::engine_options);   // of an empty database, or of one whose tables may be dropped
//       static constexpr bool text_may_hold_nul = …;
//       static constexpr bool errors_end_transactions = …;  // a failed statement has to be rolled back (PostgreSQL)
//       static constexpr bool has_returning = …;
//     };

namespace engine_suite {

using namespace sa::literals;
using sa::failure;
using texts = std::vector<std::string>;

/// An engine whose tables are there and empty.
template <class Backend>
struct fixture {
  decltype(Backend::engine({})) engine;

  explicit fixture(sa::engine_options options = {}) : engine(Backend::engine(options)) {
    engine.begin([](auto& db) {
      db.drop_all(all_tables);
      db.create_all(all_tables);
      db.create_all(all_tables);  // harmless
    });
  }
  std::int64_t count() {
    return engine.begin([](auto& db) { return db.execute(sa::select(sa::count()).from(sa::tables<Author>)).scalar(); });
  }
};

inline const std::string ada(64, 'a');  // no short string
inline constexpr auto by_name = sa::select<Author>().where(sa::col<&Author::name> == "name"_p);

template <class Backend>
void rows() {
  fixture<Backend> f;
  auto db = f.engine.connect();
  const auto key =
      db.execute(sa::insert(Author{.name = ada, .email = "ada@example.org", .age = 36})).inserted_primary_key();
  const std::vector<Author> others{{.name = "Grace", .age = 85},
                                   {.name = "Linus", .email = "l@example.org", .age = 55}};
  CHECK(db.execute(sa::insert(others)).rowcount() == 2);

  SECTION("a query whose values are temporaries may stand in a loop") {
    int found = 0;
    for (const Author& author : db.execute(sa::select<Author>().where(sa::col<&Author::name> == std::string(64, 'a'))))
      found += author.name == ada && author.id == key;
    for (const Author& author : db.execute(by_name, "name"_p = std::string(64, 'a')))
      found += author.name == ada && author.email == "ada@example.org";
    for (const auto& [id, name] : db.execute(sa::select(sa::col<&Author::id>, sa::col<&Author::name>)
                                                 .where(sa::col<&Author::name> == std::string(64, 'a'))))
      found += id == key && name == ada;
    CHECK(found == 3);
  }
  SECTION("other queries, and the same one, may be executed inside a loop") {
    texts pairs;
    const auto by_age = sa::select<Author>().order_by(sa::col<&Author::age>);
    for (const Author& outer : db.execute(by_age))
      for (const Author& inner : db.execute(by_age))
        if (outer.age < inner.age) pairs.push_back(outer.name.substr(0, 1) + inner.name.substr(0, 1));
    CHECK(pairs == texts{"aL", "aG", "LG"});
    for (const Author& author : db.execute(by_age))
      db.execute(
          sa::update<Author>().set(sa::col<& Author::age> = author.age + 1).where(sa::col<&Author::id> == author.id));
    CHECK(db.execute(sa::select(sa::sum(sa::col<&Author::age>)).from(sa::tables<Author>)).scalar() == 36 + 85 + 55 + 3);
  }
  SECTION("one, first, scalar") {
    CHECK(db.execute(by_name, "name"_p = ada).one().age == 36);
    CHECK(db.execute(by_name, "name"_p = "Grace").one().email == std::nullopt);
    CHECK_THROWS_AS(db.execute(by_name, "name"_p = "nobody").one(), sa::no_result_found);
    CHECK_THROWS_AS(db.execute(sa::select<Author>()).one(), sa::multiple_results_found);
    CHECK(db.execute(by_name, "name"_p = "nobody").one_or_none() == std::nullopt);
    CHECK(db.execute(sa::select<Author>().order_by(sa::desc(sa::col<&Author::age>))).first()->name == "Grace");
    CHECK(db.execute(sa::select(sa::col<&Author::age>).order_by(sa::col<&Author::age>)).scalars() ==
          std::vector<std::int32_t>{36, 55, 85});
    CHECK(db.execute(sa::select<Author>().where(sa::col<&Author::id> == key)).one().name == ada);
  }
  SECTION("into a struct") {
    struct summary {
      std::string name{};
      std::optional<std::string> email{};
    };
    const auto all =
        db.execute(sa::select(sa::col<&Author::name>, sa::col<&Author::email>).order_by(sa::col<&Author::age>))
            .into(sa::type<summary>{});
    REQUIRE(all.size() == 3);
    CHECK(all[0].email == "ada@example.org");
    CHECK(all[2].email == std::nullopt);
  }
  SECTION("changes are counted") {
    CHECK(
        db.execute(sa::update<Author>().set(sa::col<& Author::age> = 1).where(sa::col<&Author::age> > 40)).rowcount() ==
        2);
    CHECK(db.execute(sa::delete_from<Author>().where(sa::col<&Author::age> == 1)).rowcount() == 2);
    CHECK(db.execute(sa::delete_from<Author>().where(sa::col<&Author::age> == 1)).rowcount() == 0);
  }
  if constexpr (Backend::has_returning) {
    SECTION("rows that a change gives back") {
      const auto named =
          db.execute(sa::insert(Author{.name = "Alan"}).returning(sa::col<&Author::id>, sa::col<&Author::name>)).one();
      CHECK(named["id"_n] > key);
      CHECK(named["name"_n] == "Alan");
      CHECK(db.execute(sa::delete_from<Author>().returning(sa::col<&Author::name>)).all().size() == 4);
      db.commit();
      CHECK(f.count() == 0);
    }
  }
  SECTION("lists of run-time length, empty ones too") {
    std::vector<std::int32_t> ages{36, 85};
    const auto among = sa::select(sa::count()).from(sa::tables<Author>).where(sa::in(sa::col<&Author::age>, ages));
    CHECK(db.execute(among).scalar() == 2);
    ages.clear();
    CHECK(db.execute(sa::select(sa::count()).from(sa::tables<Author>).where(sa::in(sa::col<&Author::age>, ages)))
              .scalar() == 0);
  }
  SECTION("each way that conditional clauses go") {
    const auto found = [&](bool by_age, bool by_email, std::size_t order) {
      texts names;
      for (const Author& author :
           db.execute(sa::select<Author>()
                          .where(sa::when(by_age, sa::col<&Author::age> > "age"_p),
                                 sa::when(by_email, sa::col<&Author::email> == "l@example.org"))
                          .order_by(sa::choose(order, sa::col<&Author::age>, sa::desc(sa::col<&Author::age>))),
                      "age"_p = 40))
        names.push_back(author.name.substr(0, 1));
      return names;
    };
    for (int twice = 0; twice != 2; ++twice) {
      CHECK(found(false, false, 0) == texts{"a", "L", "G"});
      CHECK(found(false, false, 1) == texts{"G", "L", "a"});
      CHECK(found(true, false, 0) == texts{"L", "G"});
      CHECK(found(true, true, 1) == texts{"L"});
      CHECK(found(false, true, 1) == texts{"L"});
    }
  }
  SECTION("arguments as a struct, and as numbers of another type") {
    struct wanted {
      std::string name{};
    };
    CHECK(db.execute(by_name, wanted{"Grace"}).one().age == 85);
    const auto older = sa::select(sa::count()).from(sa::tables<Author>).where(sa::col<&Author::age> > "age"_p);
    CHECK(db.execute(older, "age"_p = std::uint64_t{50}).scalar() == 2);
    CHECK_THROWS_AS(db.execute(older, "age"_p = std::int64_t{1} << 40), sa::data_error);
  }
}

template <class Backend>
void dynamic_sql() {
  fixture<Backend> f;
  auto db = f.engine.connect();
  db.execute(sa::insert(std::vector<Author>{{.name = "Ada", .age = 36}, {.name = "Grace", .email = "g", .age = 85}}));
  int rows = 0;
  for (const auto& row : db.exec_driver_sql("SELECT id, name, email, age FROM suite_authors ORDER BY age")) {
    ++rows;
    CHECK(row.size() == 4);
    CHECK(row[1].as(sa::type<std::string>{}) == (rows == 1 ? "Ada" : "Grace"));
    CHECK(row["email"].is_null() == (rows == 1));
    CHECK(row["age"].as(sa::type<int>{}) == (rows == 1 ? 36 : 85));
    CHECK_THROWS_AS(row["nothing"], sa::invalid_request_error);
  }
  CHECK(rows == 2);
  CHECK(db.exec_driver_sql("UPDATE suite_authors SET age = age + 1").rowcount() == 2);
  CHECK(db.exec_driver_sql("SELECT age FROM suite_authors ORDER BY age").into(sa::type<std::int64_t>{}) ==
        std::vector<std::int64_t>{37, 86});
  const auto typed = sa::text<"SELECT name FROM suite_authors WHERE age > :age", std::string>("age"_p = 50);
  CHECK(db.execute(typed).all() == texts{"Grace"});
}

template <class Backend>
void transactions() {
  fixture<Backend> f;
  const auto add = [](auto& db, const char* name) { db.execute(sa::insert(Author{.name = name})); };

  SECTION("a connection keeps what it commits") {
    {
      auto db = f.engine.connect();
      add(db, "kept");
      db.commit();
      add(db, "undone");
      db.rollback();
      add(db, "forgotten");
    }
    CHECK(f.count() == 1);
  }
  SECTION("a transaction keeps what it commits") {
    {
      auto tx = f.engine.begin();
      add(tx, "kept");
      tx.commit();
      CHECK_THROWS_AS(add(tx, "late"), sa::invalid_request_error);
      auto forgotten = f.engine.begin();
      add(forgotten, "forgotten");
    }
    CHECK(f.count() == 1);
  }
  SECTION("a function that throws keeps nothing") {
    CHECK_THROWS_AS(f.engine.begin([&](auto& db) {
      add(db, "undone");
      throw std::runtime_error("x");
    }),
                    std::runtime_error);
    CHECK(f.count() == 0);
  }
  SECTION("savepoints in savepoints") {
    f.engine.begin([&](auto& db) {
      add(db, "one");
      db.begin_nested([&](auto& nested) {
        add(nested, "two");
        {
          auto lost = nested.begin_nested();
          add(nested, "lost");
        }
        auto kept = nested.begin_nested();
        add(nested, "three");
        kept.commit();
      });
    });
    CHECK(f.count() == 3);
  }
  SECTION("after a failure inside a savepoint the transaction goes on") {
    f.engine.begin([&](auto& db) {
      add(db, "one");
      CHECK_THROWS_AS(db.begin_nested([&] { db.execute(sa::insert(Author{.age = -1})); }), sa::integrity_error);
      add(db, "two");
    });
    CHECK(f.count() == 2);
  }
  SECTION("a transaction in which a statement failed is not taken for kept") {
    auto db = f.engine.connect();
    add(db, "one");
    CHECK_THROWS_AS(db.execute(sa::insert(Author{.age = -1})), sa::integrity_error);
    if (Backend::errors_end_transactions) {
      CHECK_THROWS_AS(db.commit(), sa::invalid_request_error);
      db.rollback();
    } else {
      db.commit();
    }
    CHECK(f.count() == (Backend::errors_end_transactions ? 0 : 1));
  }
  SECTION("the structs of a range go in all or none") {
    auto db = f.engine.connect();
    add(db, "before");
    CHECK_THROWS_AS(db.execute(sa::insert(std::vector<Author>{{.name = "good"}, {.name = "bad", .age = -1}})),
                    sa::integrity_error);
    db.commit();
    CHECK(f.count() == 1);
  }
  SECTION("autocommit keeps each statement at once, and a range as a whole") {
    auto db = f.engine.connect({.isolation = sa::isolation_level::autocommit});
    add(db, "one");
    CHECK_FALSE(db.in_transaction());
    CHECK_THROWS_AS(db.execute(sa::insert(std::vector<Author>{{.name = "good"}, {.name = "bad", .age = -1}})),
                    sa::integrity_error);
    db.execute(sa::insert(std::vector<Author>{{.name = "two"}, {.name = "three"}}));
    CHECK(f.count() == 3);
  }
  SECTION("isolation levels") {
    f.engine.begin({.isolation = sa::isolation_level::serializable}, [&](auto& db) { add(db, "one"); });
    f.engine.begin({.isolation = sa::isolation_level::read_uncommitted}, [&](auto& db) { add(db, "two"); });
    CHECK(f.count() == 2);
  }
  SECTION("a transaction that only reads changes nothing, and the next one is as ever") {
    f.engine.begin([&](auto& db) { add(db, "one"); });
    {
      auto db = f.engine.connect({.read_only = true});
      CHECK(db.execute(by_name, "name"_p = "one").one().name == "one");
      CHECK_FALSE(db.try_execute(sa::insert(Author{.name = "two"})));
    }
    f.engine.begin([&](auto& db) { add(db, "three"); });
    CHECK(f.count() == 2);
    CHECK(f.engine.pool_status().made == 1);
  }
  SECTION("run() keeps what a transaction has done once, and gives what it gives") {
    CHECK(f.engine.run([&](auto& db) {
      add(db, "one");
      return 5;
    }) == 5);
    CHECK_THROWS_AS(f.engine.run({.attempts = 9}, [&](auto& db) { db.execute(sa::insert(Author{.age = -1})); }),
                    sa::integrity_error);
    CHECK(f.count() == 1);
  }
  SECTION("a child process leaves a transaction and rows to its parent, which goes on with them") {
    const std::string long_name(30'000, 'x');
    f.engine.begin([&](auto& db) { db.execute(sa::insert(std::vector<Author>(300, Author{.name = long_name}))); });
    auto tx = f.engine.begin();
    add(tx, "kept");
    auto streamed = tx.yield_per(1).execute(sa::select<Author>());
    auto next = streamed.begin();
    const ::pid_t child = ::fork();
    if (child == 0) {
      const auto is_refused = [](const auto& done) {
        return !done && done.error().message == sa::refuse_after_fork().message;
      };
      streamed.close();
      const bool all = is_refused(tx.try_execute(sa::insert(Author{.name = "of the child"}))) &&
                       is_refused(tx.try_exec_driver_sql("SELECT 1")) && is_refused(tx.try_begin_nested()) &&
                       is_refused(f.engine.try_connect()) && is_refused(tx.try_commit());
      ::_exit(all ? 0 : 1);
    }
    int outcome = -1;
    REQUIRE(::waitpid(child, &outcome, 0) == child);
    CHECK(outcome == 0);
    int rows_read = 0;
    for (; next != streamed.end(); ++next) rows_read += next->name == long_name ? 1 : 0;
    CHECK(rows_read == 300);
    tx.commit();
    CHECK(f.count() == 301);
  }
  SECTION("a connection that was moved from is inert") {
    auto first = f.engine.connect();
    add(first, "one");
    auto second = std::move(first);
    CHECK_THROWS_AS(add(first, "two"), sa::invalid_request_error);
    second.commit();
    CHECK(f.count() == 1);
  }
}

template <class Backend>
void errors() {
  fixture<Backend> f;
  auto db = f.engine.connect();
  const auto fails = [&](auto&& statement) {
    auto done = db.try_execute(statement);
    REQUIRE_FALSE(done);
    const sa::error_info info = done.error();
    db.rollback();
    return info;
  };
  const auto twice = fails(sa::insert(std::vector<Author>{{.email = "same"}, {.email = "same"}}));
  CHECK(twice.kind == failure::integrity);
  CHECK_FALSE(twice.constraint.empty());
  CHECK(twice.sql.find("INSERT INTO suite_authors") == 0);
  CHECK(twice.parameters.empty());
  CHECK(fails(sa::insert(Author{.age = -1})).kind == failure::integrity);
  CHECK(fails(sa::insert(Book{.author_id = 12345})).kind == failure::integrity);
  CHECK(fails(sa::text<"SELECT nothing FROM nowhere">()).kind == failure::programming);
  CHECK(fails(sa::text<"SELEKT 1">()).kind == failure::programming);
  CHECK_THROWS_AS(db.exec_driver_sql("SELEKT 1"), sa::programming_error);
  db.rollback();

  try {
    db.execute(sa::insert(Author{.age = -1}));
    FAIL();
  } catch (const sa::integrity_error& error) {
    CHECK(std::string(error.what()).find(" [SQL: INSERT INTO suite_authors") != std::string::npos);
    CHECK(std::string(error.what()).find("-1") == std::string::npos);
  }
  db.rollback();  // a table in use is not dropped
  fixture<Backend> open({.show_parameters = true});
  auto shown = open.engine.connect();
  CHECK(shown.try_execute(sa::insert(Author{.name = "it's", .age = -1})).error().parameters == "'it''s', NULL, -1");
}

template <class Backend>
void values() {
  fixture<Backend> f;
  using namespace std::chrono;
  const auto comes_back = [&](const Everything& value) {
    Everything sent = value;
    f.engine.begin([&](auto& db) {
      sent.id = db.execute(sa::select(sa::count()).from(sa::tables<Everything>)).scalar() + 1;
      db.execute(sa::insert(sent));
      CHECK(db.execute(sa::select<Everything>().where(sa::col<&Everything::id> == sent.id)).one() == sent);
      for (const Everything& row : db.execute(sa::select<Everything>().where(sa::col<&Everything::id> == sent.id)))
        CHECK(row == sent);
    });
  };
  Everything value{.day = year(2000) / 1 / 1};
  SECTION("what was never set") { comes_back(value); }
  SECTION("the extreme integers") {
    using limits = std::numeric_limits<std::int64_t>;
    value.truth = true;
    value.small = INT16_MIN;
    value.medium = INT32_MIN;
    value.large = limits::min();
    value.natural = UINT32_MAX;
    value.maybe_medium = INT32_MAX;
    comes_back(value);
    value.small = INT16_MAX;
    value.large = limits::max();
    comes_back(value);
  }
  SECTION("every real comes back as it was") {
    for (const double real : {1.0 / 3, 0.1 + 0.2, 5e-324, 1.7976931348623157e308, -0.0, 1e22, 123456789.123456789}) {
      value.real = real;
      value.maybe_real = -real;
      value.single = 0.1f;
      comes_back(value);
    }
    value.single = std::numeric_limits<float>::denorm_min();
    comes_back(value);
  }
  SECTION("text") {
    for (const char* text : {"", "it's \"quoted\" \\ %", "\xF0\x9F\x98\x80 \xE2\x82\xAC", "line\nbreak\ttab"}) {
      value.text = text;
      value.maybe_text = text;
      comes_back(value);
    }
    if (Backend::text_may_hold_nul) {
      value.text = std::string("a\0b\0", 4);
      comes_back(value);
    }
    value.text.assign(1'000'000, 'x');
    comes_back(value);
  }
  SECTION("bytes") {
    value.maybe_bytes.emplace();  // empty is not NULL
    comes_back(value);
    value.bytes = {std::byte{0}, std::byte{255}, std::byte{0}};
    comes_back(value);
    value.bytes.assign(10'000'000, std::byte{7});
    comes_back(value);
  }
  SECTION("dates and times, before 1970 too") {
    value.day = year(1900) / 2 / 28;
    value.maybe_day = year(2000) / 2 / 29;
    value.instant = sys_days(year(1815) / 12 / 10) + microseconds(1);
    value.stamp = local_days(year(9999) / 12 / 31) + hours(23) + microseconds(59);
    value.length = milliseconds(-90'061'001);
    comes_back(value);
  }
}

/// What only the engine's own options decide.
template <class Backend>
void options() {
  SECTION("a cache of two statements") {
    fixture<Backend> f({.query_cache_size = 2});
    f.engine.begin([](auto& db) {
      for (int round = 0; round != 3; ++round) {
        db.execute(sa::insert(Author{.name = "x"}));
        db.execute(by_name, "name"_p = "x");
        for (const Author& author : db.execute(sa::select<Author>()))
          CHECK(db.execute(sa::select<Author>().where(sa::col<&Author::id> == author.id)).one().name == "x");
        db.execute(sa::select(sa::count()).from(sa::tables<Author>));
      }
    });
    CHECK(f.count() == 3);
  }
  SECTION("a hook") {
    struct ears {
      int before = 0, after = 0, failed = 0;
      std::int64_t nanoseconds = 0;
      static void hear(void* context, const sa::execute_event& event) {
        auto& own = *static_cast<ears*>(context);
        ++(event.finished ? own.after : own.before);
        own.failed += event.outcome != failure::none;
        own.nanoseconds += event.nanoseconds;
      }
    } ear;
    fixture<Backend> f({.hook = {&ears::hear, &ear, true}});
    ear = {};
    auto db = f.engine.connect();
    db.execute(sa::insert(Author{.name = "x"}));
    (void)db.try_execute(sa::insert(Author{.age = -1}));
    db.rollback();
    CHECK(ear.before == 4);  // BEGIN and ROLLBACK are statements, too
    CHECK(ear.after == 4);
    CHECK(ear.failed == 1);
    CHECK(ear.nanoseconds > 0);
  }
  SECTION("a table that another connection has changed") {
    fixture<Backend> f;
    auto db = f.engine.connect();
    const auto insert = sa::insert(Author{.name = "x"});
    db.execute(insert);
    db.commit();
    CHECK(db.execute(sa::select<Author>()).all().size() == 1);
    db.commit();
    f.engine.begin([](auto& other) {
      other.exec_driver_sql("ALTER TABLE suite_authors ADD COLUMN extra INTEGER DEFAULT 5");
      other.exec_driver_sql("ALTER TABLE suite_authors DROP COLUMN extra");
    });
    db.execute(insert);
    CHECK(db.execute(sa::select<Author>()).all().size() == 2);
  }
}

template <class Backend>
void run() {
  SECTION("rows") { rows<Backend>(); }
  SECTION("dynamic SQL") { dynamic_sql<Backend>(); }
  SECTION("transactions") { transactions<Backend>(); }
  SECTION("errors") { errors<Backend>(); }
  SECTION("values") { values<Backend>(); }
  SECTION("options") { options<Backend>(); }
}

/// Four threads count up one row in serializable transactions, each of which is run again until it was done once.
template <class Server>
void run_what_is_in_the_way() {
  fixture<Server> f;
  f.engine.begin([](auto& db) { db.execute(sa::insert(Author{.name = "sum"})); });
  constexpr auto age = sa::col<&Author::age>;
  std::atomic<int> runs = 0;
  std::vector<std::thread> threads;
  // Each reads what it then wants to itself: they are in each other's way, unless they come one by one.
  for (int number = 0; number != 4; ++number)
    threads.emplace_back([&] {
      for (int i = 0; i != 10; ++i)
        f.engine.run({.isolation = sa::isolation_level::serializable, .attempts = 1000, .pause = 0.001}, [&](auto& db) {
          ++runs;
          const int now = db.execute(sa::select(age)).scalar();
          db.execute(sa::update<Author>().set(age = now + 1));
        });
    });
  for (std::thread& one : threads) one.join();
  CHECK(f.engine.connect().execute(sa::select(age)).scalar() == 40);
  CHECK(runs >= 40);
}

}  // namespace engine_suite
