// SPDX-License-Identifier: MIT
//
// instructions_orm MODE N: N objects on SQLite, for a counter of instructions to look at.
//
//   insert_by_core     new rows are made and inserted by Core, and given their keys
//   insert_by_session  new objects are made, added and flushed
//   fill               rows are inserted
//   load_by_core       and read into a vector of structs
//   load_by_session    and read as objects of a session
//   untouched          which flushes a hundred times then
//
// What it takes to give up what was made is not counted: the program ends before.

#include <sqlalloy/driver/sqlite3.hpp>

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <utility>
#include <vector>

#include "orm_tables.hpp"
#include "repeat.hpp"

namespace {

namespace sa = sqlalloy;

constexpr auto all_people = sa::select<Person>();
constexpr int flushes = 100;

auto new_database() {
  auto engine = sa::create_engine<sa::sqlite::sqlite3>("sqlite://");
  engine.begin([](auto& db) { db.create_all(tables); });
  return engine;
}

[[noreturn]] void end(std::int64_t n, std::int64_t last) {
  const double each = static_cast<double>(allocations::count) / static_cast<double>(n);
  std::printf("{\"allocations\": %g, \"sum\": %lld}\n", each, static_cast<long long>(last));
  std::fflush(stdout);
  std::_Exit(0);
}

void insert_by_core(std::int64_t n) {
  auto engine = new_database();
  auto db = engine.connect();
  std::vector<Person> rows = make_people(n);
  const std::vector<std::int64_t> keys = db.bulk_insert(rows, sa::returning_keys);
  for (std::size_t i = 0; i != rows.size(); ++i) rows[i].id = keys[i];
  end(n, rows.back().id);
}

void insert_by_session(std::int64_t n) {
  auto engine = new_database();
  sa::session session(engine, tables);
  std::vector<Person> rows = make_people(n);
  sa::tracked<Person> last;
  for (Person& one : rows) last = session.add(std::move(one));
  session.flush();
  end(n, std::as_const(last)->id);
}

auto filled(std::int64_t n) {
  auto engine = new_database();
  engine.begin([n](auto& db) { db.bulk_insert(make_people(n)); });
  return engine;
}

void load_by_core(std::int64_t n) {
  auto engine = filled(n);
  const std::vector<Person> people = engine.connect().execute(all_people).all();
  end(n, people.back().id);
}

void load_by_session(std::int64_t n, int times) {
  auto engine = filled(n);
  sa::session session(engine, tables);
  const auto people = session.query(all_people).all();
  for (int i = 0; i != times; ++i) session.flush();
  end(n, std::as_const(people.back())->id);
}

}  // namespace

int main(int count, char** words) {
  const arguments given(count, words);
  if (given.mode == "insert_by_core") insert_by_core(given.n);
  if (given.mode == "insert_by_session") insert_by_session(given.n);
  if (given.mode == "fill") {
    const auto engine = filled(given.n);
    end(given.n, given.n);
  }
  if (given.mode == "load_by_core") load_by_core(given.n);
  if (given.mode == "load_by_session") load_by_session(given.n, 0);
  if (given.mode == "untouched") load_by_session(given.n, flushes);
  given.refuse();
}
