// SPDX-License-Identifier: MIT
#include <sqlalloy/driver/libpq/timed_connecting.hpp>

#include <catch2/catch.hpp>
#include <support/silent_server.hpp>

#include <string>

namespace sa = sqlalloy;
using sa::postgresql::timed_connecting;

namespace {

struct attempt : timed_connecting {
  using timed_connecting::timed_connecting;

  bool at(const std::string& hosts, const std::string& ports, const char* timeout) {
    const char* names[] = {"host", "port", "connect_timeout", "user", nullptr};
    const char* values[] = {hosts.c_str(), ports.c_str(), timeout, "nobody", nullptr};
    return connect(names, values);
  }
};

TEST_CASE("libpq: silent hosts are given up one after the other") {
  const support::silent_server one, other;
  const std::string first = std::to_string(one.port()), second = std::to_string(other.port());
  SECTION("until there is none left") {
    attempt made(sa::deadline::in(600));
    CHECK_FALSE(made.at("127.0.0.1,127.0.0.1", first + "," + second, "1"));
  }
  SECTION("until one answers, if only to refuse") {
    attempt refused(sa::deadline::in(600));
    REQUIRE(refused.at("127.0.0.1,127.0.0.1", first + ",1", "1"));
    ::PGconn* const left = refused.release();
    CHECK(::PQstatus(left) == CONNECTION_BAD);
    CHECK(std::string(::PQerrorMessage(left)).find("port 1 failed") != std::string::npos);
    ::PQfinish(left);
  }
  SECTION("but not past the deadline") {
    const auto before = sa::monotonic_nanoseconds();
    attempt made(sa::deadline::in(0.05));
    CHECK_FALSE(made.at("127.0.0.1,127.0.0.1", first + "," + second, "600"));
    CHECK(sa::monotonic_nanoseconds() - before >= 50'000'000);
  }
  SECTION("of one port as of several") {
    attempt made(sa::deadline::in(600));
    CHECK_FALSE(made.at("127.0.0.1", first, "1"));
  }
}

}  // namespace
