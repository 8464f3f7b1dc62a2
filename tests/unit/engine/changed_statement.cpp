// SPDX-License-Identifier: MIT
#include <sqlalloy/dialect/mariadb.hpp>
#include <sqlalloy/dialect/postgresql.hpp>
#include <sqlalloy/dialect/sqlite.hpp>
#include <sqlalloy/engine/changed_statement.hpp>

#include <catch2/catch.hpp>
#include <support/fake_driver.hpp>
#include <support/orm_schemas.hpp>

#include <string>
#include <string_view>
#include <thread>
#include <type_traits>
#include <vector>

namespace sa = sqlalloy;

namespace {

using shop::Order;

template <class T>
struct change {
  const T& now;
  const T& before;
};
template <class T, class Finder>
using update = sa::update_changed_query<T, Finder, std::vector<change<T>>>;

using order_update = update<Order, sa::row_finder<sa::columns<&Order::id>, sa::columns<&Order::version>>>;
using line_finder = sa::row_finder<sa::columns<&shop::Line::order_id, &shop::Line::number>, sa::columns<>>;

template <class Query, class Dialect>
std::string_view text(sa::column_mask mask) {
  return sa::changed_statements<Query, Dialect>::key(mask).text->sql;
}

TEST_CASE("an UPDATE names the columns of its mask, in each dialect") {
  CHECK(text<order_update, sa::sqlite::dialect>(0b110) ==
        "UPDATE orders SET version = ?, customer = ? WHERE id = ? AND version = ?");
  CHECK(text<order_update, sa::postgresql::dialect>(0b110) ==
        "UPDATE orders SET version = $1, customer = $2 WHERE id = $3 AND version = $4");
  CHECK(text<order_update, sa::mariadb::dialect>(0b100) ==
        "UPDATE orders SET customer = ? WHERE id = ? AND version = ?");
  CHECK(text<update<shop::Line, line_finder>, sa::postgresql::dialect>(0b100) ==
        "UPDATE lines SET article = $1 WHERE order_id = $2 AND number = $3");
}

TEST_CASE("the columns behind the 63rd are named together, without what is computed") {
  using wide_update = update<wide::Row, sa::row_finder<sa::columns<&wide::Row::id>, sa::columns<>>>;
  CHECK(text<wide_update, sa::sqlite::dialect>(sa::mask_of_column(63)) ==
        "UPDATE wide SET c63 = ?, c64 = ? WHERE id = ?");
  CHECK(text<wide_update, sa::sqlite::dialect>(sa::mask_of_column(62) | sa::mask_of_column(65)) ==
        "UPDATE wide SET c62 = ?, c63 = ?, c64 = ? WHERE id = ?");
}

TEST_CASE("each mask has one text, with the types of its parameters") {
  using texts = sa::changed_statements<order_update, sa::sqlite::dialect>;
  const sa::statement_key &one = texts::key(0b010), &other = texts::key(0b100);
  CHECK(&one == &texts::key(0b010));
  CHECK(&one != &other);
  CHECK(one.hash != other.hash);
  CHECK(one.texts == 1);
  CHECK(one.text->sql[one.text->size] == '\0');
  REQUIRE(other.text->parameters.size() == 3);
  CHECK(other.text->parameters[0] == sa::sql_type::text);
  CHECK(other.text->parameters[1] == sa::sql_type::bigint);
  CHECK(other.text->parameters[2] == sa::sql_type::integer);
}

TEST_CASE("masks that share a bucket keep their texts apart") {
  using texts = sa::changed_statements<update<wide::Row, sa::row_finder<sa::columns<&wide::Row::id>, sa::columns<>>>,
                                       sa::postgresql::dialect>;
  std::vector<const sa::statement_key*> keys;
  for (std::size_t column = 1; column != 64; ++column) keys.push_back(&texts::key(sa::mask_of_column(column)));
  for (std::size_t column = 1; column != 64; ++column) {
    CHECK(&texts::key(sa::mask_of_column(column)) == keys[column - 1]);
    const std::string first = "UPDATE wide SET c" + std::string(column < 10 ? "0" : "") + std::to_string(column) + " =";
    CHECK(std::string_view(keys[column - 1]->text->sql).starts_with(first));
  }
}

TEST_CASE("threads that ask for a text at once get the same") {
  using texts = sa::changed_statements<update<shop::Line, line_finder>, sa::sqlite::dialect>;
  std::vector<const sa::statement_key*> found(4);
  std::vector<std::thread> threads;
  for (auto& slot : found) threads.emplace_back([&slot] { slot = &texts::key(0b111); });
  for (auto& thread : threads) thread.join();
  for (const auto* key : found) CHECK(key == found[0]);
}

TEST_CASE("the driver that is open decides the dialect") {
  const order_update query{0b100, {}};
  using drivers = sa::any_of<fake::sqlite, fake::postgresql>;
  using compiled = sa::compiled_statement<order_update, drivers>;
  const fake::fresh_database database;
  drivers::connection connection;
  REQUIRE(connection.open({}, 1).ok());
  CHECK(std::string_view(compiled::key(connection, query).text->sql).ends_with("AND version = $3"));
  REQUIRE(connection.open({}, 0).ok());
  CHECK(std::string_view(compiled::key(connection, query).text->sql).ends_with("AND version = ?"));
  const fake::connection only;
  CHECK(std::string_view(sa::compiled_statement<order_update, fake::sqlite>::key(only, query).text->sql)
            .starts_with("UPDATE orders SET customer = ?"));
}

}  // namespace
