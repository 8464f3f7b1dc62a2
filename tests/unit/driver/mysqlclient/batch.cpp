// SPDX-License-Identifier: MIT
#include <sqlalloy/driver/mysqlclient/batch.hpp>

#include <catch2/catch.hpp>

#include <type_traits>

#if defined(LIBMARIADB)

namespace sa = sqlalloy;
using sa::mysql::mysqlclient_batch;
using sa::mysql::mysqlclient_connection;

namespace {

static_assert(!std::is_copy_constructible_v<mysqlclient_batch> && !std::is_move_constructible_v<mysqlclient_batch>);

TEST_CASE("mysqlclient: a batch takes no statement that is not prepared, and is empty then") {
  mysqlclient_connection closed;
  mysqlclient_connection::statement statement;
  mysqlclient_connection::parameters<0> none(closed, statement);
  mysqlclient_batch batch(closed);
  CHECK(batch.add(statement, none).kind == sa::failure::interface);
  CHECK(closed.error().message == "mysqlclient: the statement is not prepared");
  CHECK(batch.size() == 0);
  int answers = 0;
  CHECK(batch
            .run([&](mysqlclient_connection::cursor&) {
              ++answers;
              return sa::status{};
            })
            .ok());
  CHECK(answers == 0);
}

}  // namespace

#endif
