// SPDX-License-Identifier: MIT
//
// instructions_mariadb MODE N: N point selects on MariaDB, for a counter of the client's instructions to look at.
//
//   c                     the client library by hand
//   c_on_equal_terms      the same, without the calls that the library leaves out
//   library               a query that was written once
//   library_at_call_site  the query written out where it is executed

#include <sqlalloy/driver/mysqlclient.hpp>

#include "count_select.hpp"
#include "mariadb_by_hand.hpp"
#include "mariadb_url.hpp"
#include "repeat.hpp"

namespace {

template <bool OnEqualTerms>
void prepared_by_hand(std::int64_t n) {
  MYSQL* connection = by_hand::open(mariadb_url());
  by_hand::run(connection, by_hand::create_people);
  by_hand::run(connection, by_hand::fill_people);
  {
    by_hand::select select(connection);
    by_hand::run(connection, "START TRANSACTION");
    repeat(n, [&](std::int64_t key) { return OnEqualTerms ? select.find_on_equal_terms(key) : select.find(key); });
  }
  mysql_close(connection);
}

void fill(auto& db) {
  db.exec_driver_sql(by_hand::create_people);
  db.exec_driver_sql(by_hand::fill_people);
}

}  // namespace

int main(int count, char** words) {
  if (const arguments given(count, words); given.mode == "c_on_equal_terms")
    prepared_by_hand<true>(given.n);
  else
    count_select<sqlalloy::mariadb::mysqlclient>(count, words, mariadb_url(), prepared_by_hand<false>,
                                                 [](auto& db) { fill(db); });
}
