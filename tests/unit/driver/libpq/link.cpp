// SPDX-License-Identifier: MIT
#include <sqlalloy/driver/libpq/link.hpp>

#include <catch2/catch.hpp>
#include <support/silent_server.hpp>

#include <string>
#include <type_traits>
#include <utility>

namespace sa = sqlalloy;
using sa::failure;
using sa::postgresql::libpq_link;

namespace {

static_assert(std::is_nothrow_move_constructible_v<libpq_link> && !std::is_copy_constructible_v<libpq_link>);

TEST_CASE("libpq: a link that was never opened is inert") {
  libpq_link link;
  CHECK_FALSE(link.is_open());
  CHECK_FALSE(link.in_transaction());
  CHECK(link.native_handle() == nullptr);
  CHECK(link.cancel().kind == failure::operational);
  link.set_deadline(sa::deadline::in(0));
  const libpq_link moved = std::move(link);
  CHECK_FALSE(moved.is_open());
}

TEST_CASE("libpq: a server that does not answer is waited for until the deadline") {
  const support::silent_server server;
  libpq_link link;
  link.set_deadline(sa::deadline::in(0.05));
  const auto before = sa::monotonic_nanoseconds();
  CHECK(link.open(server.options()).kind == failure::timeout);
  CHECK(sa::monotonic_nanoseconds() - before >= 50'000'000);
  CHECK(link.error().is_disconnect);
  CHECK(link.error().message.find("deadline") != std::string::npos);
  CHECK_FALSE(link.is_open());
}

}  // namespace
