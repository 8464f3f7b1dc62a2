// SPDX-License-Identifier: MIT
//
// instructions_postgresql MODE N: N point selects on PostgreSQL, for a counter of the client's instructions to look at.
//
//   c                     libpq by hand
//   library               a query that was written once
//   library_at_call_site  the query written out where it is executed

#include <sqlalloy/driver/libpq.hpp>

#include "by_library.hpp"
#include "postgresql_by_hand.hpp"
#include "postgresql_url.hpp"
#include "repeat.hpp"

namespace {

void prepared_by_hand(std::int64_t n) {
  PGconn* connection = by_hand::open(libpq_url().c_str());
  by_hand::create_and_fill(connection);
  by_hand::prepare_select(connection);
  by_hand::run(connection, "BEGIN");
  repeat(n, [&](std::int64_t key) { return by_hand::find(connection, key); });
  PQfinish(connection);
}

template <class Find>
void by_the_library(std::int64_t n, Find find) {
  auto engine = sqlalloy::create_engine<sqlalloy::postgresql::libpq>(postgresql_url());
  auto db = engine.connect();
  db.exec_driver_sql(by_hand::create_people);
  db.exec_driver_sql(by_hand::fill_people);
  db.exec_driver_sql("ANALYZE person");
  repeat(n, [&](std::int64_t key) { return find(db, key); });
}

}  // namespace

int main(int count, char** words) {
  const arguments given(count, words);
  if (given.mode == "c")
    prepared_by_hand(given.n);
  else if (given.mode == "library")
    by_the_library(given.n, [](auto& db, std::int64_t key) { return by_library::find(db, key); });
  else if (given.mode == "library_at_call_site")
    by_the_library(given.n, [](auto& db, std::int64_t key) { return by_library::find_at_call_site(db, key); });
  else
    given.refuse();
}
