// SPDX-License-Identifier: MIT
#include <sqlalloy/engine/execution.hpp>

#include <catch2/catch.hpp>
#include <support/fake_pool.hpp>

namespace sa = sqlalloy;

namespace {

using one_connection = fake::one_connection<>;

TEST_CASE_METHOD(one_connection, "a connection knows what of it is being read, in any order") {
  sa::execution<fake::sqlite> first, second, third;
  for (auto* one : {&first, &second, &third}) {
    one->connection = &connection;
    one->begin_reading_text();
  }
  CHECK(connection.readers == 3);
  CHECK(connection.executions == &third);
  second.close();
  CHECK(connection.readers == 2);
  third.close();
  CHECK(connection.executions == &first);
  first.close();
  first.close();  // harmless
  CHECK(connection.readers == 0);
  CHECK(connection.executions == nullptr);
}

TEST_CASE_METHOD(one_connection, "what is being read is cut off when its connection is given back") {
  sa::execution<fake::sqlite> reading;
  reading.connection = &connection;
  reading.begin_reading_text();
  CHECK(connection.reset());
  CHECK(reading.is_cut_off);
  CHECK(reading.connection == nullptr);
}

}  // namespace
