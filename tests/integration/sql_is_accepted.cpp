// SPDX-License-Identifier: MIT
// Every statement of the tests, and every name, is given to the databases themselves.

#include <sqlalloy/dialect/ddl.hpp>
#include <sqlalloy/dialect/mariadb.hpp>
#include <sqlalloy/dialect/mysql.hpp>
#include <sqlalloy/dialect/postgresql.hpp>
#include <sqlalloy/dialect/render.hpp>
#include <sqlalloy/dialect/sqlite.hpp>
#include <sqlalloy/engine/url.hpp>

#include <catch2/catch.hpp>
#include <support/server_url.hpp>

#include <cstdlib>
#include <string>
#include <string_view>
#include <type_traits>

#include "support/plain_databases.hpp"
#include "support/statements.hpp"

namespace sa = sqlalloy;

namespace {

std::string postgresql_url() { return support::server_url("SQLALLOY_POSTGRESQL_URL"); }

sa::connect_options mariadb_server() {
  const char* url = std::getenv("SQLALLOY_MARIADB_URL");
  if (!url) FAIL("SQLALLOY_MARIADB_URL is not set: it says where the MariaDB server of these tests is");
  return sa::url::parse(url).value.options;
}

sa::connect_options mysql_server() { return sa::url::parse(support::server_url(support::mysql_server)).value.options; }

// What MariaDB does not have: two joins and a clause, for which there are rules; two functions that only the others
// call so; a table that is changed and asked at once (MariaDB, "INSERT", error 1093).
bool is_beyond_mariadb(std::string_view sql) {
  for (const std::string_view part : {" FULL JOIN ", "ltrim(users.name, ?)", "random()", "VALUES (?, coalesce((SELECT"})
    if (sql.find(part) != sql.npos) return true;
  return sql.starts_with("UPDATE") && sql.find(" RETURNING ") != sql.npos;
}

// What MySQL does not have besides.
bool is_beyond_mysql(std::string_view sql) { return is_beyond_mariadb(sql) || sql.find(" RETURNING ") != sql.npos; }

template <class Dialect, class Database>
struct prepare_each {
  Database& database;

  template <class Query>
  void operator()(const Query&, const statements::expected&) const {
    using rendered = sa::rendered<Query, Dialect>;
    for (std::size_t variant = 0; variant != rendered::variants; ++variant) {
      if (std::is_same_v<Database, plain::mariadb> && is_beyond_mariadb(rendered::text(variant).sql)) continue;
      if (std::is_same_v<Database, plain::mysql> && is_beyond_mysql(rendered::text(variant).sql)) continue;
      INFO(rendered::text(variant).sql);
      CHECK(database.refuses(rendered::text(variant)) == "");
    }
  }
};

template <class Dialect, class Database>
void accept_all(Database& database) {
  const std::string create(sa::create_all_sql<Dialect>(statements::all_tables));
  const std::string drop(sa::drop_all_sql<Dialect>(statements::all_tables));
  INFO(create << drop);
  for (int twice = 0; twice != 2; ++twice) REQUIRE_NOTHROW(database.run(create.c_str()));

  const prepare_each<Dialect, Database> prepare{database};
  statements::each_condition(prepare);
  statements::each_value(prepare);
  statements::each_select(prepare);
  statements::each_conditional(prepare);
  statements::each_insert(prepare);
  statements::each_change(prepare);

  // Rows that refer to each other, so that the order of dropping counts.
  database.run("INSERT INTO hens (id) VALUES (1)");
  database.run("INSERT INTO eggs (id, hen_id) VALUES (2, 1)");
  database.run("UPDATE hens SET egg_id = 2");
  for (int twice = 0; twice != 2; ++twice) REQUIRE_NOTHROW(database.run(drop.c_str()));
}

// Where a name can stand: that of a table, of a column, of a result, of an index, behind SET.
template <class Database>
bool takes_as_a_name(Database& database, const std::string& word) {
  constexpr bool is_mariadb = std::is_base_of_v<plain::mariadb, Database>;
  const std::string returning = std::is_same_v<Database, plain::mysql> ? "" : " RETURNING " + word;
  const std::string upsert = is_mariadb ? " ON DUPLICATE KEY UPDATE " + word + " = VALUES(" + word + ")"
                                        : " ON CONFLICT (" + word + ") DO UPDATE SET " + word + " = excluded." + word;
  const std::string statements[] = {
      "CREATE TABLE " + word + " (" + word + " INTEGER PRIMARY KEY)",
      "CREATE INDEX " + word + "_ix ON " + word + " (" + word + ")",
      "INSERT INTO " + word + " (" + word + ") VALUES (1)" + upsert + returning,
      "UPDATE " + word + " SET " + word + " = " + word + "." + word + " + 1 WHERE " + word + "." + word + " = 1",
      "SELECT " + word + "." + word + " AS " + word + " FROM " + word + " GROUP BY " + word + "." + word +
          " ORDER BY " + word,
      "SELECT " + word + "." + word + " FROM " + word + " AS " + word + " JOIN " + word + " AS other ON other." + word +
          " = " + word + "." + word,
      "SELECT " + word + ".other FROM (SELECT 1 AS other) AS " + word,
      "DELETE FROM " + word + " WHERE " + word + "." + word + " = 1" + returning,
      "CREATE TABLE " + word + "_2 (id INTEGER REFERENCES " + word + " (" + word + "), CONSTRAINT " + word +
          " CHECK (id > 0))",
      "DROP TABLE " + word + "_2",
      "DROP TABLE " + word,
  };
  database.run("SAVEPOINT before_names");
  bool taken = true;
  try {
    for (const std::string& statement : statements) database.run(statement.c_str());
  } catch (const plain::error&) {
    taken = false;
  }
  if (is_mariadb) {  // CREATE TABLE has ended the transaction
    database.run(("DROP TABLE IF EXISTS `" + word + "_2`, `" + word + "`").c_str());
  } else {
    database.run("ROLLBACK TO before_names");
    database.run("RELEASE before_names");
  }
  return taken;
}

// SQLite guesses which of them is meant; nobody should have to.
bool is_a_word_of_joins(std::string_view word) {
  for (const std::string_view one : {"cross", "full", "indexed", "inner", "left", "natural", "outer", "right"})
    if (word == one) return true;
  return false;
}

template <class Dialect, class Database>
void check_name(Database& database, std::string word) {
  for (char& letter : word) letter = letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter;
  INFO(word);
  const bool quoted = Dialect::needs_quotes(word);
  if (quoted && is_a_word_of_joins(word)) return;
  CHECK(takes_as_a_name(database, word) == !quoted);
}

}  // namespace

TEST_CASE("SQLite accepts every statement") {
  plain::sqlite database("warehouse");
  database.run("BEGIN");
  accept_all<sa::sqlite::dialect>(database);
  database.run("COMMIT");  // no key is left dangling
}

TEST_CASE("PostgreSQL accepts every statement, and gives the types that are read") {
  plain::postgresql database(postgresql_url(), "warehouse");
  accept_all<sa::postgresql::dialect>(database);
}

TEST_CASE("MariaDB accepts every statement that it can be given") {
  plain::mariadb database(mariadb_server(), "warehouse");
  accept_all<sa::mariadb::dialect>(database);
}

TEST_CASE("MySQL accepts every statement that it can be given") {
  if (!support::has_mysql()) return;
  plain::mysql database(mysql_server(), "warehouse");
  accept_all<sa::mysql::dialect>(database);
}

TEST_CASE("SQLite takes the names that are not quoted, and no other") {
  plain::sqlite database("warehouse");
  for (int i = 0; i != ::sqlite3_keyword_count(); ++i) {
    const char* word = nullptr;
    int size = 0;
    REQUIRE(::sqlite3_keyword_name(i, &word, &size) == SQLITE_OK);
    check_name<sa::sqlite::dialect>(database, {word, static_cast<std::size_t>(size)});
  }
  for (const char* word : {"users", "value", "true", "false", "_x", "x1"})
    check_name<sa::sqlite::dialect>(database, word);
}

TEST_CASE("PostgreSQL takes the names that are not quoted, and no other") {
  plain::postgresql database(postgresql_url(), "warehouse");
  const sa::statement_text keywords{.sql = "SELECT word FROM pg_get_keywords()"};
  const auto words = database.rows(keywords, {});
  CHECK(words.size() > 400);
  for (const plain::row& word : words) check_name<sa::postgresql::dialect>(database, word[0]);
}

// More are quoted: what MySQL alone reserves.
TEST_CASE("MariaDB takes the names that are not quoted") {
  plain::mariadb database(mariadb_server(), "warehouse");
  // It is about what is parsed, and InnoDB has files to make for each of thousands of tables.
  database.run("SET SESSION default_storage_engine = MEMORY");
  const std::string_view keywords =
      "SELECT DISTINCT lower(word) FROM information_schema.keywords WHERE word REGEXP '^[A-Za-z_]'";
  const auto words = database.rows({.sql = keywords.data(), .size = keywords.size()}, {});
  CHECK(words.size() > 600);
  for (const plain::row& word : words) {
    const std::string& name = word[0];
    INFO(name);
    if (!sa::mariadb::dialect::needs_quotes(name)) CHECK(takes_as_a_name(database, name));
  }
  CHECK_FALSE(takes_as_a_name(database, "order"));
}

TEST_CASE("MySQL takes the names that are not quoted, and what it reserves is quoted") {
  if (!support::has_mysql()) return;
  plain::mysql database(mysql_server(), "warehouse");
  const std::string_view keywords = "SELECT lower(word), reserved FROM information_schema.keywords";
  const auto words = database.rows({.sql = keywords.data(), .size = keywords.size()}, {});
  CHECK(words.size() > 700);
  for (const plain::row& word : words) {
    INFO(word[0]);
    const bool quoted = sa::mysql::dialect::needs_quotes(word[0]);
    if (word[1] == "1") CHECK(quoted);
    if (!quoted) CHECK(takes_as_a_name(database, word[0]));
  }
}
