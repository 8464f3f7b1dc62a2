// SPDX-License-Identifier: MIT
#include <sqlalloy/driver/sqlite3/unhex.hpp>

#include <catch2/catch.hpp>

#include <string>

namespace {

struct fixture {
  ::sqlite3* database = nullptr;
  fixture() {
    REQUIRE(::sqlite3_open(":memory:", &database) == SQLITE_OK);
    REQUIRE(sqlalloy::sqlite::provide_unhex(database) == SQLITE_OK);
  }
  ~fixture() { ::sqlite3_close(database); }

  std::string read(const char* sql, int column = 0) {
    ::sqlite3_stmt* statement = nullptr;
    REQUIRE(::sqlite3_prepare_v2(database, sql, -1, &statement, nullptr) == SQLITE_OK);
    REQUIRE(::sqlite3_step(statement) == SQLITE_ROW);
    const std::string found = reinterpret_cast<const char*>(::sqlite3_column_text(statement, column));
    ::sqlite3_finalize(statement);
    return found;
  }
};

// sqlite.org, "Built-In Scalar SQL Functions", unhex(X).
TEST_CASE_METHOD(fixture, "sqlite3: digits become bytes, in an old library too") {
  CHECK(read("SELECT quote(unhex('00ff7A09af'))") == "X'00FF7A09AF'");
  CHECK(read("SELECT quote(unhex(''))") == "X''");
  CHECK(read("SELECT quote(unhex(12))") == "X'12'");
  for (const char* wrong : {"NULL", "'0'", "'0G'", "'/0'", "':0'", "'@0'", "'`0'", "'g0'", "'00 '", "'-1'"})
    CHECK(read(("SELECT quote(unhex(" + std::string(wrong) + "))").c_str()) == "NULL");
  CHECK(read("SELECT hex(unhex(hex(b))) = hex(b) FROM (SELECT randomblob(100000) AS b)") == "1");
}

TEST_CASE_METHOD(fixture, "sqlite3: a list of bytes is found by the index") {
  CHECK(read("SELECT count(*) FROM (SELECT unhex(value) AS v FROM json_each('[\"00\",\"\",null]')) "
             "WHERE v IN (x'00', x'')") == "2");
  REQUIRE(::sqlite3_exec(database, "CREATE TABLE t (id BLOB NOT NULL PRIMARY KEY) STRICT", nullptr, nullptr, nullptr) ==
          SQLITE_OK);
  CHECK(read("EXPLAIN QUERY PLAN SELECT id FROM t WHERE id IN (SELECT unhex(value) FROM json_each('[]'))", 3) ==
        "SEARCH t USING COVERING INDEX sqlite_autoindex_t_1 (id=?)");
}

}  // namespace
