// SPDX-License-Identifier: MIT
// What docs/mysql.md says.
#include <sqlalloy.hpp>
#include <sqlalloy/driver/mysqlclient.hpp>

#include <catch2/catch.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace sa = sqlalloy;
using namespace sa::literals;

namespace {

struct User {
  std::int64_t id{};
  std::string name{};
  std::optional<std::string> email{};
  int age{};

  using table = sa::table<"users", sa::primary_key<&User::id>,
                          sa::unique<&User::email>>;
};

constexpr auto user_id = sa::col<&User::id>;
constexpr auto name = sa::col<&User::name>;
constexpr auto email = sa::col<&User::email>;
constexpr auto age = sa::col<&User::age>;

using mysql = sa::mysql::dialect;
using mariadb = sa::mariadb::dialect;

static_assert(sa::sql<mysql>(sa::select(age / 2)) ==
              "SELECT users.age DIV ? FROM users");
static_assert(sa::sql<mysql>(sa::select(sa::concat(name, "!",
                                                   email))) ==
              "SELECT concat(users.name, ?, users.email) FROM users");
static_assert(sa::sql<mysql>(sa::select(name).order_by(
                  sa::asc(email).nulls_last())) ==
              "SELECT users.name FROM users ORDER BY users.email IS "
              "NULL, users.email");
static_assert(
    sa::sql<mysql>(sa::select(name, (age % 10).as("last"_n))
                       .order_by(sa::asc("last"_n).nulls_last())) ==
    "SELECT users.name, users.age % ? AS last FROM users ORDER BY last "
    "IS NULL, last");
static_assert(sa::sql<mysql>(sa::update<User>().set(
                  name = sa::cast<std::string>(age), age = age + 1)) ==
              "UPDATE users SET name = CAST(users.age AS CHAR), age = "
              "users.age + ?");

constexpr auto row = sa::insert<User>()
                         .values(name = "Ada", age = 36)
                         .on_conflict(email);
static_assert(
    sa::sql<mariadb>(row.do_update(age = sa::excluded(age))) ==
    "INSERT INTO users (name, age) VALUES (?, ?) ON DUPLICATE KEY "
    "UPDATE age = VALUES(age)");
static_assert(sa::sql<mysql>(row.do_update(age = sa::excluded(age))) ==
              "INSERT INTO users (name, age) VALUES (?, ?) AS excluded "
              "ON DUPLICATE KEY UPDATE age = excluded.age");
static_assert(sa::sql<mysql>(row.do_nothing()) ==
              "INSERT INTO users (name, age) VALUES (?, ?) ON "
              "DUPLICATE KEY UPDATE id = users.id");

}  // namespace

TEST_CASE("docs/mysql.md") {
  auto engine = sa::create_engine<sa::mariadb::mysqlclient>(
      "mariadb://ada:secret@localhost/shop");
  CHECK(engine.url() == "mariadb://ada:***@localhost/shop");
  CHECK(sa::create_engine<sa::mysql::mysqlclient>(
            "mysql+mysqlclient://ada@/shop?unix_socket=/s")
            .url() == "mysql+mysqlclient://ada@/shop?unix_socket=/s");
  const std::vector<int> numbers{17, 18};
  CHECK(
      sa::sql<mysql>(sa::select(user_id).where(sa::in(age, numbers))) ==
      "SELECT users.id FROM users WHERE users.age IN (SELECT sa_list.v "
      "FROM JSON_TABLE(?, '$[*]' COLUMNS (v INT PATH "
      "'$')) AS sa_list)");
}
