// SPDX-License-Identifier: MIT
#include <sqlalloy/driver/mysqlclient/error.hpp>

#include <catch2/catch.hpp>

#include <string_view>

namespace sa = sqlalloy;
using namespace sa::mysql;
using sa::failure;

namespace {

// The numbers and texts are those of the servers' manuals ("Error Message Reference").
static_assert(failure_of(1062, "23000") == failure::integrity);
static_assert(failure_of(1048, "23000") == failure::integrity);
static_assert(failure_of(1364, "HY000") == failure::integrity);
static_assert(failure_of(1451, "23000") == failure::integrity && failure_of(1452, "23000") == failure::integrity);
static_assert(failure_of(3819, "HY000") == failure::integrity && failure_of(4025, "23000") == failure::integrity);
static_assert(failure_of(1264, "22003") == failure::data && failure_of(1406, "22001") == failure::data);
static_assert(failure_of(1366, "HY000") == failure::data && failure_of(1365, "22012") == failure::data);
static_assert(failure_of(1064, "42000") == failure::programming && failure_of(1146, "42S02") == failure::programming);
static_assert(failure_of(1054, "42S22") == failure::programming);
static_assert(failure_of(1052, "23000") == failure::programming, "an ambiguous column breaks no constraint");
static_assert(failure_of(1213, "40001") == failure::operational && failure_of(1205, "HY000") == failure::operational);
static_assert(failure_of(2006, "HY000") == failure::operational && failure_of(2013, "HY000") == failure::operational);
static_assert(failure_of(1045, "28000") == failure::operational);
static_assert(failure_of(1295, "HY000") == failure::not_supported);
static_assert(failure_of(2014, "HY000") == failure::interface);

static_assert(is_lost(2006) && is_lost(2013) && is_lost(4031) && !is_lost(1213));
static_assert(sa::mysql::is_closed_after(1153) && !is_lost(1153) && !sa::mysql::is_closed_after(1062));
static_assert(may_end_transaction(1213) && may_end_transaction(1205) && !may_end_transaction(1062));

static_assert(constraint_of(1062, "Duplicate entry 'a' for key 'users_email'") == "users_email");
static_assert(constraint_of(1062, "Duplicate entry 'it's for key 'x'' for key 'users.PRIMARY'") == "PRIMARY");
static_assert(constraint_of(1048, "Column 'email' cannot be null") == "email");
static_assert(constraint_of(1364, "Field 'email' doesn't have a default value") == "email");
static_assert(constraint_of(3819, "Check constraint 'age_is_positive' is violated.") == "age_is_positive");
static_assert(constraint_of(4025, "CONSTRAINT `age` failed for `shop`.`users`") == "age");
static_assert(constraint_of(1452,
                            "Cannot add or update a child row: a foreign key constraint fails (`shop`.`posts`, "
                            "CONSTRAINT `author` FOREIGN KEY (`author_id`) REFERENCES `users` (`id`))") == "author");
static_assert(constraint_of(1216, "Cannot add or update a child row: a foreign key constraint fails").empty());
static_assert(constraint_of(1062, "").empty());

TEST_CASE("mysqlclient: a value is no part of an error's sentence") {
  CHECK(without_value(1062, "Duplicate entry 'a' for key 'b'") == "Duplicate entry for key 'b'");
  CHECK(without_value(1062, "Duplicate entry 'x for key 'y'' for key 'b'") == "Duplicate entry for key 'b'");
  CHECK(without_value(1366, "Incorrect integer value: 'abc' for column `t`.`n` at row 1") ==
        "Incorrect integer value for column `t`.`n` at row 1");
  CHECK(without_value(1292, "Truncated incorrect DOUBLE value: 'abc'") == "Truncated incorrect DOUBLE value");
  CHECK(without_value(1146, "Table 't' doesn't exist") == "Table 't' doesn't exist");
  CHECK(without_value(1062, "another sentence") == "another sentence");
}

TEST_CASE("mysqlclient: an error is copied with what the server said") {
  failure_record record;
  CHECK(record.fail(1062, "23000", "Duplicate entry 'a' for key 'b'").kind == failure::integrity);
  CHECK(record.info().code == 1062);
  CHECK(record.info().sqlstate == "23000");
  CHECK(record.info().constraint == "b");
  CHECK(record.info().message == "Duplicate entry for key 'b'");
  CHECK(record.refuse(failure::argument, "no").kind == failure::argument);
  CHECK(record.info().message == "no");
  CHECK(record.info().sqlstate.empty());
}

TEST_CASE("mysqlclient: a row that was sent with others is told as one that was sent alone") {
  const auto told = [](const char* sentence) {
    failure_record record;
    (void)record.fail(1406, "22001", sentence);
    record.forget_place();
    return record.info().message;
  };
  CHECK(told("Data too long for column 't' at row 345") == "Data too long for column 't' at row 1");
  CHECK(told("Data too long for column 'a at row 5'") == "Data too long for column 'a at row 5'");
  CHECK(told("Data too long for column 'a at row 5' at row 12") == "Data too long for column 'a at row 5' at row 1");
  CHECK(told("another sentence") == "another sentence");
}

}  // namespace
