// SPDX-License-Identifier: MIT
// Whether what is said is encrypted, and to whom it is said.
#include <sqlalloy.hpp>
#include <sqlalloy/driver/libpq.hpp>
#include <sqlalloy/driver/mysqlclient.hpp>

#include <catch2/catch.hpp>
#include <integration/driver_backends.hpp>

#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <thread>
#include <utility>
#include <vector>

#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

namespace {

namespace sa = sqlalloy;
using sa::failure;

std::string certificate(const char* variable) {
  const char* path = std::getenv(variable);
  if (!path) FAIL(variable << " is not set; start the servers with scripts/servers up and export what it prints");
  return path;
}
std::string its_signer() { return certificate("SQLALLOY_TLS_CA"); }
std::string somebody_else() { return certificate("SQLALLOY_TLS_OTHER_CA"); }

sa::connect_options postgresql_with(std::vector<sa::connect_option> query) {
  sa::connect_options options = driver_suite::server_options("SQLALLOY_POSTGRESQL_URL");
  options.query = std::move(query);
  return options;
}

/// By the name of another machine, at the address of the tests' server.
sa::connect_options elsewhere(std::vector<sa::connect_option> query) {
  sa::connect_options options = postgresql_with(std::move(query));
  options.query.push_back({"hostaddr", options.host == "localhost" ? "127.0.0.1" : options.host});
  options.host = "db.example.org";
  return options;
}

bool is_encrypted(sa::postgresql::libpq_connection& db) {
  sa::postgresql::libpq_connection::cursor rows;
  const std::string_view sql = "SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()";
  REQUIRE(db.execute_text(sql.data(), sql.size(), rows).ok());
  REQUIRE(db.fetch(rows) == sa::fetch_result::row);
  const bool encrypted = db.value(rows, 0).boolean();
  db.finish(rows);
  return encrypted;
}

TEST_CASE("libpq: an encrypted session with a server whose certificate is checked") {
  sa::postgresql::libpq_connection db;
  REQUIRE(db.open(postgresql_with({{"sslmode", "verify-full"}, {"sslrootcert", its_signer()}})).ok());
  CHECK(is_encrypted(db));
  REQUIRE(db.open(postgresql_with({{"sslmode", "disable"}})).ok());
  CHECK_FALSE(is_encrypted(db));
}

TEST_CASE("libpq: a certificate that somebody else has signed, or for another name, is refused") {
  sa::postgresql::libpq_connection db;
  CHECK(db.open(postgresql_with({{"sslmode", "verify-full"}, {"sslrootcert", somebody_else()}})).kind ==
        failure::operational);
  CHECK(db.error().message.find("certificate verify failed") != std::string::npos);
  CHECK_FALSE(db.is_open());
  CHECK(db.open(elsewhere({{"sslmode", "verify-full"}, {"sslrootcert", its_signer()}})).kind == failure::operational);
  CHECK(db.error().message.find("does not match host name") != std::string::npos);
  CHECK_FALSE(db.is_open());
}

TEST_CASE("libpq: an engine whose URL asks for TLS") {
  const sa::connect_options options = driver_suite::server_options("SQLALLOY_POSTGRESQL_URL");
  const std::string url = "postgresql://" + options.username + "@" + options.host + ":" + std::to_string(options.port) +
                          "/" + options.database + "?sslmode=verify-full&sslrootcert=";
  auto engine = sa::create_engine<sa::postgresql::libpq>(url + its_signer());
  CHECK(is_encrypted(*engine.connect().driver_connection()));
  auto deceived = sa::create_engine<sa::postgresql::libpq>(url + somebody_else());
  CHECK_THROWS_AS(deceived.connect(), sa::operational_error);
}

/// A server without TLS, for one client: it says something by itself, or an answer to the first eight bytes.
class server_without_tls {
 public:
  explicit server_without_tls(std::string greeting, std::string answer = {}) {
    sockaddr_in own{};
    own.sin_family = AF_INET;
    own.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof own;
    REQUIRE(::bind(listener_, reinterpret_cast<sockaddr*>(&own), size) == 0);
    REQUIRE(::listen(listener_, 1) == 0);
    REQUIRE(::getsockname(listener_, reinterpret_cast<sockaddr*>(&own), &size) == 0);
    port = ntohs(own.sin_port);
    thread_ = std::thread([this, greeting, answer] {
      const int client = ::accept(listener_, nullptr, nullptr);
      char request[8];
      if (!greeting.empty()) ::send(client, greeting.data(), greeting.size(), MSG_NOSIGNAL);
      if (!answer.empty() && ::recv(client, request, sizeof request, MSG_WAITALL) == sizeof request)
        ::send(client, answer.data(), answer.size(), MSG_NOSIGNAL);
      heard_more = ::recv(client, request, sizeof request, 0) > 0;
      ::close(client);
    });
  }
  ~server_without_tls() {
    if (thread_.joinable()) end();
    ::close(listener_);
  }

  /// Waits until the client has gone.
  void end() {
    ::shutdown(listener_, SHUT_RDWR);  // it need not have come
    thread_.join();
  }

  int port = 0;
  bool heard_more = false;

 private:
  const int listener_ = ::socket(AF_INET, SOCK_STREAM, 0);
  std::thread thread_;
};

TEST_CASE("libpq: another machine is spoken to over TLS, unless the URL says otherwise") {
  sa::postgresql::libpq_connection db;
  REQUIRE(db.open(elsewhere({})).ok());
  CHECK(is_encrypted(db));
  REQUIRE(db.open(elsewhere({{"sslmode", "disable"}})).ok());
  CHECK_FALSE(is_encrypted(db));
  // Nothing is said, not even a user's name, to one that does not speak it.
  server_without_tls other({}, "N");
  sa::connect_options options = elsewhere({});
  options.query = {{"hostaddr", "127.0.0.1"}};
  options.port = other.port;
  CHECK(db.open(options).kind == failure::operational);
  CHECK(db.error().message.find("SSL") != std::string::npos);
  other.end();
  CHECK_FALSE(other.heard_more);
}

sa::connect_options mariadb_with(std::vector<sa::connect_option> query) {
  sa::connect_options options = driver_suite::server_options("SQLALLOY_MARIADB_URL");
  options.query = std::move(query);
  return options;
}

std::string cipher_of(sa::mariadb::mysqlclient::connection& db) {
  sa::mariadb::mysqlclient::connection::cursor rows;
  const std::string_view sql = "SHOW STATUS LIKE 'Ssl_cipher'";
  REQUIRE(db.execute_text(sql.data(), sql.size(), rows).ok());
  REQUIRE(db.fetch(rows) == sa::fetch_result::row);
  std::string cipher(db.value(rows, 1).text());
  db.finish(rows);
  return cipher;
}

TEST_CASE("mysqlclient: an encrypted session with a server whose certificate is checked") {
  sa::mariadb::mysqlclient::connection db;
  REQUIRE(db.open(mariadb_with({{"ssl", "true"}, {"ssl_ca", its_signer()}})).ok());
  CHECK_FALSE(cipher_of(db).empty());
  REQUIRE(db.open(mariadb_with({{"ssl_ca", its_signer()}})).ok());
  CHECK_FALSE(cipher_of(db).empty());
  REQUIRE(db.open(mariadb_with({{"ssl", "false"}})).ok());
  CHECK(cipher_of(db).empty());
}

TEST_CASE("mysqlclient: a certificate that somebody else has signed is refused") {
  sa::mariadb::mysqlclient::connection db;
  CHECK(db.open(mariadb_with({{"ssl", "true"}, {"ssl_ca", somebody_else()}})).kind == failure::operational);
  CHECK(db.error().message.find("certificate") != std::string::npos);
  CHECK_FALSE(db.is_open());
  CHECK(db.open(mariadb_with({{"ssl", "true"}})).kind == failure::operational);  // nobody whom this machine trusts
  CHECK(db.error().message.find("certificate") != std::string::npos);
  CHECK_FALSE(db.is_open());
}

TEST_CASE("mysqlclient: to another machine nothing is said without TLS, unless the URL says otherwise") {
  // Protocol 10, a version, a session, what passwords are mixed with; of what the server can, TLS (0x0800) is missing.
  using namespace std::string_literals;
  const std::string greeting =
      "\x0A"
      "10.11.0\0"
      "\1\0\0\0"
      "12345678\0"
      "\x00\x82"
      "\x2D"
      "\2\0"
      "\x08\0"
      "\x15"
      "\0\0\0\0\0\0\0\0\0\0"
      "123456789012\0"
      "mysql_native_password\0"s;
  const std::string packet = static_cast<char>(greeting.size()) + "\0\0\0"s + greeting;
  for (const bool is_wanted : {true, false}) {
    server_without_tls other(packet);
    sa::connect_options options;
    options.host = "2130706433";  // 127.0.0.1, by a name that does not say so
    options.port = other.port;
    options.username = "ada";
    options.password = "secret";
    if (!is_wanted) options.query = {{"ssl", "false"}};
    sa::mariadb::mysqlclient::connection db;
    CHECK(db.open(options).kind == failure::operational);
    other.end();
    CHECK(other.heard_more == !is_wanted);
  }
}

TEST_CASE("mysqlclient: an engine whose URL asks for TLS") {
  const sa::connect_options options = driver_suite::server_options("SQLALLOY_MARIADB_URL");
  const std::string url = "mariadb://" + options.username + "@" + options.host + ":" + std::to_string(options.port) +
                          "/" + options.database + "?ssl=true&ssl_ca=";
  auto engine = sa::create_engine<sa::mariadb::mysqlclient>(url + its_signer());
  CHECK_FALSE(cipher_of(*engine.connect().driver_connection()).empty());
  auto deceived = sa::create_engine<sa::mariadb::mysqlclient>(url + somebody_else());
  CHECK_THROWS_AS(deceived.connect(), sa::operational_error);
}

/// An engine of one connection, whose socket can be cut.
struct cut_off {
  int socket = -1;
  decltype(sa::create_engine<sa::mariadb::mysqlclient>("")) engine;

  explicit cut_off(bool is_encrypted)
      : engine(sa::create_engine<sa::mariadb::mysqlclient>(url(is_encrypted), {.pool_size = 1})) {
    engine.on_connect(
        [](void* made, sa::mariadb::mysqlclient::connection& db) {
          static_cast<cut_off*>(made)->socket = static_cast<int>(db.native_handle()->net.fd);
          return sa::status{};
        },
        this);
    engine.begin([](auto& db) {
      db.exec_driver_sql("DROP TABLE IF EXISTS tls_rows");
      db.exec_driver_sql("CREATE TABLE tls_rows (n INT PRIMARY KEY)");
    });
  }
  cut_off(const cut_off&) = delete;
  cut_off& operator=(const cut_off&) = delete;
  ~cut_off() {
    engine.begin([](auto& db) { db.exec_driver_sql("DROP TABLE tls_rows"); });
  }

  void cut() const { REQUIRE(::shutdown(socket, SHUT_RDWR) == 0); }

 private:
  static std::string url(bool is_encrypted) {
    const sa::connect_options options = driver_suite::server_options("SQLALLOY_MARIADB_URL");
    return "mariadb://" + options.username + "@" + options.host + ":" + std::to_string(options.port) + "/" +
           options.database + (is_encrypted ? "?ssl=true&ssl_ca=" + its_signer() : "?ssl=false");
  }
};

TEST_CASE("mysqlclient: a connection that breaks is lost, whether it was encrypted or not") {
  for (const bool is_encrypted : {true, false}) {
    CAPTURE(is_encrypted);
    cut_off f(is_encrypted);
    int runs = 0;
    // During COMMIT nobody knows whether it was done.
    CHECK_THROWS_AS(f.engine.run([&](auto& db) {
      ++runs;
      db.exec_driver_sql("INSERT INTO tls_rows VALUES (1)");
      f.cut();
    }),
                    sa::in_doubt_error);
    CHECK(runs == 1);
    // Before that all is done again.
    f.engine.run([&](auto& db) {
      db.exec_driver_sql("INSERT INTO tls_rows VALUES (2)");
      if (++runs == 2) f.cut();
      db.exec_driver_sql("INSERT INTO tls_rows VALUES (3)");
    });
    CHECK(runs == 3);
    // While it is idle nothing is lost.
    f.cut();
    f.engine.begin([](auto& db) { db.exec_driver_sql("INSERT INTO tls_rows VALUES (4)"); });
    CHECK(f.engine.connect().execute(sa::text<"SELECT COUNT(*) FROM tls_rows", std::int64_t>()).one() == 3);
  }
}

TEST_CASE("mysqlclient: a child process leaves rows of raw SQL to its parent, encrypted or not") {
  for (const bool is_encrypted : {true, false}) {
    CAPTURE(is_encrypted);
    cut_off f(is_encrypted);
    f.engine.begin([](auto& db) {
      db.exec_driver_sql("INSERT INTO tls_rows VALUES (1), (2)");
      auto rows = db.exec_driver_sql("SELECT n FROM tls_rows ORDER BY n");
      auto next = rows.begin();
      const ::pid_t child = ::fork();
      if (child == 0) {
        rows.close();
        ::_exit(0);
      }
      int outcome = -1;
      REQUIRE(::waitpid(child, &outcome, 0) == child);
      CHECK(outcome == 0);
      CHECK((*next)[0].integer() == 1);
      db.exec_driver_sql("INSERT INTO tls_rows VALUES (3)");
      ++next;
      CHECK((*next)[0].integer() == 2);
    });
    CHECK(f.engine.connect().execute(sa::text<"SELECT COUNT(*) FROM tls_rows", std::int64_t>()).one() == 3);
  }
}

}  // namespace
