// SPDX-License-Identifier: MIT
#include <sqlalloy/engine/events.hpp>

#include <catch2/catch.hpp>

#include <unistd.h>
#include <cstdio>
#include <string>

namespace sa = sqlalloy;

namespace {

static_assert(sa::event_hook{}.call == nullptr, "nobody is told unless a hook is given");

// What is written to stderr while `f` runs.
template <class F>
std::string written_by(F f) {
  std::FILE* file = std::tmpfile();
  std::fflush(stderr);
  const int saved = ::dup(STDERR_FILENO);
  ::dup2(::fileno(file), STDERR_FILENO);
  f();
  std::fflush(stderr);
  ::dup2(saved, STDERR_FILENO);
  ::close(saved);
  std::string text(static_cast<std::size_t>(std::ftell(file)), '\0');
  std::rewind(file);
  text.resize(std::fread(text.data(), 1, text.size(), file));
  std::fclose(file);
  return text;
}

TEST_CASE("the clock of durations goes forward") {
  const auto before = sa::monotonic_nanoseconds();
  CHECK(before > 0);
  CHECK(sa::monotonic_nanoseconds() >= before);
}

TEST_CASE("echo prints each statement as a line, once, when it begins") {
  CHECK(written_by([] {
          sa::echo_to_stderr(nullptr, {.sql = "SELECT 1"});
          sa::echo_to_stderr(nullptr, {.finished = true, .sql = "SELECT 1"});
          sa::echo_to_stderr(nullptr, {.sql = "SELECT ?", .parameters = "5, NULL"});
        }) == "sqlalloy: SELECT 1\nsqlalloy: SELECT ? [5, NULL]\n");
}

}  // namespace
