// SPDX-License-Identifier: MIT
#include <sqlalloy/driver/mysqlclient/open_options.hpp>

#include <catch2/catch.hpp>

#include <initializer_list>
#include <string>
#include <string_view>

namespace sa = sqlalloy;
using sa::mysql::open_options;

namespace {

open_options made(const char* host, std::initializer_list<sa::connect_option> query = {}, int port = 0) {
  sa::connect_options options;
  options.host = host;
  options.port = port;
  options.query = query;
  return open_options(options);
}

TEST_CASE("mysqlclient: another machine is spoken to over TLS, unless the URL says otherwise") {
  for (const char* here : {"", "localhost", "127.0.0.1", "127.3.2.1", "::1"}) CHECK_FALSE(made(here).ssl());
  for (const char* there : {"db.example.org", "10.0.0.1", "127.0.0.1.example.org", "::2", "128.0.0.1"})
    CHECK(made(there).ssl());
  CHECK_FALSE(made("db.example.org", {{"ssl", "false"}}).ssl());
  CHECK(made("localhost", {{"ssl", "true"}}).ssl());
  CHECK(made("localhost", {{"ssl_ca", "/ca.pem"}}).ssl());
  CHECK(made("localhost", {{"ssl_ca", "/ca.pem"}}).ssl_ca() == std::string_view("/ca.pem"));
}

TEST_CASE("mysqlclient: options and their defaults") {
  const open_options defaults = made("localhost");
  CHECK(defaults.problem().empty());
  CHECK(defaults.unix_socket() == nullptr);
  CHECK(defaults.connect_timeout() == 0);
  const open_options all = made("", {{"unix_socket", "/run/s"},
                                     {"connect_timeout", "5"},
                                     {"read_timeout", "60"},
                                     {"write_timeout", "70"},
                                     {"charset", "utf8mb4"}});
  CHECK(all.problem().empty());
  CHECK(all.unix_socket() == std::string_view("/run/s"));
  CHECK(all.connect_timeout() == 5);
  CHECK(all.read_timeout() == 60);
  CHECK(all.write_timeout() == 70);
}

TEST_CASE("mysqlclient: files of this machine are sent only where the URL says so") {
  CHECK_FALSE(made("localhost").local_infile());
  CHECK_FALSE(made("localhost", {{"local_infile", "false"}}).local_infile());
  CHECK(made("localhost", {{"local_infile", "true"}}).local_infile());
  CHECK(made("localhost", {{"local_infile", "1"}}).problem() ==
        "mysqlclient: option local_infile cannot be '1'; it is true or false");
}

TEST_CASE("mysqlclient: what cannot be meant is told in a sentence") {
  CHECK(
      made("", {{"sslmode", "require"}}).problem() ==
      "mysqlclient: unknown option 'sslmode'; known are unix_socket, ssl, ssl_ca, ssl_cert, ssl_key, connect_timeout, "
      "read_timeout, write_timeout, local_infile and charset");
  CHECK(made("", {{"ssl", "yes"}}).problem() == "mysqlclient: option ssl cannot be 'yes'; it is true or false");
  CHECK(made("", {{"charset", "latin1"}}).problem() ==
        "mysqlclient: option charset cannot be 'latin1'; it is always utf8mb4");
  for (const char* seconds : {"", "0", "-1", "1s", "100000000000"})
    CHECK(made("", {{"read_timeout", seconds}}).problem().find("a number of seconds") != std::string::npos);
  CHECK(!made("", {{"unix_socket", ""}}).problem().empty());
  CHECK(!made("", {{"unix_socket", "/s"}}, 3306).problem().empty());
  CHECK(!made("db.example.org", {{"unix_socket", "/s"}}).problem().empty());
  CHECK(!made("db.example.org", {{"ssl", "false"}, {"ssl_ca", "/ca.pem"}}).problem().empty());
}

}  // namespace
