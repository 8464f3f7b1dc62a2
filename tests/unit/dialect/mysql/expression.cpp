// SPDX-License-Identifier: MIT
#include <sqlalloy/dialect/mariadb.hpp>
#include <sqlalloy/dialect/mysql.hpp>
#include <sqlalloy/dialect/mysql/expression.hpp>
#include <sqlalloy/dialect/render.hpp>
#include <sqlalloy/expr/value.hpp>
#include <sqlalloy/query/select.hpp>
#include <sqlalloy/type/bytes.hpp>

#include <catch2/catch.hpp>

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "support/statements/tables.hpp"

namespace sa = sqlalloy;

namespace {

using namespace sa::literals;
using namespace statements;

template <class Node>
constexpr std::string_view value_of = [] {
  constexpr std::string_view sql = sa::sql_v<decltype(sa::select(std::declval<Node>())), sa::mysql::dialect>;
  static_assert(sql == sa::sql_v<decltype(sa::select(std::declval<Node>())), sa::mariadb::dialect>,
                "both servers spell it so");
  return sql.substr(7, sql.rfind(" FROM users") - 7);
}();
template <class Node>
constexpr std::string_view text_of(const Node&) {
  return value_of<Node>;
}

// `/` would make a DECIMAL of two integers (MySQL 8.0, 14.6.1).
static_assert(text_of(age / 2) == "users.age DIV ?");
static_assert(text_of(age / 2.0) == "users.age / ?");
static_assert(text_of(age / (age % 2) / 3) == "users.age DIV (users.age % ?) DIV ?");
static_assert(text_of((age + 1) / age) == "(users.age + ?) DIV users.age");

static_assert(text_of(sa::concat(name, "-")) == "concat(users.name, ?)");
static_assert(text_of(sa::concat(sa::concat("<", name), sa::concat(email, ">"))) ==
              "concat(?, users.name, users.email, ?)");
static_assert(text_of(sa::upper(sa::concat(name, "-"))) == "upper(concat(users.name, ?))");

static_assert(text_of(sa::is_not_distinct_from(email, name)) == "users.email <=> users.name");
static_assert(text_of(sa::is_distinct_from(email, name)) == "NOT (users.email <=> users.name)");
static_assert(text_of(!sa::is_distinct_from(email, name)) == "NOT (NOT (users.email <=> users.name))");
static_assert(text_of(sa::is_distinct_from(email, name) == (age > 1)) ==
              "(NOT (users.email <=> users.name)) = (users.age > ?)");

static_assert(text_of(sa::cast<std::string>(age)) == "CAST(users.age AS CHAR)");
static_assert(text_of(sa::cast<std::int64_t>(name)) == "CAST(users.name AS SIGNED)");
static_assert(text_of(sa::cast<float>(name)) == "CAST(users.name AS FLOAT)");
static_assert(text_of(sa::cast<bool>(age + 1)) == "(users.age + ? <> 0)");

// length() counts bytes, round() and avg() of integers are none and a DECIMAL (14.8, 14.6.2, 14.19.1).
static_assert(text_of(sa::length(name)) == "char_length(users.name)");
static_assert(text_of(sa::round(age)) == "round(CAST(users.age AS DOUBLE))");
static_assert(text_of(sa::round(age / 2.0)) == "round(users.age / ?)");
static_assert(text_of(sa::avg(age)) == "avg(CAST(users.age AS DOUBLE))");
static_assert(text_of(sa::sum(age)) == "sum(users.age)");

// FILTER: where a value stands before the condition it stays there.
static_assert(text_of(sa::count().filter(age > 1)) == "count(CASE WHEN users.age > ? THEN 1 END)");
static_assert(text_of(sa::count(email).distinct().filter(age > 1)) ==
              "count(DISTINCT CASE WHEN users.age > ? THEN users.email END)");
static_assert(text_of(sa::avg(age).filter(age > 1)) ==
              "avg(CASE WHEN users.age > ? THEN CAST(users.age AS DOUBLE) END)");
static_assert(text_of(sa::max(age * 2).filter(age > 1)) == "max((SELECT users.age * ? FROM DUAL WHERE users.age > ?))");

template <class Key>
constexpr std::string_view order_of(const Key&) {
  constexpr std::string_view sql =
      sa::sql_v<decltype(sa::select(name).order_by(std::declval<Key>())), sa::mysql::dialect>;
  return sql.substr(sql.find("BY ") + 3);
}
static_assert(order_of(sa::asc(email)) == "users.email" && order_of(sa::desc(email)) == "users.email DESC");
static_assert(order_of(sa::asc(email).nulls_first()) == "users.email");
static_assert(order_of(sa::asc(email).nulls_last()) == "users.email IS NULL, users.email");
static_assert(order_of(sa::desc(email).nulls_first()) == "users.email IS NULL DESC, users.email DESC");
static_assert(order_of(sa::desc(email).nulls_last()) == "users.email DESC");
static_assert(sa::sql<sa::mysql::dialect>(sa::select(age.as("a"_n)).order_by(sa::asc("a"_n).nulls_last())) ==
              "SELECT users.age AS a FROM users ORDER BY a IS NULL, a");

static_assert(sa::sql<sa::mysql::dialect>(sa::select(name).offset(5)) ==
              "SELECT users.name FROM users LIMIT 18446744073709551615 OFFSET ?");
static_assert(sa::sql<sa::mysql::dialect>(sa::select(name).limit(1).offset(5)) ==
              "SELECT users.name FROM users LIMIT ? OFFSET ?");

}  // namespace

TEST_CASE("MySQL's expressions") {
  const std::vector<std::int64_t> ids{1, 2};
  const std::vector<std::string> names{"a"};
  const std::vector<std::byte> key{std::byte{7}};
  const std::vector<std::vector<std::byte>> keys{key};
  CHECK(sa::sql<sa::mysql::dialect>(sa::select(name).where(sa::in(user_id, ids))) ==
        "SELECT users.name FROM users WHERE users.id IN (SELECT sa_list.v FROM JSON_TABLE(?, '$[*]' COLUMNS (v BIGINT "
        "PATH '$')) AS sa_list)");
  CHECK(sa::sql<sa::mariadb::dialect>(sa::select(name).where(sa::in(name, names))) ==
        "SELECT users.name FROM users WHERE users.name IN (SELECT sa_list.v FROM JSON_TABLE(?, '$[*]' COLUMNS (v "
        "LONGTEXT CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin PATH '$')) AS sa_list)");
  CHECK(sa::sql<sa::mysql::dialect>(sa::select(name).where(sa::in(sa::value(key), keys))) ==
        "SELECT users.name FROM users WHERE CAST(? AS BINARY) IN (SELECT unhex(sa_list.v) FROM JSON_TABLE(?, '$[*]' "
        "COLUMNS (v LONGTEXT PATH '$')) AS sa_list)");
  CHECK(sa::sql<sa::mysql::dialect>(sa::select(name).where(sa::starts_with(name, "50%"))) ==
        "SELECT users.name FROM users WHERE users.name LIKE concat(replace(replace(replace(?, '!', '!!'), '%', '!%'), "
        "'_', '!_'), '%') ESCAPE '!'");
  CHECK(sa::mysql::dialect::needs_quotes("rank"));
  CHECK_FALSE(sa::mysql::dialect::needs_quotes("name"));
}
