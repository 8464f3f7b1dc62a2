// SPDX-License-Identifier: MIT
#include <sqlalloy/engine/url.hpp>

#include <catch2/catch.hpp>

#include <string>
#include <string_view>

namespace sa = sqlalloy;

namespace {

sa::url good(std::string_view text) {
  INFO(text);
  const sa::parsed_url parsed = sa::url::parse(text);
  CHECK(parsed.error == "");
  return parsed.value;
}

std::string wrong(std::string_view text) {
  const sa::parsed_url parsed = sa::url::parse(text);
  INFO(text);
  CHECK_FALSE(parsed.ok());
  CHECK(parsed.error.find("secret") == std::string::npos);
  return parsed.error;
}

TEST_CASE("url: every part") {
  const sa::url url = good("postgresql+libpq://scott:tiger@db.example.org:5433/test?sslmode=require&connect_timeout=3");
  CHECK(url.dialect == "postgresql");
  CHECK(url.driver == "libpq");
  CHECK(url.options.username == "scott");
  CHECK(url.options.password == "tiger");
  CHECK(url.options.host == "db.example.org");
  CHECK(url.options.port == 5433);
  CHECK(url.options.database == "test");
  CHECK(url.options.get("sslmode") == "require");
  CHECK(url.options.get("connect_timeout") == "3");
}

TEST_CASE("url: parts that may be left out") {
  CHECK(good("postgresql://").driver.empty());
  CHECK(good("postgresql://host").options.host == "host");
  CHECK(good("postgresql:///db").options.database == "db");
  CHECK(good("postgresql:///db?host=/var/run/postgresql").options.get("host") == "/var/run/postgresql");
  CHECK(good("postgresql://me@/db").options.username == "me");
  CHECK(good("postgresql://me@/db").options.password.empty());
  CHECK(good("postgresql://me:@host/db").options.password.empty());
  CHECK(good("postgresql://host:5432").options.port == 5432);
  CHECK(good("postgresql://host?a=b=c").options.get("a") == "b=c");
  CHECK(good("postgresql://host?a=").options.get("a", "x").empty());
  CHECK(good("postgresql://host/db?").options.query.empty());
  CHECK(good("postgresql://h:5432/db?application_name=a@b").options.get("application_name") == "a@b");
}

TEST_CASE("url: SQLite's files") {
  CHECK(good("sqlite://").options.database.empty());
  CHECK(good("sqlite:///:memory:").options.database == ":memory:");
  CHECK(good("sqlite:///relative/file.db").options.database == "relative/file.db");
  CHECK(good("sqlite:////absolute/file.db").options.database == "/absolute/file.db");
  CHECK(good("sqlite:///a%3Fb%25.db").options.database == "a?b%.db");
  CHECK(good("sqlite:///mail@home:1.db").options.database == "mail@home:1.db");
  CHECK(good("sqlite+sqlite3:///x.db?mode=ro").options.get("mode") == "ro");
}

TEST_CASE("url: percent escapes and IPv6") {
  const sa::url url = good("postgresql://sc%40tt:p%3A%2F%3f%40%25ss@[2001:db8::1]:5433/my%20db?a%26b=c%26d");
  CHECK(url.options.username == "sc@tt");
  CHECK(url.options.password == "p:/?@%ss");
  CHECK(url.options.host == "2001:db8::1");
  CHECK(url.options.port == 5433);
  CHECK(url.options.database == "my db");
  CHECK(url.options.get("a&b") == "c&d");
  CHECK(good("postgresql://[::1]").options.host == "::1");
  CHECK(good("postgresql://[::1]/db").options.database == "db");
  CHECK(good("postgresql://u:p:q@host").options.password == "p:q");
  CHECK(good("postgresql://u:p@q@host").options.password == "p@q");
}

TEST_CASE("url: the sentence names the part at fault") {
  const auto names = [](std::string_view text, std::string_view part) {
    const std::string sentence = wrong(text);
    INFO(sentence);
    CHECK(sentence.starts_with("sqlalloy: "));
    CHECK(sentence.find(part) != std::string::npos);
  };
  names("", "begins with dialect://");
  names("me:secret@host", "begins with dialect://");
  names("://host", "begins with dialect://");
  names("post gres://host", "begins with dialect://");
  names("+libpq://host", "no dialect");
  names("postgresql+://host", "no driver");
  names("postgresql://me:secret@host:12x", "port");
  names("postgresql://me:secret@host:0", "port");
  names("postgresql://me:secret@host:65536", "port");
  names("postgresql://me:secret@host:", "port is empty");
  names("postgresql://me:secret@[::1]:", "port is empty");
  names("postgresql://me:secret@[::1", "']'");
  names("postgresql://me:secret@[::1]x", "']'");
  names("postgresql://me:secret@::1/db", "brackets");
  names("postgresql://me:secret%4@host", "password");
  names("postgresql://me:secret%zz@host", "password");
  names("postgresql://me:secret%00@host", "NUL");
  names("postgresql://m%e:secret@host", "user name");
  names("postgresql://me:secret@host/d%b", "database");
  names("postgresql://me:secret@host/db?a", "name=value");
  names("postgresql://me:secret@host/db?=a", "name=value");
  names("postgresql://me:secret@host/db?a=%", "value of an option");
  names("postgresql://me:sec/secret@host/db", "%2F");
  names("postgresql://me:12/secret@host/db", "%2F");
  names("postgresql://me:sec?secret@host/db", "%3F");
}

TEST_CASE("url: names that come from Python get ours") {
  CHECK(wrong("postgresql+psycopg2://host") ==
        "sqlalloy: the driver 'psycopg2' is Python's; write postgresql+libpq://");
  for (const char* text : {"postgresql+psycopg://h", "postgresql+asyncpg://h", "postgresql+pg8000://h"})
    CHECK(wrong(text).find("postgresql+libpq://") != std::string::npos);
  for (const char* text : {"sqlite+pysqlite://", "sqlite+aiosqlite://"})
    CHECK(wrong(text).find("sqlite+sqlite3://") != std::string::npos);
  for (const char* text : {"mysql+mysqldb://h", "mysql+pymysql://h", "mysql+asyncmy://h"})
    CHECK(wrong(text).find("mysql+mysqlclient://") != std::string::npos);
  CHECK(wrong("mssql+pyodbc://h").find("mssql+odbc://") != std::string::npos);
  CHECK(wrong("postgres://host") == "sqlalloy: the dialect 'postgres' is spelt postgresql://");
  CHECK(wrong("sqlite3:///x.db").find("sqlite://") != std::string::npos);
}

TEST_CASE("url: as text, without its password") {
  for (const char* text :
       {"sqlite://", "sqlite:///:memory:", "sqlite:////absolute/a%20b%3F.db?mode=ro&busy_timeout=5",
        "postgresql+libpq://me@host:5432/db", "postgresql:///db?host=/tmp", "postgresql://[::1]:1/db"})
    CHECK(good(text).render() == text);
  CHECK(good("postgresql://m%40e:secret@host/db").render() == "postgresql://m%40e:***@host/db");
  CHECK(good("postgresql://:secret@host").render() == "postgresql://:***@host");
  CHECK(good("postgresql://host?sslpassword=secret").render() == "postgresql://host?sslpassword=***");
}

}  // namespace
