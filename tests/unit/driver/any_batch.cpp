// SPDX-License-Identifier: MIT
#include <sqlalloy/driver/any_batch.hpp>
#include <sqlalloy/driver/any_of.hpp>
#include <sqlalloy/driver/libpq.hpp>
#include <sqlalloy/driver/sqlite3.hpp>

#include <catch2/catch.hpp>

namespace sa = sqlalloy;
using sa::failure;

namespace {

using connection = sa::any_of<sa::sqlite::sqlite3, sa::postgresql::libpq>::connection;
using only_sqlite = sa::any_of<sa::sqlite::sqlite3>::connection;

template <class Connection>
concept has_batches = requires { typename Connection::batch; };
static_assert(has_batches<connection>);
static_assert(!has_batches<only_sqlite>, "none of its drivers has them");

template <class Batch>
void takes_nothing(connection& db) {
  CHECK_FALSE(Batch::is_of(db));
  Batch batch(db);
  connection::statement statement;
  connection::parameters<0> none(db, statement);
  CHECK(batch.add(statement, none).kind == failure::interface);
  CHECK(batch.size() == 0);
  CHECK(batch.run([](connection::cursor&) { return sa::status{}; }).kind == failure::interface);
  batch.clear();
}

TEST_CASE("before a driver was chosen, and where it has no batches, those of several drivers take nothing") {
  connection db;
  for (int i = 0; i != 2; ++i) {
    takes_nothing<connection::batch>(db);
    takes_nothing<connection::array_batch>(db);
    takes_nothing<connection::pipeline>(db);
    REQUIRE(db.open({}, 0).ok());
  }
}

TEST_CASE("the batches of several drivers are those of the one that was chosen") {
  connection db;
  sa::connect_options nowhere;
  nowhere.host = "127.0.0.1";
  nowhere.port = 1;
  REQUIRE_FALSE(db.open(nowhere, 1).ok());
  CHECK(connection::batch::is_of(db));
  connection::batch batch(db);
  connection::statement statement;
  connection::parameters<0> none(db, statement);
  CHECK(batch.add(statement, none).kind == failure::interface);
  CHECK(batch.run([](connection::cursor&) { return sa::status{}; }).ok());  // of none
}

}  // namespace
