// SPDX-License-Identifier: MIT
// Where libpq finds a server: several hosts, service files, and URLs that cannot be meant.
#include <sqlalloy.hpp>
#include <sqlalloy/driver/libpq.hpp>

#include <catch2/catch.hpp>
#include <integration/driver_backends.hpp>
#include <support/silent_server.hpp>

#include <unistd.h>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <string>
#include <string_view>

namespace sa = sqlalloy;

namespace {

using sa::postgresql::libpq;

// The server's parts, and what `SHOW` says, or else why there was no connection.
struct server {
  sa::connect_options at = driver_suite::server_options("SQLALLOY_POSTGRESQL_URL");
  std::string port = std::to_string(at.port);
  std::string whose = "postgresql://" + at.username + (at.password.empty() ? "" : ":" + at.password) + "@";
  // Nothing listens to port 1 of this machine.
  std::string two_hosts = whose + "/" + at.database + "?host=127.0.0.1," + at.host + "&port=1," + port;

  static std::string ask(const std::string& url, const std::string& sql) {
    auto engine = sa::try_create_engine<libpq>(url);
    if (!engine) return engine.error().message;
    auto db = engine->try_connect();
    if (!db) {
      CHECK((db.error().kind == sa::failure::operational || db.error().kind == sa::failure::argument));
      return db.error().message;
    }
    auto rows = db->try_exec_driver_sql(sql);
    if (!rows) return rows.error().message;
    for (const auto& row : *rows) return std::string(row[0].text());
    return {};
  }
  std::string port_of(const std::string& url) const { return ask(url, "SELECT inet_server_port()::text"); }
};

TEST_CASE_METHOD(server, "libpq: of several hosts the first that answers is taken") {
  CHECK(port_of(two_hosts) == port);
  CHECK(port_of(whose + "/" + at.database + "?host=" + at.host + ",127.0.0.1&port=" + port + ",1") == port);
  // One port is that of all hosts.
  CHECK(port_of(whose + "/" + at.database + "?host=/nowhere," + at.host + "&port=" + port) == port);
  const std::string none = port_of(whose + "/" + at.database + "?host=127.0.0.1,127.0.0.1&port=1,2");
  CHECK(none.starts_with("libpq: "));
  CHECK(none.find("port 1 failed") != none.npos);
  CHECK(none.find("port 2 failed") != none.npos);
}

TEST_CASE_METHOD(server, "libpq: a host that says nothing is given up within the deadline, and the next one taken") {
  const support::silent_server silent;
  const std::string hosts = "?connect_timeout=1&host=127.0.0.1,127.0.0.1," + at.host +
                            "&port=" + std::to_string(silent.port()) + ",1," + port;
  auto engine = sa::create_engine<libpq>(whose + "/" + at.database + hosts);
  CHECK(engine.begin({.deadline = sa::deadline::in(600)}, [](auto& db) {
    return db.execute(sa::text<"SELECT inet_server_port()", std::int32_t>()).one();
  }) == at.port);
}

TEST_CASE_METHOD(server, "libpq: a session of the kind that was asked for") {
  const std::string read_only = "&options=-c%20default_transaction_read_only%3Don";
  const std::string what = "SHOW transaction_read_only";
  for (const char* kind : {"any", "read-write", "primary", "prefer-standby"})
    CHECK(ask(two_hosts + "&target_session_attrs=" + kind, what) == "off");
  CHECK(ask(two_hosts + "&target_session_attrs=read-only" + read_only, what) == "on");
  CHECK(ask(two_hosts + "&target_session_attrs=read-only", what).find("session is not read-only") != std::string::npos);
  CHECK(ask(two_hosts + "&target_session_attrs=read-write" + read_only, what).find("session is read-only") !=
        std::string::npos);
  CHECK(ask(two_hosts + "&target_session_attrs=standby", what).find("server is not in hot standby mode") !=
        std::string::npos);
}

// A server, and another one that repeats what the first does and takes no changes.
struct two_servers : server {
  std::string standby = std::to_string(driver_suite::server_options("SQLALLOY_STANDBY_URL").port);

  // Who answers where both are asked for, in the one order and in the other.
  std::string who(const std::string& first, const std::string& second, const std::string& kind) const {
    return port_of(whose + "/" + at.database + "?host=127.0.0.1,127.0.0.1&port=" + first + "," + second +
                   "&target_session_attrs=" + kind);
  }
};

TEST_CASE_METHOD(two_servers, "libpq: of two hosts that live the one of the right kind is taken") {
  CHECK(who(port, standby, "any") == port);
  CHECK(who(standby, port, "any") == standby);
  for (const char* kind : {"read-write", "primary"}) {
    CHECK(who(port, standby, kind) == port);
    CHECK(who(standby, port, kind) == port);
  }
  for (const char* kind : {"read-only", "standby", "prefer-standby"}) {
    CHECK(who(port, standby, kind) == standby);
    CHECK(who(standby, port, kind) == standby);
  }
  CHECK(who("1", standby, "primary").find("server is in hot standby mode") != std::string::npos);
  CHECK(who("1", port, "prefer-standby") == port);
}

TEST_CASE_METHOD(two_servers, "libpq: every connection of an engine goes to the host that takes changes") {
  auto engine = sa::create_engine<libpq>(whose + "/" + at.database + "?host=127.0.0.1,127.0.0.1&port=" + standby + "," +
                                         port + "&target_session_attrs=read-write");
  auto first = engine.connect(), second = engine.connect();
  for (auto* db : {&first, &second}) {
    db->exec_driver_sql("CREATE TEMPORARY TABLE hosts_written (i integer)");
    CHECK(std::to_string(db->execute(sa::text<"SELECT inet_server_port()", std::int32_t>()).one()) == port);
  }
}

struct service_file : server {
  std::string path = "/tmp/sqlalloy_service_" + std::to_string(::getpid()) + ".conf";
  service_file() {
    std::ofstream(path) << "[shop]\nhost=127.0.0.1," + at.host + "\nport=1," + port + "\nuser=" + at.username +
                               "\ndbname=" + at.database + "\n\n[broken]\nno_such_option=1\n";
    ::setenv("PGSERVICEFILE", path.c_str(), 1);
  }
  ~service_file() {
    ::unsetenv("PGSERVICEFILE");
    std::remove(path.c_str());
  }
};

TEST_CASE_METHOD(service_file, "libpq: a service file says where the server is") {
  CHECK(port_of("postgresql:///?service=shop") == port);
  CHECK(ask("postgresql:///?service=shop", "SELECT current_database()::text") == at.database);
  CHECK(ask("postgresql:///postgres?service=shop", "SELECT current_database()::text") == "postgres");  // the URL wins
  CHECK(port_of("postgresql:///?service=other") == "libpq: definition of service \"other\" not found");
  CHECK(port_of("postgresql:///?service=broken").find("syntax error in service file") != std::string::npos);
}

TEST_CASE_METHOD(server, "libpq: a URL that cannot be meant says why") {
  CHECK(port_of(whose + "/?host=a,b&port=1,2,3") == "libpq: could not match 3 port numbers to 2 hosts");
  CHECK(port_of(two_hosts + "&target_session_attrs=fast") == "libpq: invalid target_session_attrs value: \"fast\"");
  CHECK(port_of(two_hosts + "&no_such=1") == "libpq: unknown option 'no_such'");
  CHECK(port_of(two_hosts + "&client_encoding=LATIN1") ==
        "libpq: option client_encoding cannot be given; it is always UTF8");
  CHECK(port_of(whose + "/?host=127.0.0.1&port=none") ==
        "libpq: invalid integer value \"none\" for connection option "
        "\"port\"");
  CHECK(port_of(whose + "/?host=127.0.0.1&port=70000") == "libpq: invalid port number: \"70000\"");
  CHECK(port_of(whose + "127.0.0.1/?sslmode=maybe") == "libpq: invalid sslmode value: \"maybe\"");
}

}  // namespace
