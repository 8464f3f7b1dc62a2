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

}  // namespace
