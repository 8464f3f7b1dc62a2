// SPDX-License-Identifier: MIT
#include <sqlalloy/driver/sqlstate.hpp>

#include <catch2/catch.hpp>

namespace sa = sqlalloy;
using sa::failure;

TEST_CASE("an SQLSTATE tells the kind of failure by its class") {
  CHECK(sa::failure_of_sqlstate("23505") == failure::integrity);      // unique_violation
  CHECK(sa::failure_of_sqlstate("22012") == failure::data);           // division_by_zero
  CHECK(sa::failure_of_sqlstate("42P01") == failure::programming);    // undefined_table
  CHECK(sa::failure_of_sqlstate("3D000") == failure::programming);    // invalid_catalog_name
  CHECK(sa::failure_of_sqlstate("08006") == failure::operational);    // connection_failure
  CHECK(sa::failure_of_sqlstate("40001") == failure::operational);    // serialization_failure
  CHECK(sa::failure_of_sqlstate("53300") == failure::operational);    // too_many_connections
  CHECK(sa::failure_of_sqlstate("57014") == failure::operational);    // query_canceled
  CHECK(sa::failure_of_sqlstate("28P01") == failure::operational);    // invalid_password
  CHECK(sa::failure_of_sqlstate("0A000") == failure::not_supported);  // feature_not_supported
  CHECK(sa::failure_of_sqlstate("25P02") == failure::internal);       // in_failed_sql_transaction
  CHECK(sa::failure_of_sqlstate("XX000") == failure::internal);       // internal_error
  CHECK(sa::failure_of_sqlstate("") == failure::operational);
}

TEST_CASE("an SQLSTATE tells whether another transaction was in the way") {
  CHECK(sa::is_retryable_sqlstate("40001"));        // serialization_failure
  CHECK(sa::is_retryable_sqlstate("40P01"));        // deadlock_detected
  CHECK_FALSE(sa::is_retryable_sqlstate("40002"));  // transaction_integrity_constraint_violation
  CHECK_FALSE(sa::is_retryable_sqlstate("40003"));  // statement_completion_unknown
  CHECK_FALSE(sa::is_retryable_sqlstate("23505"));
}

TEST_CASE("an SQLSTATE tells whether the connection is lost") {
  CHECK(sa::is_disconnect_sqlstate("08006"));        // connection_failure
  CHECK(sa::is_disconnect_sqlstate("57P01"));        // admin_shutdown
  CHECK(sa::is_disconnect_sqlstate("57P02"));        // crash_shutdown
  CHECK_FALSE(sa::is_disconnect_sqlstate("57014"));  // query_canceled
  CHECK_FALSE(sa::is_disconnect_sqlstate("08P01"));  // a wrong number of parameters, too
  CHECK_FALSE(sa::is_disconnect_sqlstate(""));
}
