// SPDX-License-Identifier: MIT
//
// instructions_postgresql MODE N: N point selects on PostgreSQL, for a counter of the client's instructions to look at.
//
//   c                     libpq by hand
//   library               a query that was written once
//   library_at_call_site  the query written out where it is executed

#include <sqlalloy/driver/libpq.hpp>

#include "count_select.hpp"
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

void fill(auto& db) {
  db.exec_driver_sql(by_hand::create_people);
  db.exec_driver_sql(by_hand::fill_people);
  db.exec_driver_sql("ANALYZE person");
}

}  // namespace

int main(int count, char** words) {
  count_select<sqlalloy::postgresql::libpq>(count, words, postgresql_url(), prepared_by_hand,
                                            [](auto& db) { fill(db); });
}
