// SPDX-License-Identifier: MIT
#include <sqlalloy/driver/libpq/binder.hpp>
#include <sqlalloy/driver/libpq/connection.hpp>

#include <catch2/catch.hpp>

#include <cstdint>
#include <string_view>

namespace sa = sqlalloy;
using sa::failure;
using sa::sql_type;

namespace {

template <class Value>
concept bindable = requires(sa::postgresql::libpq_binder& binder, Value value) { binder.bind(0, value); };
static_assert(bindable<bool> && bindable<std::int64_t> && bindable<sa::bytes_view> && bindable<sa::array_view>);
static_assert(!bindable<void*>, "a pointer is no truth value");

TEST_CASE("libpq: parameters are checked before they are sent") {
  sa::postgresql::libpq_connection db;
  sa::postgresql::libpq_statement statement;
  sa::postgresql::libpq_connection::parameters<2> given(db, statement);
  CHECK(given.bind(0, true).ok());
  CHECK(given.bind(1, std::string_view()).ok());
  CHECK(given.bind_null(0).ok());
  CHECK(given.bind(1, sa::time_value{-1}).kind == failure::data);
  CHECK(db.error().message == "parameter 2 is a date or time that PostgreSQL cannot hold");
  const auto at = [](const void*, std::size_t) { return sa::value_view(std::int64_t{1} << 40); };
  CHECK(given.bind(0, sa::array_view{sql_type::bigint, 1, nullptr, at}).ok());
  CHECK(given.bind(1, sa::array_view{sql_type::integer, 1, nullptr, at}).kind == failure::data);
}

}  // namespace
