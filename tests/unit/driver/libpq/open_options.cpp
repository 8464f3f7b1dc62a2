// SPDX-License-Identifier: MIT
#include <sqlalloy/driver/libpq/open_options.hpp>

#include <catch2/catch.hpp>

#include <cstdlib>
#include <string>
#include <string_view>

namespace sa = sqlalloy;
using sa::postgresql::open_options;

namespace {

// The value that libpq is given for a keyword; "-" where it is given none.
std::string value_of(const open_options& options, std::string_view name) {
  std::string found = "-";
  for (std::size_t i = 0; options.names()[i]; ++i)
    if (options.names()[i] == name) found = options.values()[i];
  return found;
}

TEST_CASE("libpq is given what the URL says") {
  sa::connect_options from;
  from.host = "127.0.0.1";
  from.port = 5433;
  from.username = "ada";
  from.database = "shop";
  from.query = {{"application_name", "engine"}, {"connect_timeout", "3"}};
  const open_options options(from);
  CHECK(options.problem().empty());
  CHECK(value_of(options, "host") == "127.0.0.1");
  CHECK(value_of(options, "port") == "5433");
  CHECK(value_of(options, "user") == "ada");
  CHECK(value_of(options, "password") == "-");
  CHECK(value_of(options, "dbname") == "shop");
  CHECK(value_of(options, "application_name") == "engine");
  CHECK(value_of(options, "connect_timeout") == "3");
  CHECK(value_of(options, "client_encoding") == "UTF8");
  CHECK(value_of(options, "sslmode") == "-");
  CHECK(options.prepared_statements());
}

TEST_CASE("another machine is spoken to over TLS only, unless the URL says otherwise") {
  sa::connect_options from;
  from.host = "db.example.org";
  CHECK(value_of(open_options(from), "sslmode") == "require");
  from.query = {{"sslmode", "disable"}};
  CHECK(value_of(open_options(from), "sslmode") == "disable");
  from.query = {{"sslmode", ""}};
  CHECK(value_of(open_options(from), "sslmode") == "require");
}

TEST_CASE("another machine is one by its address, and by what the environment says, as well") {
  sa::connect_options from;
  CHECK(value_of(open_options(from), "sslmode") == "-");
  from.query = {{"hostaddr", "203.0.113.7"}};
  CHECK(value_of(open_options(from), "sslmode") == "require");
  from.host = "localhost";
  CHECK(value_of(open_options(from), "sslmode") == "require");
  from.query = {{"hostaddr", "127.0.0.1"}};
  CHECK(value_of(open_options(from), "sslmode") == "-");
  from = {};
  for (const char* name : {"PGHOST", "PGHOSTADDR"}) {
    ::setenv(name, "203.0.113.7", 1);
    CHECK(value_of(open_options(from), "sslmode") == "require");
    ::setenv("PGSSLMODE", "disable", 1);
    CHECK(value_of(open_options(from), "sslmode") == "-");
    ::unsetenv("PGSSLMODE");
    ::unsetenv(name);
  }
}

TEST_CASE("statements are kept on the server, unless the URL says otherwise") {
  sa::connect_options from;
  from.query = {{"prepared_statements", "false"}};
  CHECK_FALSE(open_options(from).prepared_statements());
  CHECK(value_of(open_options(from), "prepared_statements") == "-");
  from.query = {{"prepared_statements", "no"}};
  CHECK(open_options(from).problem() == "libpq: option prepared_statements cannot be 'no'; it is true or false");
}

}  // namespace
