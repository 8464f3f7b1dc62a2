// SPDX-License-Identifier: MIT
//
// The code of docs/transactions.md: a block there stands here, word for
// word.
#include <sqlalloy.hpp>
#include <sqlalloy/driver/sqlite3.hpp>

#include <catch2/catch.hpp>

#include <atomic>
#include <cstdint>
#include <iostream>
#include <string>
#include <thread>
#include <utility>

namespace sa = sqlalloy;
using namespace sa::literals;

namespace {

struct Account {
  std::int64_t id{};
  std::string owner{};
  std::int64_t cents{};

  using table = sa::table<"accounts", sa::primary_key<&Account::id>,
                          sa::check<(sa::col<&Account::cents> >= 0)>>;
};

constexpr auto id = sa::col<&Account::id>;
constexpr auto cents = sa::col<&Account::cents>;

// Takes minutes.
constexpr auto slow = sa::text<
    "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n "
    "WHERE i < 10000000000) SELECT max(i) FROM n",
    std::int64_t>();

struct bank {
  sa::engine<sa::sqlite::sqlite3> engine =
      sa::create_engine<sa::sqlite::sqlite3>("sqlite://");

  bank() {
    engine.begin([](auto& db) {
      db.create_all(sa::tables<Account>);
      db.execute(sa::insert(Account{.owner = "Ada", .cents = 500}));
      db.execute(sa::insert(Account{.owner = "Grace", .cents = 500}));
    });
  }
  std::int64_t of(std::int64_t account) {
    return engine.connect()
        .execute(sa::select(cents).where(id == account))
        .scalar();
  }
};

}  // namespace

TEST_CASE_METHOD(bank, "transactions: with a function") {
  engine.begin([](auto& db) {
    db.execute(
        sa::update<Account>().set(cents = cents - 100).where(id == 1));
    db.execute(
        sa::update<Account>().set(cents = cents + 100).where(id == 2));
  });
  CHECK((of(1) == 400 && of(2) == 600));
}

TEST_CASE_METHOD(bank, "transactions: as an object") {
  auto transfer = engine.begin();
  transfer.execute(
      sa::update<Account>().set(cents = cents - 100).where(id == 1));
  transfer.commit();
  CHECK(of(1) == 400);
}

TEST_CASE_METHOD(bank, "transactions: commit as you go") {
  auto db = engine.connect();
  db.execute(sa::update<Account>().set(cents = 1).where(id == 1));
  db.commit();
  db.execute(sa::update<Account>().set(cents = 2).where(id == 1));
  db.rollback();
  CHECK(of(1) == 1);
}

TEST_CASE_METHOD(bank, "transactions: autocommit") {
  auto db =
      engine.connect({.isolation = sa::isolation_level::autocommit});
  db.execute(sa::update<Account>().set(cents = 1).where(id == 1));
  CHECK_FALSE(db.in_transaction());
  CHECK(of(1) == 1);
}

TEST_CASE_METHOD(bank, "transactions: savepoints") {
  engine.begin([](auto& db) {
    db.execute(sa::update<Account>().set(cents = 600).where(id == 2));
    try {
      db.begin_nested([&] {
        db.execute(
            sa::update<Account>().set(cents = -1).where(id == 1));
      });
    } catch (const sa::integrity_error&) {
      std::cout << "no credit\n";
    }
  });
  CHECK((of(1) == 500 && of(2) == 600));
}

TEST_CASE_METHOD(bank, "transactions: kinds") {
  using sa::isolation_level;
  auto strict = sa::create_engine<sa::sqlite::sqlite3>(
      "sqlite://", {.isolation = isolation_level::serializable});
  auto reading = engine.connect({.read_only = true});
  const std::int64_t sum =
      engine.begin({.isolation = isolation_level::serializable,
                    .read_only = true,
                    .deferrable = true},
                   [](auto& db) {
                     return db.execute(sa::select(sa::sum(cents)))
                         .scalar()
                         .value_or(0);
                   });
  CHECK(sum == 1000);
  CHECK_FALSE(reading.try_execute(
      sa::update<Account>().set(cents = 1).where(id == 1)));
  CHECK(strict.dialect_name() == "sqlite");
}

TEST_CASE_METHOD(bank, "transactions: run") {
  const std::int64_t left = engine.run([](auto& db) {
    const std::int64_t now =
        db.execute(sa::select(cents).where(id == 1)).scalar();
    db.execute(
        sa::update<Account>().set(cents = now - 100).where(id == 1));
    return now - 100;
  });
  CHECK(left == 400);
  engine.run({.isolation = sa::isolation_level::serializable,
              .attempts = 10,
              .pause = 0.02},
             [](auto& db) {
               db.execute(sa::update<Account>().set(cents = 0));
             });
  CHECK(of(1) == 0);
}

TEST_CASE_METHOD(bank, "transactions: doubt") {
  const auto look_whether_it_was_done = [] {};
  try {
    engine.run([](auto& db) {
      db.execute(sa::insert(Account{.owner = "Alan"}));
    });
  } catch (const sa::in_doubt_error&) {
    look_whether_it_was_done();
  }
  CHECK(of(3) == 0);
}

TEST_CASE_METHOD(bank, "transactions: without exceptions") {
  sa::result<> done = engine.try_run([](auto& db) -> sa::result<> {
    auto changed = db.try_execute(
        sa::update<Account>().set(cents = 0).where(id == 1));
    if (!changed) return std::move(changed.error());
    return {};
  });
  if (!done) std::cerr << done.error().message << '\n';
  CHECK(done);
}

TEST_CASE_METHOD(bank, "transactions: a deadline") {
  try {
    engine.begin({.deadline = sa::deadline::in(0.2)}, [](auto& db) {
      db.execute(sa::update<Account>().set(cents = 0));
      db.execute(slow).all();
    });
  } catch (const sa::timeout_error& error) {
    std::cerr << error.what() << '\n';
  }
  CHECK((of(1) == 500 && of(2) == 500));
}

TEST_CASE_METHOD(bank, "transactions: one deadline for several") {
  const sa::deadline until = sa::deadline::in(60);
  const std::int64_t has = engine.begin(
      {.read_only = true, .deadline = until}, [](auto& db) {
        return db.execute(sa::select(cents).where(id == 1)).scalar();
      });
  if (has >= 100)
    engine.run({.deadline = until}, [](auto& db) {
      db.execute(sa::update<Account>()
                     .set(cents = cents - 100)
                     .where(id == 1));
    });
  CHECK(of(1) == 400);
}

TEST_CASE_METHOD(bank, "transactions: cancel") {
  auto db = engine.connect();
  std::atomic<bool> has_ended = false;
  std::thread other([&] {
    while (!has_ended) db.cancel();
  });
  try {
    db.execute(slow).all();
  } catch (const sa::operational_error& error) {
    std::cerr << error.what() << '\n';
  }
  has_ended = true;
  other.join();
  db.rollback();
  CHECK(db.execute(sa::select(cents).where(id == 1)).scalar() == 500);
}
