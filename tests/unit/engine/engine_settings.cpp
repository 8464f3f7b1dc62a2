// SPDX-License-Identifier: MIT
#include <sqlalloy/engine/engine_settings.hpp>

#include <catch2/catch.hpp>

namespace sa = sqlalloy;

namespace {

void hook(void*, const sa::execute_event&) {}

TEST_CASE("a hook is told of statements, else echo, else nobody") {
  sa::engine_settings settings;
  CHECK(settings.watcher().call == nullptr);
  settings.options.echo = true;
  CHECK(settings.watcher().call == &sa::echo_to_stderr);
  int context = 0;
  settings.options.hook = {&hook, &context, true};
  CHECK(settings.watcher().call == &hook);
  CHECK(settings.watcher().context == &context);
  CHECK(settings.watcher().durations);
}

}  // namespace
