// SPDX-License-Identifier: MIT
#include <sqlalloy/engine/engine_settings.hpp>

#include <catch2/catch.hpp>

namespace sa = sqlalloy;

namespace {

void hear_statement(void*, const sa::execute_event&) {}
void hear_connection(void*, const sa::connection_event&) {}

TEST_CASE("connections are watched for echo and for either function of a hook") {
  sa::engine_settings quiet, echo, call, notice;
  CHECK_FALSE(quiet.is_watched());
  echo.options.echo = true;
  CHECK(echo.is_watched());
  call.options.hook.call = &hear_statement;
  CHECK(call.is_watched());
  notice.options.hook.notice = &hear_connection;
  CHECK(notice.is_watched());
}

}  // namespace
