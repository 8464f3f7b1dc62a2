// SPDX-License-Identifier: MIT
#include <sqlalloy/engine/cursor_result.hpp>
#include <sqlalloy/engine/result_rows.hpp>

#include <catch2/catch.hpp>
#include <support/fake_rows.hpp>

#include <algorithm>
#include <optional>
#include <ranges>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

namespace sa = sqlalloy;
using namespace sa::literals;
using blog::User;
using fake::ada;
using fake::grace;
using fake::users;

namespace {

struct fixture : fake::one_connection<> {
  template <class Query, class... Arguments>
  auto execute(Query&& query, Arguments&&... arguments) {
    return sa::cursor_result<fake::sqlite, Query, Arguments...>(
        &connection, nullptr, sa::rows_at_once(), static_cast<Query&&>(query), static_cast<Arguments&&>(arguments)...);
  }
  template <class Query>
  auto try_execute(const Query& query) {
    using rows = sa::cursor_result<fake::sqlite, const Query&>;
    return sa::result<rows>(
        std::in_place, [&](sa::result<>& failed) { return rows(&connection, &failed, sa::rows_at_once(), query); });
  }
};

TEST_CASE_METHOD(fixture, "range-for shows one struct, which each row refills") {
  database->answers[fake::all_users_sql] = users();
  std::vector<std::string> seen;
  const User* first = nullptr;
  for (const User& user : execute(sa::select<User>())) {
    if (first) CHECK(&user == first);
    first = &user;
    seen.push_back(user.name);
  }
  CHECK(seen == std::vector<std::string>{"Ada", "Grace"});
  CHECK(database->cursors == 0);
}

TEST_CASE_METHOD(fixture, "rows of columns are views, and take structured bindings") {
  database->answers[fake::names_sql] = fake::names_of({"Ada"});
  for (const auto& [name, age] : execute(fake::names)) {
    STATIC_REQUIRE(std::is_same_v<decltype(name), const std::string_view>);
    CHECK(name == "Ada");
    CHECK(age == 20);
  }
  for (const auto& row : execute(fake::names)) {
    CHECK(row[sa::col<&User::name>] == "Ada");
    CHECK(row["age"_n] == 20);
  }
}

TEST_CASE_METHOD(fixture, "all() gives values that own") {
  database->answers[fake::names_sql] = fake::names_of({"Ada", "Grace"});
  const auto rows = execute(fake::names).all();
  REQUIRE(rows.size() == 2);
  STATIC_REQUIRE(std::is_same_v<decltype(rows[0]["name"_n]), const std::string&>);
  CHECK(rows[1]["name"_n] == "Grace");
  database->answers[fake::all_users_sql] = users();
  CHECK(execute(fake::all_users).all().at(1).name == "Grace");
}

TEST_CASE_METHOD(fixture, "one() demands exactly one row") {
  database->answers[fake::all_users_sql] = users({grace()});
  CHECK(execute(fake::all_users).one().name == "Grace");
  database->answers[fake::all_users_sql] = users({});
  CHECK_THROWS_AS(execute(fake::all_users).one(), sa::no_result_found);
  database->answers[fake::all_users_sql] = users();
  CHECK_THROWS_AS(execute(fake::all_users).one(), sa::multiple_results_found);
  try {
    execute(fake::all_users).one();
  } catch (const sa::multiple_results_found& error) {
    CHECK(error.sql() == fake::all_users_sql);
  }
  CHECK(database->cursors == 0);
}

TEST_CASE_METHOD(fixture, "one_or_none() demands one row or none") {
  database->answers[fake::all_users_sql] = users({ada()});
  CHECK(execute(fake::all_users).one_or_none()->name == "Ada");
  database->answers[fake::all_users_sql] = users({});
  CHECK(execute(fake::all_users).one_or_none() == std::nullopt);
  database->answers[fake::all_users_sql] = users();
  CHECK_THROWS_AS(execute(fake::all_users).one_or_none(), sa::multiple_results_found);
}

TEST_CASE_METHOD(fixture, "first() gives the first row or none, and reads no further") {
  database->answers[fake::all_users_sql] = users();
  CHECK(execute(fake::all_users).first()->name == "Ada");
  CHECK(database->fetched == 1);
  CHECK(database->cursors == 0);
  database->answers[fake::all_users_sql] = users({});
  CHECK_FALSE(execute(fake::all_users).first().has_value());
}

TEST_CASE_METHOD(fixture, "scalar() gives the first column of the first row") {
  database->answers[fake::names_sql] = fake::names_of({"Ada", "Grace"});
  STATIC_REQUIRE(std::is_same_v<decltype(execute(fake::names).scalar()), std::string>);
  CHECK(execute(fake::names).scalar() == "Ada");
  CHECK(execute(fake::names).scalars() == std::vector<std::string>{"Ada", "Grace"});
  database->answers[fake::names_sql] = fake::names_of({});
  CHECK_THROWS_AS(execute(fake::names).scalar(), sa::no_result_found);
  CHECK(execute(fake::names).scalars().empty());
  // Where the column may be NULL, no row is NULL, too.
  CHECK(execute(fake::emails).scalar() == std::nullopt);
  database->answers[fake::emails_sql] = {.columns = {"email"}, .rows = {{{}}, {"a@b"}}};
  CHECK(execute(fake::emails).scalar() == std::nullopt);
  CHECK(execute(fake::emails).scalars() == std::vector<std::optional<std::string>>{std::nullopt, "a@b"});
}

TEST_CASE_METHOD(fixture, "after a lookup by key there is no step to the end") {
  database->answers[fake::user_by_id_sql] = users({ada()});
  const auto id = "id"_p = 1;
  CHECK(execute(fake::user_by_id, id).one().name == "Ada");
  CHECK(database->fetched == 1);
  int rows = 0;
  for (const User& user : execute(fake::user_by_id, id)) rows += user.id == 1;
  CHECK(rows == 1);
  CHECK(execute(fake::user_by_id, id).all().size() == 1);
  CHECK(database->fetched == 3);
  CHECK(database->cursors == 0);
}

struct name_first {
  std::string name{};
  int years{};
};

TEST_CASE_METHOD(fixture, "into() reads columns as the fields of a struct") {
  database->answers[fake::names_sql] = fake::names_of({"Ada", "Grace"});
  const std::vector<name_first> all = execute(fake::names).into(sa::type<name_first>{});
  REQUIRE(all.size() == 2);
  CHECK(all[1].name == "Grace");
  CHECK(all[1].years == 20);
}

TEST_CASE_METHOD(fixture, "a loop may be left and taken up again") {
  database->answers[fake::all_users_sql] = users();
  auto rows = execute(fake::all_users);
  for (const User& user : rows) {
    CHECK(user.name == "Ada");
    break;
  }
  CHECK(rows.is_open());
  const auto rest = rows.all();
  REQUIRE(rest.size() == 1);
  CHECK(rest[0].name == "Grace");
  CHECK_FALSE(rows.is_open());
}

TEST_CASE_METHOD(fixture, "rows are a range") {
  database->answers[fake::names_sql] = fake::names_of({"Ada", "Grace"});
  auto rows = execute(fake::names);
  STATIC_REQUIRE(std::ranges::input_range<decltype(rows)>);
  CHECK(std::ranges::count_if(rows, [](const auto& row) { return row["name"_n].size() > 3; }) == 1);
}

TEST_CASE_METHOD(fixture, "a row that cannot be read ends a loop with an exception") {
  database->answers[fake::all_users_sql] = users({ada(), {std::int64_t{2}, {}, {}, std::int64_t{1}}});
  int read = 0;
  const auto loop = [&] {
    for (const User& user : execute(fake::all_users)) read += user.id == 1;
  };
  CHECK_THROWS_AS(loop(), sa::data_error);
  CHECK(read == 1);
  CHECK_THROWS_AS(execute(fake::all_users).all(), sa::data_error);
  CHECK(database->cursors == 0);
}

TEST_CASE_METHOD(fixture, "the rows of try_execute end, and say how") {
  database->answers[fake::all_users_sql] = users({ada(), {std::int64_t{2}, {}, {}, std::int64_t{1}}});
  auto rows = try_execute(fake::all_users);
  REQUIRE(rows);
  CHECK(rows->status().ok());
  int read = 0;
  for (const User& user : *rows) read += user.id == 1;
  CHECK(read == 1);
  REQUIRE_FALSE(rows->ok());
  CHECK(rows->status().kind == sa::failure::data);
  CHECK(rows->error().sql == fake::all_users_sql);
  const auto again = rows->try_all();
  CHECK_FALSE(again);
}

TEST_CASE_METHOD(fixture, "each call has a twin that does not throw") {
  database->answers[fake::all_users_sql] = users();
  CHECK(try_execute(fake::all_users)->try_all()->size() == 2);
  CHECK(try_execute(fake::all_users)->try_one().error().kind == sa::failure::multiple_results);
  CHECK(try_execute(fake::all_users)->try_one_or_none().error().kind == sa::failure::multiple_results);
  CHECK(try_execute(fake::all_users)->try_first()->value().name == "Ada");
  CHECK(try_execute(fake::all_users)->try_scalar()->name == "Ada");
  CHECK(try_execute(fake::all_users)->try_scalars()->size() == 2);
  database->answers[fake::all_users_sql] = users({});
  CHECK(try_execute(fake::all_users)->try_one().error().kind == sa::failure::no_result);
  CHECK(try_execute(fake::all_users)->try_one_or_none().value() == std::nullopt);
  CHECK(try_execute(fake::all_users)->try_first().value() == std::nullopt);
  CHECK(try_execute(fake::all_users)->try_scalar().error().kind == sa::failure::no_result);
  database->answers[fake::all_users_sql].fails_at_row = 0;
  CHECK(try_execute(fake::all_users)->try_all().error().kind == sa::failure::operational);
  CHECK(try_execute(fake::all_users)->try_one().error().kind == sa::failure::operational);
  CHECK(try_execute(fake::all_users)->try_one_or_none().error().kind == sa::failure::operational);
  CHECK(try_execute(fake::all_users)->try_first().error().kind == sa::failure::operational);
  CHECK(try_execute(fake::all_users)->try_scalar().error().kind == sa::failure::operational);
  CHECK(try_execute(fake::all_users)->try_scalars().error().kind == sa::failure::operational);
  database->answers[fake::names_sql] = fake::names_of({"Ada"});
  CHECK(try_execute(fake::names)->try_into(sa::type<name_first>{})->at(0).name == "Ada");
}

TEST_CASE_METHOD(fixture, "a result ends with its connection, and does not pass for read to the end") {
  database->answers[fake::all_users_sql] = users();
  auto rows = execute(fake::all_users);
  auto position = rows.begin();
  CHECK(position->name == "Ada");
  REQUIRE(connection.reset());
  CHECK_THROWS_AS(++position, sa::invalid_request_error);
  CHECK_FALSE(rows.is_open());
  CHECK_THROWS_AS(rows.all(), sa::invalid_request_error);
  CHECK(rows.rowcount() == -1);
}

}  // namespace
