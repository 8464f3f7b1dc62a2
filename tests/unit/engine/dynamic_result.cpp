// SPDX-License-Identifier: MIT
#include <sqlalloy/engine/dynamic_result.hpp>

#include <catch2/catch.hpp>
#include <support/fake_pool.hpp>

#include <cstdint>
#include <string>
#include <type_traits>
#include <vector>

namespace sa = sqlalloy;

namespace {

using dynamic_result = sa::dynamic_result<fake::sqlite>;
static_assert(!std::is_move_constructible_v<dynamic_result>, "it is made where it stays");

struct fixture : fake::one_connection<> {
  fixture() {
    database->answers["SELECT id, name"] = {.columns = {"id", "name"},
                                            .rows = {{std::int64_t{1}, "Ada"}, {std::int64_t{2}, {}}}};
  }
  dynamic_result run(std::string_view sql) { return dynamic_result(&connection, nullptr, sql); }
};

struct id_and_name {
  int id{};
  std::optional<std::string> name{};
};

TEST_CASE_METHOD(fixture, "rows are read by position and by name") {
  std::vector<std::string> seen;
  for (const auto& row : run("SELECT id, name")) {
    CHECK(row.size() == 2);
    CHECK(row.name(1) == "name");
    CHECK(row.name(2).empty());
    CHECK(row.find("name") == 1);
    CHECK(row.find("email") == -1);
    CHECK(row[0].integer() == row["id"].integer());
    seen.push_back(row["name"].is_null() ? "NULL" : row[1].as(sa::type<std::string>{}));
  }
  CHECK(seen == std::vector<std::string>{"Ada", "NULL"});
  CHECK(database->cursors == 0);
}

TEST_CASE_METHOD(fixture, "a column that is not there is an error") {
  auto rows = run("SELECT id, name");
  const auto& row = *rows.begin();
  CHECK_THROWS_AS(row["email"], sa::invalid_request_error);
  CHECK_THROWS_AS(row[2], sa::invalid_request_error);
  CHECK_THROWS_AS(row[-1], sa::invalid_request_error);
  CHECK_THROWS_AS(row[std::size_t{1} << 40], sa::invalid_request_error);
}

TEST_CASE_METHOD(fixture, "rows are read into structs, or into values where there is one column") {
  const auto all = run("SELECT id, name").into(sa::type<id_and_name>{});
  REQUIRE(all.size() == 2);
  CHECK(all[0].name == "Ada");
  CHECK(all[1].name == std::nullopt);
  database->answers["SELECT count(*)"] = {.columns = {"count(*)"}, .rows = {{std::int64_t{5}}}};
  CHECK(run("SELECT count(*)").into(sa::type<std::int64_t>{}) == std::vector<std::int64_t>{5});
  CHECK_THROWS_AS(run("SELECT count(*)").into(sa::type<std::string>{}), sa::data_error);
  CHECK_THROWS_AS(run("SELECT count(*)").into(sa::type<id_and_name>{}), sa::data_error);
  CHECK_THROWS_AS(run("SELECT id, name").into(sa::type<int>{}), sa::data_error);
  CHECK(database->cursors == 0);
}

TEST_CASE_METHOD(fixture, "a statement without columns is done at once") {
  database->answers["DELETE"] = {.changed = 3};
  const dynamic_result done = run("DELETE");
  CHECK(done.rowcount() == 3);
  CHECK_FALSE(done.is_open());
  CHECK(database->cursors == 0);
}

TEST_CASE_METHOD(fixture, "what fails is thrown, or told") {
  database->answers["NONSENSE"] = {.failure = sa::failure::programming};
  CHECK_THROWS_AS(run("NONSENSE"), sa::programming_error);
  sa::result<> failed;
  dynamic_result told(&connection, &failed, "NONSENSE");
  CHECK(failed.error().sql == "NONSENSE");
  for (const auto& row : told) FAIL(row.size());
  database->answers["SELECT id, name"].fails_at_row = 1;
  const auto loop = [&] {
    for (const auto& row : run("SELECT id, name")) CHECK(row.size() == 2);
  };
  CHECK_THROWS_AS(loop(), sa::operational_error);
  dynamic_result quiet(&connection, &failed, "SELECT id, name");
  int count = 0;
  for (const auto& row : quiet) count += row.size();
  CHECK(count == 2);
  CHECK_FALSE(quiet.ok());
  CHECK(quiet.error().message == "fetch refused");
}

TEST_CASE_METHOD(fixture, "results end with their connection, in whatever order they were opened") {
  dynamic_result first = run("SELECT id, name"), second = run("SELECT id, name"), third = run("SELECT id, name");
  CHECK(connection.readers == 3);
  second.close();
  CHECK(connection.readers == 2);
  CHECK(first.begin() != first.end());
  REQUIRE(connection.reset());
  CHECK(connection.readers == 0);
  CHECK(database->cursors == 0);
  CHECK_FALSE(first.is_open());
  CHECK_THROWS_AS(third.begin(), sa::invalid_request_error);
}

TEST_CASE_METHOD(fixture, "the SQL need not live longer than the call") {
  auto rows = run(std::string("SELECT id, ") + "name");
  CHECK((*rows.begin())["id"].integer() == 1);
}

}  // namespace
