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

TEST_CASE("a host is this machine, or another one") {
  for (const char* here : {"", "localhost", "127.0.0.1", "127.1.2.3", "::1", "/var/run/postgresql", "localhost,::1"})
    CHECK(sa::connect_options::is_this_machine(here));
  for (const char* there : {"db.example.org", "10.0.0.1", "127.example.org", "localhost.example.org", "::2",
                            "localhost,db.example.org", "db.example.org,localhost"})
    CHECK_FALSE(sa::connect_options::is_this_machine(there));
}
