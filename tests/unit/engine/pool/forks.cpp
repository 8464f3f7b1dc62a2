// SPDX-License-Identifier: MIT
#include <sqlalloy/engine/pool/forks.hpp>

#include <catch2/catch.hpp>

#include <sys/wait.h>
#include <unistd.h>

namespace sa = sqlalloy;

namespace {

TEST_CASE("a child process counts one fork more than its parent") {
  sa::count_forks();
  sa::count_forks();  // once is enough
  const unsigned before = sa::forks();
  const ::pid_t child = ::fork();
  if (child == 0) ::_exit(sa::forks() == before + 1 ? 0 : 1);
  int outcome = -1;
  REQUIRE(::waitpid(child, &outcome, 0) == child);
  CHECK(outcome == 0);
  CHECK(sa::forks() == before);
}

}  // namespace
