// SPDX-License-Identifier: MIT
#include <sqlalloy/engine/watched_connection.hpp>

#include <catch2/catch.hpp>
#include <support/written_to_stderr.hpp>

#include <string>
#include <vector>

namespace sa = sqlalloy;
using sa::connection_event_kind;

namespace {

struct watched : sa::watched_connection {
  using sa::watched_connection::watched_connection;
};

struct listener {
  std::vector<std::string> heard{};
  static void call(void* context, const sa::execute_event& event) {
    static_cast<listener*>(context)->heard.push_back((event.finished ? "after " : "before ") + std::string(event.sql));
  }
  static void notice(void* context, const sa::connection_event& event) {
    static_cast<listener*>(context)->heard.push_back(event.error ? event.error->message : "well");
  }
};

TEST_CASE("where nobody listens there is nothing to look after") {
  const sa::engine_settings settings;
  watched silent(settings);
  CHECK(silent.attention == 0);
  silent.tell_before("SELECT 1");
  silent.tell_after("SELECT 1", sa::failure::none);
  silent.tell(connection_event_kind::checkout);
}

TEST_CASE("either function of a hook may be left out") {
  listener ears;
  sa::engine_settings settings;
  settings.options.hook = {.context = &ears, .notice = &listener::notice};
  watched first(settings);
  first.tell_before("SELECT 1");
  first.tell_after("SELECT 1", sa::failure::none);
  first.tell(connection_event_kind::begin);
  first.tell(connection_event_kind::commit, sa::result<>());
  first.tell(connection_event_kind::commit, sa::result<>(sa::make_error(sa::failure::data, "badly")));
  CHECK(ears.heard == std::vector<std::string>{"well", "well", "badly"});

  ears.heard.clear();
  settings.options.hook = {.call = &listener::call, .context = &ears};
  watched second(settings);
  second.tell_before("SELECT 1");
  second.tell_after("SELECT 1", sa::failure::none);
  second.tell(connection_event_kind::begin);
  CHECK(ears.heard == std::vector<std::string>{"before SELECT 1", "after SELECT 1"});
}

TEST_CASE("echo goes on beside a hook") {
  listener ears;
  sa::engine_settings settings;
  settings.options.echo = true;
  settings.options.hook = {.call = &listener::call, .context = &ears};
  watched both(settings);
  CHECK(both.attention == both.watched_connection::watched);
  CHECK(written_to_stderr([&] { both.tell_before("SELECT 1"); }) == "sqlalloy: SELECT 1\n");
  CHECK(ears.heard == std::vector<std::string>{"before SELECT 1"});
}

TEST_CASE("bound values are written down where they are shown") {
  sa::engine_settings settings;
  settings.options.show_parameters = true;
  const watched detailed(settings);
  CHECK(detailed.attention == watched::detailed);
}

}  // namespace
