// SPDX-License-Identifier: MIT
#include <sqlalloy/engine/connect_hooks.hpp>

#include <catch2/catch.hpp>

#include <string>

namespace sa = sqlalloy;

namespace {

struct connection {
  std::string heard{};
};

TEST_CASE("what is called for a new connection is called in order, up to the first that fails") {
  sa::connect_hooks<connection> hooks;
  connection first;
  CHECK(hooks.call(first).ok());
  CHECK(first.heard.empty());
  hooks.add([](connection& to) { return to.heard += 'a', sa::status{}; });
  std::string word = "b";
  hooks.add([](void* context, connection& to) { return to.heard += *static_cast<std::string*>(context), sa::status{}; },
            &word);
  CHECK(hooks.call(first).ok());
  CHECK(first.heard == "ab");
  word = "c";
  hooks.add([](auto&) { return sa::status{sa::failure::operational}; });
  hooks.add([](auto& to) { return to.heard += 'd', sa::status{}; });
  connection second;
  CHECK(hooks.call(second).kind == sa::failure::operational);
  CHECK(second.heard == "ac");
}

}  // namespace
