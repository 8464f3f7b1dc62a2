// SPDX-License-Identifier: MIT
#include <sqlalloy/engine/cursor_result.hpp>

#include <catch2/catch.hpp>
#include <support/fake_rows.hpp>

#include <string>
#include <type_traits>

namespace sa = sqlalloy;
using namespace sa::literals;
using blog::User;

namespace {

using one_connection = fake::one_connection<>;
template <class Query, class... Arguments>
using result_of = sa::cursor_result<fake::sqlite, Query, Arguments...>;

static_assert(!std::is_move_constructible_v<result_of<decltype(fake::all_users)&>>, "it is made where it stays");

TEST_CASE_METHOD(one_connection, "rvalues live as long as the result, lvalues are borrowed") {
  database->answers[fake::names_sql + " WHERE users.name = ? AND users.name != ?"] = fake::names_of({"Ada"});
  const std::string borrowed(64, 'b');
  const auto query = [](std::string name) {
    return fake::names.where(sa::col<&User::name> == std::move(name), sa::col<&User::name> != "other"_p);
  };
  const auto run = [&](auto&& given, auto&& argument) {
    return result_of<decltype(given), decltype(argument)>(&connection, nullptr, sa::rows_at_once(),
                                                          static_cast<decltype(given)>(given),
                                                          static_cast<decltype(argument)>(argument));
  };
  for (const auto& [name, age] : run(query(std::string(64, 'a')), "other"_p = std::string(64, 'c'))) {
    CHECK(name == "Ada");
    CHECK(database->bound == std::vector<std::string>{std::string(64, 'a'), std::string(64, 'c')});
  }
  const auto kept = query("x");
  const auto other = "other"_p = borrowed;
  for (const auto& row : run(kept, other)) {
    CHECK(row["age"_n] == 20);
    CHECK(database->bound == std::vector<std::string>{"x", borrowed});
  }
}

TEST_CASE_METHOD(one_connection, "an execution that fails is thrown, or told") {
  database->answers[fake::all_users_sql] = {.failure = sa::failure::programming};
  using rows = result_of<decltype(fake::all_users)&>;
  CHECK_THROWS_AS(rows(&connection, nullptr, sa::rows_at_once(), fake::all_users), sa::programming_error);
  sa::result<> failed;
  const rows told(&connection, &failed, sa::rows_at_once(), fake::all_users);
  REQUIRE_FALSE(failed);
  CHECK(failed.error().sql == fake::all_users_sql);
  CHECK_FALSE(told.ok());
}

}  // namespace
