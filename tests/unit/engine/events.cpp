// SPDX-License-Identifier: MIT
#include <sqlalloy/engine/events.hpp>

#include <catch2/catch.hpp>
#include <support/written_to_stderr.hpp>

namespace sa = sqlalloy;

namespace {

static_assert(!sa::event_hook{}.call && !sa::event_hook{}.notice, "nobody is told unless a hook is given");

TEST_CASE("echo prints each statement as a line, once, when it begins") {
  CHECK(written_to_stderr([] {
          sa::echo_to_stderr(nullptr, {.sql = "SELECT 1"});
          sa::echo_to_stderr(nullptr, {.finished = true, .sql = "SELECT 1"});
          sa::echo_to_stderr(nullptr, {.sql = "SELECT ?", .parameters = "5, NULL"});
        }) == "sqlalloy: SELECT 1\nsqlalloy: SELECT ? [5, NULL]\n");
}

TEST_CASE("a log of slow queries prints what took long, once it is known") {
  sa::slow_query_log log{0.25};
  const sa::event_hook hook = log.hook();
  CHECK(hook.durations);
  CHECK(written_to_stderr([&] {
          hook.call(hook.context, {.sql = "SELECT 1"});
          hook.call(hook.context, {.finished = true, .sql = "SELECT 1", .nanoseconds = 249'000'000});
          hook.call(hook.context, {.finished = true, .sql = "SELECT 2", .nanoseconds = 250'000'000});
          hook.call(hook.context,
                    {.finished = true, .sql = "SELECT ?", .parameters = "3", .nanoseconds = 2'000'000'000});
        }) == "sqlalloy: 0.250 s: SELECT 2\nsqlalloy: 2.000 s: SELECT ? [3]\n");
}

}  // namespace
