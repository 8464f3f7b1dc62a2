// SPDX-License-Identifier: MIT
#include <sqlalloy/engine/error.hpp>

#include <catch2/catch.hpp>

#include <exception>
#include <string>
#include <type_traits>
#include <utility>

namespace sa = sqlalloy;

namespace {

static_assert(std::is_nothrow_copy_constructible_v<sa::error> && std::is_nothrow_copy_assignable_v<sa::error>,
              "an exception may be copied while another is on its way");
static_assert(std::is_base_of_v<std::exception, sa::error>);
static_assert(std::is_base_of_v<sa::error, sa::argument_error> && std::is_base_of_v<sa::error, sa::timeout_error>);
static_assert(std::is_base_of_v<sa::invalid_request_error, sa::no_result_found>);
static_assert(std::is_base_of_v<sa::invalid_request_error, sa::multiple_results_found>);
static_assert(!std::is_base_of_v<sa::database_error, sa::invalid_request_error>);
static_assert(!std::is_base_of_v<sa::operational_error, sa::in_doubt_error>,
              "who runs operational errors again does not run this again");

sa::error_info full() {
  sa::error_info info = sa::make_error(sa::failure::integrity, "UNIQUE constraint failed: users.email");
  info.code = 2067;
  info.sqlstate = "23505";
  info.constraint = "users.email";
  info.sql = "INSERT INTO users (email) VALUES (?)";
  info.parameters = "'a'";
  return info;
}

template <class Thrown>
bool throws(sa::failure kind) {
  try {
    sa::throw_error(sa::make_error(kind, "why"));
  } catch (const Thrown& caught) {
    return caught.kind() == kind && std::string(caught.what()) == "why";
  } catch (...) {
    return false;
  }
}

TEST_CASE("an exception tells what the database said, in one sentence and in parts") {
  const sa::integrity_error error(full());
  CHECK(std::string(error.what()) ==
        "UNIQUE constraint failed: users.email [SQL: INSERT INTO users (email) VALUES (?)] [parameters: 'a']");
  CHECK_FALSE(error.is_retryable());
  CHECK_FALSE(error.is_disconnect());
  CHECK(error.code() == 2067);
  CHECK(error.sqlstate() == "23505");
  CHECK(error.constraint() == "users.email");
  CHECK(error.sql() == "INSERT INTO users (email) VALUES (?)");
  CHECK(error.parameters() == "'a'");
}

TEST_CASE("a failure without a message has a sentence all the same") {
  CHECK(sa::sentence_of(sa::make_error(sa::failure::internal, "")) == "the database gave no reason");
}

TEST_CASE("copies of an exception outlive it") {
  sa::error copy(sa::make_error(sa::failure::data, "other"));
  {
    const sa::error original(full());
    const sa::error second = original;
    copy = second;
  }
  CHECK(copy.constraint() == "users.email");
  copy = std::as_const(copy);
  CHECK(copy.code() == 2067);
}

TEST_CASE("each kind of failure has its exception in SQLAlchemy's tree") {
  using sa::failure;
  CHECK(throws<sa::argument_error>(failure::argument));
  CHECK(throws<sa::no_result_found>(failure::no_result));
  CHECK(throws<sa::multiple_results_found>(failure::multiple_results));
  CHECK(throws<sa::invalid_request_error>(failure::invalid_request));
  CHECK(throws<sa::timeout_error>(failure::timeout));
  CHECK(throws<sa::interface_error>(failure::interface));
  CHECK(throws<sa::data_error>(failure::data));
  CHECK(throws<sa::operational_error>(failure::operational));
  CHECK(throws<sa::integrity_error>(failure::integrity));
  CHECK(throws<sa::internal_error>(failure::internal));
  CHECK(throws<sa::programming_error>(failure::programming));
  CHECK(throws<sa::not_supported_error>(failure::not_supported));
  CHECK(throws<sa::in_doubt_error>(failure::in_doubt));
  for (const failure kind : {failure::in_doubt, failure::interface, failure::data, failure::operational,
                             failure::integrity, failure::internal, failure::programming, failure::not_supported})
    CHECK(throws<sa::database_error>(kind));
}

}  // namespace
