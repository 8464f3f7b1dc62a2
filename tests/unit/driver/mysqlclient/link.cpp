// SPDX-License-Identifier: MIT
#include <sqlalloy/driver/mysqlclient/link.hpp>

#include <catch2/catch.hpp>
#include <support/silent_server.hpp>

#include <string>
#include <type_traits>
#include <utility>

namespace sa = sqlalloy;
using sa::failure;
using sa::mysql::mysqlclient_link;

namespace {

static_assert(std::is_nothrow_move_constructible_v<mysqlclient_link> &&
              !std::is_copy_constructible_v<mysqlclient_link>);

struct opened_link : mysqlclient_link {
  using mysqlclient_link::connect;
};

TEST_CASE("mysqlclient: a link that was never opened is inert") {
  mysqlclient_link link;
  CHECK_FALSE(link.is_open());
  CHECK_FALSE(link.in_transaction());
  CHECK(link.native_handle() == nullptr);
  CHECK(link.cancel().kind == failure::operational);
  CHECK(link.ping().kind == failure::interface);
  link.set_deadline(sa::deadline::in(0));
  const mysqlclient_link moved = std::move(link);
  CHECK_FALSE(moved.is_open());
}

#if defined(LIBMARIADB)
TEST_CASE("mysqlclient: a server that does not answer is waited for until the deadline") {
  const support::silent_server server;
  opened_link link;
  link.set_deadline(sa::deadline::in(0.05));
  const auto before = sa::monotonic_nanoseconds();
  CHECK(link.connect(server.options()).kind == failure::timeout);
  CHECK(sa::monotonic_nanoseconds() - before >= 50'000'000);
  CHECK(link.error().is_disconnect);
  CHECK(link.error().message.find("deadline") != std::string::npos);
  CHECK_FALSE(link.is_open());
}
#endif

}  // namespace
