// SPDX-License-Identifier: MIT
#include <sqlalloy/dialect/postgresql.hpp>
#include <sqlalloy/engine/copy_rows.hpp>
#include <sqlalloy/query/select.hpp>

#include <catch2/catch.hpp>
#include <support/schemas.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace sa = sqlalloy;
using namespace sa::literals;
using blog::User;
using sa::failure;

namespace {

struct rows_enough {};

struct told_row {
  std::optional<std::int64_t> id;
  std::string name;
};

// A database that copies what it was told to.
struct database {
  std::vector<told_row> rows{};
  failure begins = failure::none, ends = failure::none;
  std::string sql{};
  int open = 0;
  sa::error_info last{};

  const sa::error_info& error() const { return last; }

  class copy_rows {
   public:
    using dialect = sa::postgresql::dialect;

    explicit copy_rows(database& db) : db_(db) { ++db_.open; }
    copy_rows(const copy_rows&) = delete;
    ~copy_rows() { --db_.open; }

    sa::status begin(const sa::statement_text& text) {
      db_.sql.assign(text.sql, text.size);
      return refuse(db_.begins, {});
    }
    sa::fetch_result fetch() {
      if (++row_ < static_cast<int>(db_.rows.size())) return sa::fetch_result::row;
      return refuse(db_.ends, {}).ok() ? sa::fetch_result::done : sa::fetch_result::failed;
    }
    sa::read_result read(int, std::int64_t& out) const {
      if (!row().id) return sa::read_result::null;
      out = *row().id;
      return sa::read_result::value;
    }
    sa::read_result read(int, std::string_view& out) const { return out = row().name, sa::read_result::value; }
    std::string_view column_name(int column) const { return column == 0 ? "id" : "name"; }
    sa::status refuse(failure kind, std::string sentence) {
      db_.last.kind = kind;
      db_.last.message = std::move(sentence);
      return {kind};
    }

   private:
    database& db_;
    int row_ = -1;
    const told_row& row() const { return db_.rows[static_cast<std::size_t>(row_)]; }
  };
};

static_assert(sa::copies_rows<database>);
static_assert(!sa::copies_rows<int>);
static_assert(sa::row_listener<void (*)(const User&), User> && sa::row_listener<bool (*)(const User&), User>);
static_assert(!sa::row_listener<int (*)(const User&), User> && !sa::row_listener<void (*)(int), User>);
static_assert(!sa::row_listener<void (*)(User&), User>, "the row is only shown");

constexpr auto id = sa::col<&User::id>;
constexpr auto name = sa::col<&User::name>;
constexpr auto both = sa::select(id, name);

// The value that COPY does not take, wherever it stands.
template <class Query>
using value_in = sa::rules::find_t<sa::rules::values, Query>;
static_assert(std::is_void_v<value_in<decltype(both)>> && sa::rules::copied_query_has_no_values<void>);
static_assert(std::is_same_v<value_in<decltype(sa::select(id).limit(5))>, sa::bind<int>>);
static_assert(std::is_same_v<value_in<decltype(both.where(id == "id"_p))>, sa::param<"id", std::int64_t>>);
static_assert(!std::is_void_v<value_in<decltype(both.where(sa::in(id, std::vector<std::int64_t>{})))>>);
static_assert(!std::is_void_v<value_in<decltype(both.where(sa::when(true, id > 1)))>>);
static_assert(!std::is_void_v<value_in<decltype(both.where(sa::in(id, sa::select(id).where(id > 1))))>>);
static_assert(!std::is_void_v<value_in<decltype(sa::text<"SELECT :n", int>("n"_p = 1))>>);
static_assert(!sa::rules::copied_query_has_no_values<sa::bind<int>>);

const std::vector<told_row> three{{1, "Ada"}, {2, ""}, {3, "Grace"}};

TEST_CASE("each row that is copied is shown") {
  database db{.rows = three};
  std::vector<std::string> names;
  std::int64_t sum = 0;
  const sa::status done = sa::copy_rows(db, both, [&](const auto& row) {
    CHECK(db.open == 1);
    names.emplace_back(row[name]);
    sum += row[id];
  });
  CHECK(done.ok());
  CHECK(names == std::vector<std::string>{"Ada", "", "Grace"});
  CHECK(sum == 6);
  CHECK(db.open == 0);
  CHECK(db.sql ==
        "SELECT * FROM (SELECT users.id, users.name FROM users) AS copied LIMIT 0; COPY (SELECT users.id, users.name "
        "FROM users) TO STDOUT (FORMAT binary)");
}

TEST_CASE("who hears of copied rows may stop, and throw") {
  database db{.rows = three, .ends = failure::operational};
  int rows = 0;
  CHECK(sa::copy_rows(db, both, [&](const auto&) { return ++rows != 2; }).ok());
  CHECK(rows == 2);
  CHECK_THROWS_AS(sa::copy_rows(db, both, [](const auto&) { throw rows_enough(); }), rows_enough);
  CHECK(db.open == 0);
}

TEST_CASE("what goes wrong while rows are copied is the status") {
  int rows = 0;
  const auto count = [&](const auto&) { ++rows; };
  database refused{.rows = three, .begins = failure::programming};
  CHECK(sa::copy_rows(refused, both, count).kind == failure::programming);
  CHECK(rows == 0);
  database broken{.rows = three, .ends = failure::operational};
  CHECK(sa::copy_rows(broken, both, count).kind == failure::operational);
  CHECK(rows == 3);
  database null{.rows = {{1, "Ada"}, {std::nullopt, "Grace"}}};
  CHECK(sa::copy_rows(null, both, count).kind == failure::data);
  CHECK(rows == 4);
  CHECK(null.last.message == "sqlalloy: column 1 (id) of the row is NULL, and what it is read into knows no NULL");
  CHECK(null.open == 0);
}

}  // namespace
