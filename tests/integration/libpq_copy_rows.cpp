// SPDX-License-Identifier: MIT
// The rows of a query that come by COPY are those of execute().
#include <sqlalloy.hpp>
#include <sqlalloy/driver/libpq.hpp>
#include <sqlalloy/driver/libpq/copy_rows.hpp>
#include <sqlalloy/driver/mysqlclient.hpp>
#include <sqlalloy/type/decimal.hpp>
#include <sqlalloy/type/json.hpp>
#include <sqlalloy/type/multiprecision.hpp>
#include <sqlalloy/type/uuid.hpp>

#include <catch2/catch.hpp>
#include <integration/engine_tables.hpp>
#include <support/server_url.hpp>

#include <bit>
#include <chrono>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <vector>

namespace sa = sqlalloy;
using namespace sa::literals;

namespace {

using boost::multiprecision::cpp_int;
using engine_suite::Author;
using engine_suite::Book;
using engine_suite::Everything;
using real = boost::multiprecision::cpp_dec_float_50;
using boost::uuids::uuid;
using sa::failure;

/// Of the types with a header of their own.
struct Guest {
  std::int64_t id{};
  uuid token{};
  std::optional<uuid> maybe_token{};
  sa::decimal<2> cents{};
  std::optional<sa::decimal<18>> rate{};
  sa::json body{};
  std::optional<sa::json> packed{};
  real size{};
  std::optional<cpp_int> count{};
  std::chrono::microseconds length{};

  using table = sa::table<"suite_guests", sa::primary_key<&Guest::id>, sa::autoincrement<&Guest::id, false>,
                          sa::column_type<&Guest::packed, "JSONB">>;

  friend bool operator==(const Guest&, const Guest&) = default;
};

struct rows_enough {};

/// A connection in a transaction that is never kept.
struct copying {
  decltype(sa::create_engine<sa::postgresql::libpq>("")) engine =
      sa::create_engine<sa::postgresql::libpq>(support::server_url("SQLALLOY_POSTGRESQL_URL"));
  decltype(engine.connect()) db = engine.connect();

  auto& own() { return *db.driver_connection(); }

  template <class Query, class F>
  sa::status copy(const Query& query, F f) {
    return sa::copy_rows(own(), query, f);
  }

  /// All rows of a query with one struct, or one value.
  template <class Query>
  auto copied(const Query& query) {
    std::vector<sa::row_t<Query>> rows;
    const sa::status done = copy(query, [&](const auto& row) { rows.push_back(row); });
    INFO(own().error().message);
    CHECK(done.ok());
    return rows;
  }

  template <class Query>
  void copies_what_it_executes(const Query& query) {
    const auto rows = copied(query);
    CHECK_FALSE(rows.empty());
    CHECK(rows == db.execute(query).all());
  }
};

std::vector<Everything> extremes() {
  using namespace std::chrono;
  const Everything none{.day = year(2000) / 1 / 1};
  std::vector<Everything> all(7, none);
  all[1].truth = true;
  all[1].small = INT16_MIN;
  all[1].medium = INT32_MIN;
  all[1].large = std::numeric_limits<std::int64_t>::min();
  all[1].natural = UINT32_MAX;
  all[1].maybe_medium = INT32_MAX;
  all[2].small = INT16_MAX;
  all[2].medium = -1;
  all[2].large = std::numeric_limits<std::int64_t>::max();
  all[2].single = std::numeric_limits<float>::denorm_min();
  all[2].real = 5e-324;
  all[2].maybe_real = -1.7976931348623157e308;
  all[3].single = -std::numeric_limits<float>::max();
  all[3].real = -0.0;
  all[3].maybe_real = std::numeric_limits<double>::infinity();
  all[3].text = "it's \"quoted\" \\ \xF0\x9F\x98\x80\n\t";
  all[3].maybe_text = "";
  all[3].maybe_bytes.emplace();
  all[4].text.assign(1'000'000, 'x');
  all[4].bytes.assign(3'000'000, std::byte{7});
  all[4].maybe_bytes = {std::byte{0}, std::byte{255}, std::byte{0}};
  all[5].day = year(1900) / 2 / 28;
  all[5].maybe_day = year(2000) / 2 / 29;
  all[5].instant = sys_days(year(1815) / 12 / 10) + microseconds(1);
  all[5].stamp = local_days(year(9999) / 12 / 31) + hours(23) + microseconds(59);
  all[5].length = milliseconds(-90'061'001);
  all[6].day = year(-4712) / 1 / 1;  // the first that PostgreSQL has
  all[6].instant = sys_days(year(294246) / 12 / 31) + microseconds(86'399'999'999);
  all[6].stamp = local_days(year(-4712) / 1 / 1);
  for (std::size_t i = 0; i != all.size(); ++i) all[i].id = static_cast<std::int64_t>(i);
  return all;
}

TEST_CASE_METHOD(copying, "libpq: what is copied is what is executed, of every type and to its limits") {
  db.create_all(sa::tables<Everything>);
  const std::vector<Everything> all = extremes();
  db.bulk_insert(all);
  constexpr auto id = sa::col<&Everything::id>;
  const auto rows = copied(sa::select<Everything>().order_by(id));
  CHECK(rows == all);
  copies_what_it_executes(sa::select<Everything>().order_by(id));
  CHECK(std::signbit(rows[3].real));
  // As columns, whose text and bytes are views into what has come.
  std::size_t row = 0;
  CHECK(copy(sa::select(sa::col<&Everything::text>, sa::col<&Everything::bytes>, sa::col<&Everything::maybe_text>,
                        sa::col<&Everything::maybe_bytes>, sa::col<&Everything::maybe_day>)
                 .order_by(id),
             [&](const auto& found) {
               const Everything& wanted = all[row++];
               CHECK(found[sa::col<&Everything::text>] == wanted.text);
               CHECK(found[sa::col<&Everything::bytes>].size() == wanted.bytes.size());
               CHECK(found[sa::col<&Everything::maybe_text>] == wanted.maybe_text);
               CHECK(found[sa::col<&Everything::maybe_bytes>].has_value() == wanted.maybe_bytes.has_value());
               CHECK(found[sa::col<&Everything::maybe_day>] == wanted.maybe_day);
             })
            .ok());
  CHECK(row == all.size());
  // A NaN is no equal of itself, so its bits are compared.
  constexpr auto nan = sa::select(sa::literal_column<"'NaN'::float8", double>);
  const auto bits = [](const auto& found) { return std::bit_cast<std::uint64_t>(found.template get<0>()); };
  CHECK(bits(copied(nan).at(0)) == bits(db.execute(nan).one()));
}

TEST_CASE_METHOD(copying, "libpq: what is copied is what is executed, of types with headers of their own") {
  db.create_all(sa::tables<Guest>);
  uuid token{};
  for (std::uint8_t i = 0; i != 16; ++i) token.data[i] = static_cast<std::uint8_t>(i * 17);
  constexpr std::int64_t most = 999'999'999'999'999'999;  // 18 digits
  const std::vector<Guest> all{
      {},
      {.id = 1,
       .token = token,
       .maybe_token = token,
       .cents = *sa::decimal<2>::from_unscaled(most),
       .rate = sa::decimal<18>::from_unscaled(-most),
       .body = {R"({"b":1,  "a":[]})"},
       .packed = {{R"({"b": 1})"}},
       .size = real("-12345678901234567890123456789.000000000000000000001"),
       .count = cpp_int("-123456789012345678901234567890123456789012345678901234567890"),
       .length = std::chrono::microseconds(-1)},
      {.id = 2, .rate = sa::decimal<18>{}, .body = {"null"}, .packed = {{"null"}}, .count = cpp_int(0)}};
  std::vector<Guest> sent = all;
  sent[0].body = {"{}"};
  for (const Guest& one : sent) db.execute(sa::insert(one));
  copies_what_it_executes(sa::select<Guest>().order_by(sa::col<&Guest::id>));
  CHECK(copied(sa::select<Guest>().order_by(sa::col<&Guest::id>)) == sent);
}

TEST_CASE_METHOD(copying, "libpq: rows of any shape are copied") {
  db.drop_all(engine_suite::all_tables);
  db.create_all(engine_suite::all_tables);
  std::vector<Author> authors{{.name = "Ada", .age = 36}, {.name = "Grace", .email = "g@example.org", .age = 85}};
  const auto keys = db.bulk_insert(authors, sa::returning_keys);
  db.execute(sa::insert(Book{.author_id = keys[0], .title = "Notes"}));
  constexpr auto id = sa::col<&Author::id>;
  constexpr auto name = sa::col<&Author::name>;
  copies_what_it_executes(sa::select<Author>().order_by(id));
  copies_what_it_executes(sa::select<Author>().order_by(id).with_for_update());
  copies_what_it_executes(sa::select(sa::count()).from(sa::tables<Author>));
  copies_what_it_executes(sa::select(sa::tables<Author>, sa::tables<Book>).left_join(sa::tables<Book>).order_by(id));
  copies_what_it_executes(sa::select(id, sa::col<&Author::age>, id).order_by(sa::desc(id)));  // a name twice
  copies_what_it_executes(sa::select(sa::sum(sa::col<&Author::age>), sa::exists(sa::select<Book>())));
  copies_what_it_executes(sa::text<"SELECT 7", std::int32_t>());
  copies_what_it_executes(sa::text<"WITH n AS (VALUES (1)) TABLE n ORDER BY 1", std::int32_t>());
  CHECK(copied(sa::select<Author>().where(name == sa::lit<"Ada">)).size() == 1);
  CHECK(copied(sa::select<Author>().where(name == sa::lit<"nobody">)).empty());
  for (const bool filters : {false, true})
    copies_what_it_executes(sa::select<Author>().where(sa::when(filters, name == sa::lit<"Ada">)).order_by(id));
}

TEST_CASE_METHOD(copying, "libpq: columns of other types are refused before a row is copied") {
  db.exec_driver_sql("CREATE TEMPORARY TABLE suite_books (id numeric, author_id integer, title varchar(9))");
  db.exec_driver_sql("INSERT INTO suite_books SELECT n, n, 'x' FROM generate_series(1, 100000) n");
  constexpr auto whole = sa::select<Book>();
  constexpr auto narrow = sa::select(sa::col<&Book::author_id>, sa::col<&Book::title>);
  int rows = 0;
  CHECK(copy(whole, [&](const Book&) { ++rows; }).kind == failure::data);
  CHECK(rows == 0);
  const std::string told = own().error().message;
  CHECK(told == "libpq: column 1 (id) is of type numeric and is read as bigint");
  try {
    db.execute(whole);
    FAIL("execute() has taken it");
  } catch (const sa::data_error& error) {
    CHECK(error.info().message == told);
  }
  // What can be converted is, as by execute(): an integer of another width, text of another name.
  CHECK(copy(narrow, [&](const auto& row) { rows += row[sa::col<&Book::title>] == "x"; }).ok());
  CHECK(rows == 100000);
  // A type that has changed since the last time is noticed.
  db.exec_driver_sql("ALTER TABLE suite_books ALTER author_id TYPE numeric");
  CHECK(copy(narrow, [&](const auto&) { ++rows; }).kind == failure::data);
  CHECK(rows == 100000);
  constexpr auto two = sa::text<"SELECT 1, 2", std::int32_t>();
  CHECK(copy(two, [&](std::int32_t) { ++rows; }).kind == failure::programming);
  CHECK(own().error().message == "libpq: the statement gives 2 columns where 1 are read");
  CHECK(db.execute(sa::select(sa::count()).from(sa::tables<Book>)).scalar() == 100000);
}

TEST_CASE_METHOD(copying, "libpq: a value that a row cannot hold ends the copying of it") {
  int rows = 0;
  constexpr auto third =
      sa::text<"SELECT CASE WHEN n <> 3 THEN n END AS n FROM generate_series(1, 9) n", std::int32_t>();
  CHECK(copy(third, [&](std::int32_t row) { CHECK(row == ++rows); }).kind == failure::data);
  CHECK(rows == 2);
  CHECK(own().error().message == "sqlalloy: column 1 (n) of the row is NULL, and what it is read into knows no NULL");
  constexpr auto wide = sa::text<"SELECT 32768 AS wide", std::int16_t>();
  CHECK(copy(wide, [&](std::int16_t) { ++rows; }).kind == failure::data);
  CHECK(own().error().message ==
        "sqlalloy: column 1 (wide) of the row has a value that what it is read into cannot hold");
  CHECK(rows == 2);
  CHECK(db.execute(sa::text<"SELECT 1", std::int32_t>()).one() == 1);
}

TEST_CASE_METHOD(copying, "libpq: who stops the copying of rows has the connection back") {
  constexpr auto million = sa::text<"SELECT n FROM generate_series(1, 1000000) n", std::int32_t>();
  constexpr auto one = sa::text<"SELECT 1", std::int32_t>();
  int rows = 0;
  CHECK(copy(million, [&](std::int32_t row) {
          CHECK(row == ++rows);
          return rows != 3;
        }).ok());
  CHECK(rows == 3);
  CHECK(db.execute(one).one() == 1);
  CHECK_THROWS_AS(copy(million, [](std::int32_t) { throw rows_enough(); }), rows_enough);
  CHECK(db.execute(one).one() == 1);
  rows = 0;
  CHECK(copy(million, [&](std::int32_t) { ++rows; }).ok());
  CHECK(rows == 1'000'000);
}

TEST_CASE_METHOD(copying, "libpq: a query that fails while its rows are copied") {
  db = engine.connect({.isolation = sa::isolation_level::autocommit});
  int rows = 0;
  const auto count = [&](std::int32_t) { ++rows; };
  constexpr auto middle = sa::text<"SELECT 10 / (500 - n) FROM generate_series(1, 1000) n", std::int32_t>();
  CHECK(copy(middle, count).kind == failure::data);
  CHECK(rows == 499);
  CHECK(own().error().sqlstate == "22012");
  constexpr auto nowhere = sa::text<"SELECT n FROM nowhere", std::int32_t>();
  CHECK(copy(nowhere, count).kind == failure::programming);
  CHECK(own().error().sqlstate == "42P01");
  constexpr auto inserts = sa::text<"INSERT INTO nowhere VALUES (1) RETURNING 1", std::int32_t>();
  CHECK(copy(inserts, count).kind == failure::programming);
  CHECK(rows == 499);
  CHECK(db.execute(sa::text<"SELECT 1", std::int32_t>()).one() == 1);
  // In a transaction it is the transaction that has failed.
  db = engine.connect();
  CHECK(copy(middle, count).kind == failure::data);
  CHECK(own().transaction_has_failed());
  CHECK_FALSE(copy(sa::text<"SELECT 1", std::int32_t>(), count).ok());
  CHECK(own().error().sqlstate == "25P02");
  db.rollback();
  CHECK(copied(sa::text<"SELECT 1", std::int32_t>()) == std::vector<std::int32_t>{1});
}

TEST_CASE_METHOD(copying, "libpq: the copying of rows is given up when the deadline comes, and goes on within it") {
  own().set_deadline(sa::deadline::in(600));
  CHECK(copied(sa::text<"SELECT n FROM generate_series(1, 100000) n", std::int32_t>()).size() == 100000);
  own().set_deadline(sa::deadline::in(0.1));
  constexpr auto sleeps = sa::text<"SELECT 1 FROM pg_sleep(600)", std::int32_t>();
  CHECK(sa::copy_rows(own(), sleeps, [](std::int32_t) {}).kind == failure::timeout);
}

TEST_CASE("libpq: rows are copied without prepared statements, and by an engine of several drivers") {
  const std::string url = support::server_url("SQLALLOY_POSTGRESQL_URL");
  constexpr auto one = sa::text<"SELECT 1", std::int32_t>();
  int rows = 0;
  const auto count = [&](std::int32_t) { ++rows; };
  auto plain = sa::create_engine<sa::postgresql::libpq>(url + (url.find('?') == std::string::npos ? "?" : "&") +
                                                        "prepared_statements=false");
  CHECK(sa::copy_rows(*plain.connect().driver_connection(), one, count).ok());
  auto several = sa::create_engine<sa::mariadb::mysqlclient, sa::postgresql::libpq>(url);
  auto db = several.connect();
  auto* const own = db.driver_connection()->get_if<sa::postgresql::libpq_connection>();
  REQUIRE(own);
  CHECK(sa::copy_rows(*own, one, count).ok());
  CHECK(rows == 2);
}

}  // namespace
