// SPDX-License-Identifier: MIT
#include <sqlalloy/driver/mysqlclient/session.hpp>

#include <catch2/catch.hpp>

#include <string>
#include <string_view>

namespace sa = sqlalloy;
using sa::failure;
using sa::mysql::server_kind;

namespace {

constexpr std::string_view text_of(server_kind kind) { return sa::mysql::session_text(kind); }

// One round trip; a collation that compares code points and does not ignore spaces at the end, which the other server
// does not know (MySQL 8.0, 12.10.1; MariaDB, "Supported Character Sets and Collations").
static_assert(text_of(server_kind::mysql).find("utf8mb4_0900_bin") != std::string_view::npos);
static_assert(text_of(server_kind::mariadb).find("utf8mb4_nopad_bin") != std::string_view::npos);
static_assert(text_of(server_kind::mysql).find(';') == std::string_view::npos);
static_assert(text_of(server_kind::mariadb).find("SIMULTANEOUS_ASSIGNMENT") != std::string_view::npos);

// MariaDB takes arrays of values, MySQL does not.
template <server_kind Kind>
concept has_batch = requires { typename sa::mysql::mysqlclient_session<Kind>::batch; };
static_assert(!has_batch<server_kind::mysql>);
#if defined(LIBMARIADB)
static_assert(has_batch<server_kind::mariadb>);
#else
static_assert(!has_batch<server_kind::mariadb>);
#endif

TEST_CASE("mysqlclient: what cannot be meant is refused before a server is asked") {
  sa::mysql::mysqlclient_session<server_kind::mysql> db;
  sa::connect_options options;
  options.host = "127.0.0.1";
  options.port = 1;
  options.password = "secret";
  CHECK(db.open(options).kind == failure::operational);
  CHECK(db.error().message.find("secret") == std::string::npos);
  CHECK(db.error().message.starts_with("mysqlclient: "));
  options.query = {{"sslmoed", "true"}};
  CHECK(db.open(options).kind == failure::argument);
  CHECK(db.error().message.find("'sslmoed'") != std::string::npos);
  CHECK_FALSE(db.is_open());
}

}  // namespace
