// SPDX-License-Identifier: MIT
#include <sqlalloy/driver/connect_options.hpp>

#include <catch2/catch.hpp>

namespace sa = sqlalloy;

TEST_CASE("an option is found by name, the last one where it is given twice") {
  sa::connect_options options;
  options.query = {{"mode", "ro"}, {"cache", ""}, {"mode", "rw"}};
  CHECK(options.get("mode") == "rw");
  CHECK(options.get("mode", "rwc") == "rw");
  REQUIRE(options.find("cache"));
  CHECK(options.find("cache")->empty());
  CHECK(options.get("cache", "private").empty());
  CHECK(options.find("Mode") == nullptr);
  CHECK(options.get("timeout", "5") == "5");
}
