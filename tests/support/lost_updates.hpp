// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy.hpp>
#include <sqlalloy/orm.hpp>

#include <barrier>
#include <cstddef>
#include <cstdint>
#include <exception>
#include <string>
#include <thread>
#include <utility>
#include <vector>

// Threads that count up the same rows, each by a session of its own: what a session has said to be committed is there
// in the end, whoever came between.

namespace lost_updates {

namespace sa = sqlalloy;

struct Counter {
  std::int64_t id{};
  std::int64_t value{};
  std::int64_t version{};

  using table = sa::table<"lost_updates_counters", sa::primary_key<&Counter::id>, sa::version_id<&Counter::version>>;
};

/// The same without a version: the last one to write wins.
struct Unversioned {
  std::int64_t id{};
  std::int64_t value{};

  using table = sa::table<"lost_updates_unversioned", sa::primary_key<&Unversioned::id>>;
};

inline constexpr auto tables = sa::tables<Counter, Unversioned>;

/// Few, so that threads meet.
inline constexpr int rows = 3;

/// Makes the tables anew: counters of 0 with the keys from 1 on.
template <class Engine>
void create(Engine& engine) {
  engine.begin([](auto& db) {
    db.drop_all(tables);
    db.create_all(tables);
    db.execute(sa::insert(std::vector<Counter>(rows)));
    db.execute(sa::insert(std::vector<Unversioned>(rows)));
  });
}

template <class T, class Engine>
std::vector<T> read(Engine& engine) {
  return engine.connect().execute(sa::select<T>().order_by(sa::col<&T::id>)).all();
}

/// Two sessions have loaded a row, one has counted it up and committed that, and then the other does so: whether the
/// other is refused.
template <class T, class Engine>
bool second_is_refused(Engine& engine) {
  sa::session first(engine, tables, {.expire_on_commit = false}), second(engine, tables, {.expire_on_commit = false});
  auto theirs = first.get_one(sa::tables<T>, std::int64_t{1});
  auto ours = second.get_one(sa::tables<T>, std::int64_t{1});
  first.commit();  // what was loaded stays, and nothing is locked
  second.commit();
  ++theirs->value;
  first.commit();
  ++ours->value;
  try {
    second.commit();
    return false;
  } catch (const sa::stale_data_error&) {
    second.rollback();
    return true;
  }
}

/// What one thread has seen.
struct tally {
  std::int64_t acknowledged[rows]{};  ///< commits that returned, by row
  int refused = 0;                    ///< tried again, because others were in the way
  std::string unexpected{};           ///< any other failure
};

/// Where threads wait for each other, until they leave.
class meeting {
 public:
  explicit meeting(int threads) : all_(threads) {}
  void wait() { all_.arrive_and_wait(); }
  void leave() { all_.arrive_and_drop(); }

 private:
  std::barrier<> all_;
};

/// Counts rows up, each until that was acknowledged, so often in all.
///
/// With a meeting, a row is changed in a later transaction than the one that has read it, when all have read it:
/// nothing but the version can tell then. Without one it is the same transaction, where the database's locks may order
/// them.
template <class Engine>
void count_up(Engine& engine, int times, sa::session_options options, meeting* others, tally& seen) {
  options.expire_on_commit = others == nullptr;
  try {
    sa::session session(engine, tables, options);
    bool is_first_attempt = true;
    for (int done = 0; done != times;) {
      const int row = done % rows;
      try {
        auto counter = session.query(sa::select<Counter>().where(sa::col<&Counter::id> == std::int64_t{row} + 1)).one();
        if (others) session.commit();
        if (others && std::exchange(is_first_attempt, false)) others->wait();
        ++counter->value;
        session.commit();
        ++seen.acknowledged[row];
        ++done;
        is_first_attempt = true;
      } catch (const sa::stale_data_error&) {
        session.rollback();
        ++seen.refused;
      } catch (const sa::error& conflict) {
        if (!conflict.is_retryable()) throw;
        session.rollback();
        ++seen.refused;
      }
    }
  } catch (const std::exception& failed) {
    seen.unexpected = failed.what();
  }
  if (others) others->leave();
}

/// Eight threads do so: four that meet, and four others, of which one asks for `SERIALIZABLE`. What each has seen,
/// those that meet first.
template <class Engine>
std::vector<tally> count_up_in_threads(Engine& engine, int times) {
  std::vector<tally> seen(8);
  meeting of_four(4);
  std::vector<std::thread> running;
  for (std::size_t number = 0; number != seen.size(); ++number)
    running.emplace_back([&, number] {
      sa::session_options options;
      if (number == 7) options.begin.isolation = sa::isolation_level::serializable;
      count_up(engine, times, options, number < 4 ? &of_four : nullptr, seen[number]);
    });
  for (std::thread& one : running) one.join();
  return seen;
}

/// So often at least are those refused that meet: of four that have read a row, three.
inline int refused_at_least(int times) { return 3 * times; }

}  // namespace lost_updates
