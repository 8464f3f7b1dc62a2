// SPDX-License-Identifier: MIT
//
// A service under load: twelve clients share four connections. What the pool does meanwhile is measured by its events,
// those that come while too many wait are turned away, and in the end nothing is in use.

#include <atomic>
#include <cstdint>
#include <cstdlib>
#include <iostream>
#include <sqlalloy.hpp>
#include <sqlalloy/driver/sqlite3.hpp>
#include <string>
#include <thread>
#include <vector>

namespace sa = sqlalloy;

namespace {

struct Visit {
  std::int64_t id{};
  std::int32_t client{};

  using table = sa::table<"visits", sa::primary_key<&Visit::id>, sa::index<&Visit::client>>;
};

/// What is known of the connections, from any thread.
struct gauge {
  std::atomic<int> lent = 0, most_lent = 0, connected = 0;

  static void hear(void* context, const sa::connection_event& event) {
    auto& own = *static_cast<gauge*>(context);
    using kind = sa::connection_event_kind;
    if (event.kind == kind::connect) ++own.connected;
    if (event.kind == kind::checkin) --own.lent;
    if (event.kind != kind::checkout) return;
    const int now = ++own.lent;
    for (int most = own.most_lent; now > most && !own.most_lent.compare_exchange_weak(most, now);) {
    }
  }
};

constexpr int clients = 12, visits = 25, connections = 4;

}  // namespace

int main() {
  gauge measured;
  auto engine = sa::create_engine<sa::sqlite::sqlite3>(
      "sqlite://", {.pool_size = 2,                   // as many are kept open
                    .max_overflow = connections - 2,  // as many more there may be for a while
                    .max_waiting = clients,           // and no more than that may wait
                    .pool_timeout = 30,               // as long, in seconds
                    .hook = {.context = &measured, .notice = &gauge::hear}});
  engine.begin([](auto& db) { db.create_all(sa::tables<Visit>); });

  std::vector<std::thread> threads;
  for (int client = 0; client != clients; ++client)
    threads.emplace_back([&engine, client] {
      for (int i = 0; i != visits; ++i)
        engine.run({.attempts = 1000}, [&](auto& db) { db.execute(sa::insert(Visit{.client = client})); });
    });
  for (std::thread& one : threads) one.join();

  const std::int64_t stored =
      engine.begin([](auto& db) { return db.execute(sa::select(sa::count()).from(sa::tables<Visit>)).scalar(); });
  std::cout << stored << " visits by " << clients << " clients over at most " << measured.most_lent
            << " connections at once\n";

  // Whoever does not want to wait says so, and is told at once.
  bool is_turned_away = false;
  {
    std::vector<decltype(engine.connect())> all;
    for (int i = 0; i != connections; ++i) all.push_back(engine.connect());
    const auto late = engine.try_connect({.deadline = sa::deadline::in(0)});
    is_turned_away = !late && late.error().kind == sa::failure::timeout;
    if (is_turned_away) std::cout << late.error().message << '\n';
  }

  const sa::pool_status now = engine.pool_status();
  std::cout << now.checked_out << " times lent, " << now.made << " made, " << now.closed << " closed, " << now.idle
            << " kept\n";
  const bool is_within_limits = measured.most_lent <= connections && measured.connected == static_cast<int>(now.made);
  return stored == clients * visits && is_turned_away && is_within_limits && measured.lent == 0 && now.in_use == 0 &&
                 now.idle <= 2
             ? EXIT_SUCCESS
             : EXIT_FAILURE;
}
