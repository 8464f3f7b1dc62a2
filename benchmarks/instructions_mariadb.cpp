// SPDX-License-Identifier: MIT
//
// instructions_mariadb MODE N: N point selects on MariaDB, for a counter of the client's instructions to look at.
//
//   c                     the client library by hand
//   library               a query that was written once
//   library_at_call_site  the query written out where it is executed

#include <sqlalloy/driver/mysqlclient.hpp>

#include "by_library.hpp"
#include "mariadb_by_hand.hpp"
#include "mariadb_url.hpp"
#include "repeat.hpp"

namespace {

void prepared_by_hand(std::int64_t n) {
  MYSQL* connection = by_hand::open(mariadb_url());
  by_hand::run(connection, by_hand::create_people);
  by_hand::run(connection, by_hand::fill_people);
  {
    by_hand::select select(connection);
    by_hand::run(connection, "START TRANSACTION");
    repeat(n, [&](std::int64_t key) { return select.find(key); });
  }
  mysql_close(connection);
}

template <class Find>
void by_the_library(std::int64_t n, Find find) {
  auto engine = sqlalloy::create_engine<sqlalloy::mariadb::mysqlclient>(mariadb_url());
  auto db = engine.connect();
  db.exec_driver_sql(by_hand::create_people);
  db.exec_driver_sql(by_hand::fill_people);
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
