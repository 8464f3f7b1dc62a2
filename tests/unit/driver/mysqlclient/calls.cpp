// SPDX-License-Identifier: MIT
#include <sqlalloy/driver/mysqlclient/calls.hpp>

#include <catch2/catch.hpp>

namespace {

namespace calls = sqlalloy::mysql::calls;

TEST_CASE("mysqlclient: a call of libmariadb has two halves that do not wait") {
  CHECK(calls::ping.whole == &::mysql_ping);
#if defined(LIBMARIADB)
  CHECK(calls::ping.start == &::mysql_ping_start);
  CHECK(calls::ping.go_on == &::mysql_ping_cont);
#else
  CHECK(calls::ping.start == nullptr);
#endif
}

}  // namespace
