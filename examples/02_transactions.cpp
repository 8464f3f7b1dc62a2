// SPDX-License-Identifier: MIT
//
// A bank with two tellers: transactions that are kept whole or not at all, savepoints, conflicts that are run again,
// and what the pool makes of it. The money is counted at the end.

#include <cstdint>
#include <cstdlib>
#include <iostream>
#include <sqlalloy.hpp>
#include <sqlalloy/driver/sqlite3.hpp>
#include <string>
#include <thread>
#include <vector>

namespace sa = sqlalloy;
using namespace sa::literals;

namespace {

struct Account {
  std::int64_t id{};
  std::string owner{};
  std::int64_t cents{};

  using table = sa::table<"accounts", sa::primary_key<&Account::id>, sa::check<(sa::col<&Account::cents> >= 0)>>;
};

struct Transfer {
  std::int64_t id{};
  std::int64_t source{};
  std::int64_t target{};
  std::int64_t cents{};

  using table = sa::table<"transfers", sa::primary_key<&Transfer::id>, sa::references<&Transfer::source, Account>,
                          sa::references<&Transfer::target, Account>>;
};

constexpr auto account = sa::col<&Account::id>;
constexpr auto cents = sa::col<&Account::cents>;

// The caller's transaction keeps both changes or neither.
void transfer(auto& db, std::int64_t source, std::int64_t target, std::int64_t amount) {
  db.execute(sa::update<Account>().set(cents = cents - amount).where(account == source));
  db.execute(sa::update<Account>().set(cents = cents + amount).where(account == target));
  db.execute(sa::insert(Transfer{.source = source, .target = target, .cents = amount}));
}

std::int64_t total(auto& db) { return db.execute(sa::select(sa::sum(cents))).scalar().value_or(0); }

}  // namespace

int main() {
  sa::slow_query_log slow{1.0};  // what takes longer than a second is printed on stderr
  auto engine = sa::create_engine<sa::sqlite::sqlite3>(
      "sqlite://", {.pool_size = 2, .max_overflow = 0, .max_waiting = 10, .hook = slow.hook()});

  engine.begin([](auto& db) {
    db.create_all(sa::tables<Account, Transfer>);
    for (const char* owner : {"Ada", "Grace", "Alan"}) db.execute(sa::insert(Account{.owner = owner, .cents = 10'000}));
  });

  // Commit as you go: a transaction begins by itself.
  {
    auto db = engine.connect();
    transfer(db, 1, 2, 500);
    db.commit();
    transfer(db, 1, 2, 9'000);
    db.rollback();  // Ada has thought better of it
  }

  // A savepoint: what is refused is undone alone.
  engine.begin([](auto& db) {
    transfer(db, 2, 3, 250);
    try {
      db.begin_nested([&] { transfer(db, 3, 1, 1'000'000); });
    } catch (const sa::integrity_error&) {
      std::cout << "Alan does not have that much\n";
    }
  });

  // Two tellers at once. A transaction that has read and finds that the other has written is run again.
  std::vector<std::thread> tellers;
  for (int teller = 0; teller != 2; ++teller)
    tellers.emplace_back([&engine, teller] {
      for (std::int64_t i = 0; i != 50; ++i)
        engine.run({.attempts = 1000}, [&](auto& db) {
          const std::int64_t from = teller + 1, has = db.execute(sa::select(cents).where(account == from)).scalar();
          if (has > 0) transfer(db, from, 3, 1);
        });
    });
  for (std::thread& teller : tellers) teller.join();

  // Reading changes nothing, and says so.
  const std::int64_t sum = engine.begin({.read_only = true}, [](auto& db) {
    for (const Account& one : db.execute(sa::select<Account>())) std::cout << one.owner << ' ' << one.cents << '\n';
    return total(db);
  });

  const sa::pool_status pool = engine.pool_status();
  std::cout << "sum " << sum << ", " << pool.checked_out << " connections lent, " << pool.made << " made\n";
  return sum == 30'000 && pool.made <= 2 && pool.in_use == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
