// SPDX-License-Identifier: MIT
#include <sqlalloy/driver/sqlite3/collation.hpp>

#include <catch2/catch.hpp>

#include <compare>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace sa = sqlalloy;
using sa::sqlite::create_collation;
using sa::sqlite::sqlite3_connection;
using sa::sqlite::text_order;

namespace {

constexpr auto by_size = [](std::string_view left, std::string_view right) { return left.size() <=> right.size(); };
constexpr auto backwards = [](std::string_view left, std::string_view right) { return right.compare(left); };
constexpr auto is_less = [](std::string_view left, std::string_view right) { return left < right; };
static_assert(text_order<decltype(by_size)> && text_order<decltype(backwards)> && !text_order<decltype(is_less)>);

std::string sorted(sqlite3_connection& db, const std::string& collation) {
  const std::string sql =
      "SELECT group_concat(t) FROM (SELECT column1 AS t FROM (VALUES ('bb'), ('a'), ('ccc'), ('')) "
      "ORDER BY column1 COLLATE " +
      collation + ")";
  sqlite3_connection::cursor rows;
  std::string_view found;
  if (!db.execute_text(sql.data(), sql.size(), rows).ok()) return db.error().message;
  REQUIRE(db.fetch(rows) == sa::fetch_result::row);
  REQUIRE(db.read(rows, 0, found) == sa::read_result::value);
  std::string copy(found);
  db.finish(rows);
  return copy;
}

TEST_CASE("sqlite3: texts are sorted as a collation says") {
  sqlite3_connection db;
  CHECK(create_collation<"by_size">(db, by_size).kind == sa::failure::interface);
  REQUIRE(db.open({}).ok());
  REQUIRE(create_collation<"by_size">(db, by_size).ok());
  REQUIRE(create_collation<"backwards">(db, backwards).ok());
  CHECK(sorted(db, "by_size") == ",a,bb,ccc");
  CHECK(sorted(db, "backwards") == "ccc,bb,a,");
  CHECK(sorted(db, "unknown") == "no such collation sequence: unknown");
}

TEST_CASE("sqlite3: a collation is kept until the connection closes") {
  const auto kept = std::make_shared<int>(1);
  const auto order = [kept](std::string_view left, std::string_view right) { return left.compare(right) * *kept; };
  sqlite3_connection db;
  REQUIRE(db.open({}).ok());
  REQUIRE(create_collation<"mine">(db, order).ok());
  CHECK(sorted(db, "mine") == ",a,bb,ccc");
  CHECK(kept.use_count() == 3);
  db.close();
  CHECK(kept.use_count() == 2);
}

}  // namespace
