// SPDX-License-Identifier: MIT
#include <sqlalloy/dialect/ddl.hpp>
#include <sqlalloy/dialect/mariadb.hpp>
#include <sqlalloy/dialect/mysql.hpp>
#include <sqlalloy/dialect/mysql/schema.hpp>
#include <sqlalloy/type/bytes.hpp>
#include <sqlalloy/type/chrono.hpp>

#include <catch2/catch.hpp>

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "support/statements/tables.hpp"

namespace sa = sqlalloy;

namespace {

using namespace statements;
using mysql = sa::mysql::dialect;
constexpr std::string_view suffix = ") DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_bin;\n";

template <class... Entities>
constexpr std::string_view created = [] {
  constexpr std::string_view sql = sa::create_all_sql<mysql>(sa::tables<Entities...>);
  static_assert(sql.ends_with(suffix));
  return sql.substr(0, sql.size() - suffix.size());
}();

// What is in a key, a constraint or an index has a length; the database numbers the key.
static_assert(created<blog::User> ==
              "CREATE TABLE IF NOT EXISTS users (id BIGINT NOT NULL AUTO_INCREMENT, name LONGTEXT NOT NULL, email "
              "VARCHAR(255), age INT NOT NULL, PRIMARY KEY (id), UNIQUE (email)");
static_assert(created<Shelf> ==
              "CREATE TABLE IF NOT EXISTS shelves (room VARCHAR(255) NOT NULL, number INT NOT NULL, PRIMARY KEY (room, "
              "number)");

struct Blob {
  std::vector<std::byte> id{};
  std::vector<std::byte> content{};
  std::string tag{};
  std::string wide{};
  bool good{};
  float ratio{};
  std::chrono::year_month_day day{};
  std::chrono::sys_time<std::chrono::microseconds> at{};
  std::chrono::milliseconds took{};

  using table = sa::table<"blobs", sa::primary_key<&Blob::id>, sa::named<"by tag", sa::index<&Blob::tag>>,
                          sa::unique<&Blob::wide>, sa::column_type<&Blob::wide, "VARCHAR(700)">>;
};
static_assert(created<Blob> ==
              "CREATE TABLE IF NOT EXISTS blobs (id VARBINARY(255) NOT NULL, content LONGBLOB NOT NULL, tag "
              "VARCHAR(255) NOT NULL, wide VARCHAR(700) NOT NULL, good BOOL NOT NULL, ratio FLOAT NOT NULL, day DATE "
              "NOT NULL, at DATETIME(6) NOT NULL, took BIGINT NOT NULL, PRIMARY KEY (id), INDEX `by tag` (tag), UNIQUE "
              "(wide)");

// A default in parentheses, and no NOT NULL for what the database computes.
static_assert(
    created<Line> ==
    "CREATE TABLE IF NOT EXISTS `lines` (id BIGINT NOT NULL AUTO_INCREMENT, price INT NOT NULL, amount INT NOT "
    "NULL, total INT GENERATED ALWAYS AS (price * amount) STORED, note LONGTEXT NOT NULL DEFAULT ('none'), "
    "PRIMARY KEY (id), CHECK (price >= -5 AND note <> CONVERT(0x69742773 USING utf8mb4))");

}  // namespace

TEST_CASE("MySQL asks the catalogue before it adds a key to a later table, or drops it") {
  const std::string_view create = sa::create_all_sql<mysql>(sa::tables<Hen, Egg>);
  CHECK(create.ends_with(
      "SET @sa_statement = IF((SELECT count(*) FROM information_schema.table_constraints WHERE constraint_schema = "
      "DATABASE() AND table_name = 'hens' AND constraint_name = 'fk_hens_egg_id') = 0, 'ALTER TABLE hens ADD "
      "CONSTRAINT "
      "fk_hens_egg_id FOREIGN KEY (egg_id) REFERENCES eggs (id)', 'DO 0');\nPREPARE sa_statement FROM "
      "@sa_statement;\nEXECUTE sa_statement;\nDEALLOCATE PREPARE sa_statement;\n"));
  const std::string_view drop = sa::drop_all_sql<sa::mariadb::dialect>(sa::tables<Hen, Egg>);
  CHECK(drop.find("<> 0, 'ALTER TABLE hens DROP FOREIGN KEY fk_hens_egg_id', 'DO 0')") != std::string_view::npos);
  CHECK(drop.ends_with("DROP TABLE IF EXISTS eggs;\nDROP TABLE IF EXISTS hens;\n"));
}
