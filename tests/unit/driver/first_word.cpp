// SPDX-License-Identifier: MIT
#include <sqlalloy/driver/first_word.hpp>

#include <catch2/catch.hpp>

namespace sa = sqlalloy;

namespace {

TEST_CASE("the first word of SQL stands behind spaces and comments, in letters of either case") {
  for (const char* sql : {"UPDATE t", "update t", "\n\t UPDATE t", "-- why\nUpdate t", "/* why */ /* and */UPDATE t"}) {
    CAPTURE(sql);
    CHECK(sa::begins_with_word(sql, {"INSERT", "UPDATE"}));
    CHECK_FALSE(sa::begins_with_word(sql, {"INSERT", "DELETE"}));
  }
  for (const char* sql : {"", "  ", "UPDAT", "-- UPDATE", "/* UPDATE", "COMMIT; UPDATE t"}) {
    CAPTURE(sql);
    CHECK_FALSE(sa::begins_with_word(sql, {"INSERT", "UPDATE"}));
  }
}

TEST_CASE("what may have committed is told by the first word of SQL") {
  for (const char* sql : {"CREATE TABLE t (n INT)", "alter table t ADD n INT", "COMMIT", "LOCK TABLES t READ", ""})
    CHECK(sa::may_commit(sql));
  for (const char* sql : {"SELECT 1", "INSERT INTO t VALUES (1)", "SAVEPOINT one", "RELEASE SAVEPOINT one",
                          "ROLLBACK TO SAVEPOINT one", "COPY t FROM STDIN"})
    CHECK_FALSE(sa::may_commit(sql));
}

}  // namespace
