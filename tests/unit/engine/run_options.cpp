// SPDX-License-Identifier: MIT
#include <sqlalloy/engine/error.hpp>
#include <sqlalloy/engine/run_options.hpp>

#include <catch2/catch.hpp>

namespace sa = sqlalloy;
using sa::failure;

namespace {

sa::error_info failed(failure kind, bool retryable, bool disconnect) {
  sa::error_info info = sa::make_error(kind, "");
  info.is_retryable = retryable;
  info.is_disconnect = disconnect;
  return info;
}

TEST_CASE("a transaction is tried again where another was in its way, or its connection was lost before COMMIT") {
  sa::attempts all({.attempts = 100});
  CHECK(all.may_try_again(failed(failure::operational, true, false)));
  CHECK(all.may_try_again(failed(failure::operational, false, true)));
  CHECK_FALSE(all.may_try_again(failed(failure::operational, false, false)));
  CHECK_FALSE(all.may_try_again(failed(failure::integrity, false, false)));
  CHECK_FALSE(all.may_try_again(failed(failure::in_doubt, true, true)));
}

TEST_CASE("there is an end to it") {
  sa::attempts all({.attempts = 3});
  const sa::error_info conflict = failed(failure::operational, true, false);
  CHECK(all.may_try_again(conflict));
  CHECK(all.may_try_again(conflict));
  CHECK_FALSE(all.may_try_again(conflict));
  sa::attempts once({.attempts = 1});
  CHECK_FALSE(once.may_try_again(conflict));
}

TEST_CASE("nothing is tried again past the deadline, nor waited for until then") {
  const sa::error_info conflict = failed(failure::operational, true, false);
  sa::attempts late({.deadline = sa::deadline::in(0), .pause = 1000, .longest_pause = 1000});
  CHECK_FALSE(late.may_try_again(conflict));
  const auto before = sa::monotonic_nanoseconds();
  late.pause();
  CHECK(sa::monotonic_nanoseconds() - before < 100'000'000'000);
  sa::attempts in_time({.deadline = sa::deadline::in(1000)});
  CHECK(in_time.may_try_again(conflict));
  CHECK_FALSE(in_time.may_try_again(failed(failure::timeout, false, true)));
}

TEST_CASE("a pause is not longer than allowed") {
  sa::attempts all({.pause = 1000, .longest_pause = 0});
  const auto before = sa::monotonic_nanoseconds();
  all.pause();
  CHECK(sa::monotonic_nanoseconds() - before < 100'000'000'000);
}

TEST_CASE("what kind of transaction is tried") {
  constexpr sa::run_options options{.isolation = sa::isolation_level::serializable, .deferrable = true};
  static_assert(options.begin().mode() == sa::transaction_mode{sa::isolation_level::serializable, false, true});
  CHECK(options.attempts == 5);
}

}  // namespace
