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

TEST_CASE("a flag is set in a child process, and in no other") {
  unsigned char flags = 1, others = 4;
  int outcome = -1;
  {
    const sa::fork_mark mark(flags, 64), other(others, 2);
    { const sa::fork_mark gone(flags, 8); }
    const ::pid_t child = ::fork();
    if (child == 0) {
      const bool is_set = flags == (1 | 64) && others == (4 | 2);
      const unsigned char before = flags = 0;
      // In a child of its own it is another child's.
      const ::pid_t grandchild = ::fork();
      if (grandchild == 0) ::_exit(flags == 64 ? 0 : 1);
      int inner = -1;
      ::waitpid(grandchild, &inner, 0);
      ::_exit(is_set && inner == 0 && flags == before ? 0 : 1);
    }
    REQUIRE(::waitpid(child, &outcome, 0) == child);
    CHECK(outcome == 0);
    CHECK((flags == 1 && others == 4));
  }
  const ::pid_t child = ::fork();
  if (child == 0) ::_exit(flags == 1 && others == 4 ? 0 : 1);
  REQUIRE(::waitpid(child, &outcome, 0) == child);
  CHECK(outcome == 0);
}

}  // namespace
