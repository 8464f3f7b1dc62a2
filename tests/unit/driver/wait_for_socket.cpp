// SPDX-License-Identifier: MIT
#include <sqlalloy/driver/wait_for_socket.hpp>

#include <catch2/catch.hpp>

#include <unistd.h>

namespace sa = sqlalloy;

namespace {

TEST_CASE("what can be read is waited for until the deadline, and never less") {
  int ends[2];
  REQUIRE(::pipe(ends) == 0);
  const auto before = sa::monotonic_nanoseconds();
  CHECK_FALSE(sa::wait_for_socket(ends[0], POLLIN, sa::deadline::in(0.003)));
  CHECK(sa::monotonic_nanoseconds() - before >= 3'000'000);
  CHECK_FALSE(sa::wait_for_socket(ends[0], POLLIN, sa::deadline::in(-1)));
  CHECK(sa::wait_for_socket(ends[1], POLLOUT, {}));
  CHECK(::write(ends[1], "x", 1) == 1);
  CHECK(sa::wait_for_socket(ends[0], POLLIN, sa::deadline::in(1000)));
  CHECK(sa::wait_for_socket(ends[0], POLLIN, sa::deadline::in(-1)));
  ::close(ends[1]);
  ::close(ends[0]);
  CHECK(sa::wait_for_socket(ends[0], POLLIN, {}));  // its owner will find out
}

}  // namespace
