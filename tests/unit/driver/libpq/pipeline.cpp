// SPDX-License-Identifier: MIT
#include <sqlalloy/driver/libpq/pipeline.hpp>

#include <catch2/catch.hpp>

namespace sa = sqlalloy;
using sa::failure;
using sa::postgresql::libpq_connection;

namespace {

TEST_CASE("libpq: a pipeline without a connection takes nothing, and an empty one does nothing") {
  libpq_connection db;
  libpq_connection::statement statement;
  libpq_connection::parameters<0> none(db, statement);
  libpq_connection::pipeline pipeline(db);
  CHECK(pipeline.add(statement, none).kind == failure::interface);
  CHECK(pipeline.size() == 0);
  CHECK(pipeline.run([](auto&) { return sa::status{}; }).ok());
}

}  // namespace
