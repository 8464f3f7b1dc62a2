// SPDX-License-Identifier: MIT
#include <sqlalloy/driver/any_of.hpp>
#include <sqlalloy/driver/libpq.hpp>
#include <sqlalloy/driver/sqlite3.hpp>

#include <catch2/catch.hpp>
#include <integration/driver_backends.hpp>
#include <integration/driver_suite.hpp>

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

namespace {

namespace sa = sqlalloy;
using sa::failure;
using sa::fetch_result;
using sa::read_result;
using sa::sql_type;

struct server : driver_suite::postgresql_spelling {
  using connection = sa::postgresql::libpq::connection;
  static sa::status open(connection& db, const sa::connect_options& where = options()) { return db.open(where); }
};

struct among_several : driver_suite::postgresql_spelling {
  using connection = sa::any_of<sa::postgresql::libpq, sa::sqlite::sqlite3>::connection;
  static sa::status open(connection& db, const sa::connect_options& where = options()) { return db.open(where, 0); }
};

using session = driver_suite::session<server>;

TEST_CASE("libpq: the driver suite") { driver_suite::run<server>(); }

TEST_CASE("libpq: the driver suite, as one of several drivers") { driver_suite::run<among_several>(); }

TEST_CASE("libpq: columns of every width are read as the integer or real that was asked for") {
  session s;
  std::int64_t wide = 0;
  std::int16_t narrow = 0;
  double real = 0;
  CHECK(s.first("SELECT 7::int2", wide).first == read_result::value);
  CHECK(wide == 7);
  CHECK(s.first("SELECT -8::int4", wide).first == read_result::value);
  CHECK(wide == -8);
  CHECK(s.first("SELECT 9::int8", narrow).first == read_result::value);
  CHECK(narrow == 9);
  CHECK(s.first("SELECT 0.5::float4", real).first == read_result::value);
  CHECK(real == 0.5);
  std::string_view text;
  CHECK(s.first("SELECT 'abc'::varchar(9)", text).second == "abc");
  CHECK(s.first("SELECT 'abc'::char(5)", text).second == "abc  ");
  CHECK(s.first("SELECT 'abc'::name", text).second == "abc");
}

TEST_CASE("libpq: a column of another type is named, with both types") {
  session s;
  session::statement prepared;
  s.demand(s.prepare(prepared, "SELECT 1::int4 AS id, 1.5::numeric AS price", {}, {sql_type::integer, sql_type::text}));
  CHECK(s.execute(prepared).kind == failure::data);
  CHECK(s.db.error().message == "libpq: column 2 (price) is of type numeric and is read as text");
  CHECK(s.execute(prepared).kind == failure::data);
  s.db.release(prepared);
  // Without declared columns each read looks for itself.
  s.demand(s.prepare(prepared, "SELECT 1.5::numeric, 2::int8", {}));
  session::parameters<0> none(s.db, prepared);
  session::cursor rows;
  s.demand(s.db.execute(prepared, none, rows));
  REQUIRE(s.db.fetch(rows) == fetch_result::row);
  std::int64_t integer = 7;
  std::string_view text;
  CHECK(s.db.read(rows, 0, integer) == read_result::mismatch);
  CHECK(s.db.read(rows, 0, text) == read_result::mismatch);
  CHECK(s.db.read(rows, 1, integer) == read_result::value);
  CHECK(integer == 2);
  s.db.finish(rows);
  s.db.release(prepared);
}

TEST_CASE("libpq: times that have no form here are mismatches") {
  session s;
  sa::interval_value length;
  sa::date_value day;
  sa::timestamp_value stamp;
  CHECK(s.first("SELECT interval '1 month'", length).first == read_result::mismatch);
  CHECK(s.first("SELECT interval '-2 days 3 hours'", length).first == read_result::value);
  CHECK(length.microseconds == -45 * 3600 * std::int64_t{1'000'000});
  CHECK(s.first("SELECT 'infinity'::date", day).first == read_result::mismatch);
  CHECK(s.first("SELECT '-infinity'::timestamp", stamp).first == read_result::mismatch);
  CHECK(s.first("SELECT date '4714-11-24 BC'", day).first == read_result::value);
  CHECK(s.execute("SELECT ?", sa::time_value{86'400'000'001}).kind == failure::data);
  CHECK(s.execute("SELECT ?", sa::date_value{INT32_MIN}).kind == failure::data);
}

TEST_CASE("libpq: what is stored is what the server understands") {
  session s;
  std::string_view text;
  CHECK(s.first("SELECT ?::text", text, sa::date_value{-1}).second == "1969-12-31");
  CHECK(s.first("SELECT ?::text", text, sa::time_value{86'399'999'999}).second == "23:59:59.999999");
  CHECK(s.first("SELECT ?::text", text, sa::timestamp_value{-1}).second == "1969-12-31 23:59:59.999999");
  CHECK(s.first("SELECT (? AT TIME ZONE 'UTC')::text", text, sa::instant_value{951'782'400'000'000}).second ==
        "2000-02-29 00:00:00");
  CHECK(s.first("SELECT ?::text", text, sa::interval_value{90'000'000}).second == "00:01:30");
  CHECK(s.first("SELECT ?::text", text, true).second == "true");
  CHECK(s.first("SELECT encode(?, 'hex')", text, driver_suite::bytes("\x01\xFF")).second == "01ff");
}

TEST_CASE("libpq: SQLSTATE and constraint") {
  session s;
  s.run("DROP TABLE IF EXISTS state; CREATE TABLE state (id int PRIMARY KEY, n int NOT NULL)");
  s.run("INSERT INTO state VALUES (1, 1)");
  CHECK(s.execute("INSERT INTO state VALUES (?, 1)", std::int32_t{1}).kind == failure::integrity);
  CHECK(s.db.error().sqlstate == "23505");
  CHECK(s.db.error().constraint == "state_pkey");
  CHECK(s.db.error().message.find("(id)=") == std::string::npos);  // values are shown on demand only
  CHECK(s.execute("INSERT INTO state VALUES (?, NULL)", std::int32_t{2}).kind == failure::integrity);
  CHECK(s.db.error().constraint == "state.n");
  CHECK(s.execute("SELECT ? / 0", std::int32_t{2}).kind == failure::data);
  CHECK(s.db.error().sqlstate == "22012");
  CHECK(s.db.run("SET transaction_isolation = nonsense").kind == failure::data);
  CHECK(s.db.run("COPY state FROM STDIN").kind == failure::not_supported);
  s.run("BEGIN; DROP TABLE state");
  CHECK(s.db.run("SELECT 1 FROM nowhere").kind == failure::programming);
  CHECK(s.db.run("SELECT 1").kind == failure::internal);
  CHECK(s.db.error().sqlstate == "25P02");
  CHECK(s.db.in_transaction());
  s.run("ROLLBACK");
  s.run("DROP TABLE state");
}

TEST_CASE("libpq: a statement that the session has lost is prepared again") {
  session s;
  session::statement prepared;
  s.demand(s.prepare(prepared, "SELECT ?", {sql_type::integer}, {sql_type::integer}));
  s.demand(s.execute(prepared, std::int32_t{1}));
  s.run("DEALLOCATE ALL");
  s.demand(s.execute(prepared, std::int32_t{1}));
  s.run("DISCARD ALL");
  s.run("BEGIN");
  CHECK(s.execute(prepared, std::int32_t{1}).kind == failure::operational);
  s.run("ROLLBACK");
  s.demand(s.execute(prepared, std::int32_t{1}));
  s.db.release(prepared);
}

TEST_CASE("libpq: a prepared statement is released on the server, but never in a transaction that has failed") {
  session s;
  session::statement prepared;
  std::int64_t count = 0;
  s.run("BEGIN");
  s.demand(s.prepare(prepared, "SELECT 1", {}));
  s.db.release(prepared);
  CHECK(s.first("SELECT count(*) FROM pg_prepared_statements", count).first == read_result::value);
  CHECK(count == 1);  // the one that asks
  s.demand(s.prepare(prepared, "SELECT 2", {}));
  CHECK(s.db.run("SELECT nothing").kind == failure::programming);
  s.db.release(prepared);
  s.run("ROLLBACK");
}

TEST_CASE("libpq: a connection that the server ends is an operational error and not open") {
  session s, other;
  session::statement prepared;
  s.demand(s.prepare(prepared, "SELECT ?", {sql_type::integer}, {sql_type::integer}));
  std::int32_t pid = 0;
  CHECK(s.first("SELECT pg_backend_pid()", pid).first == read_result::value);
  other.demand(other.execute("SELECT pg_terminate_backend(?)", pid));
  CHECK(s.execute(prepared, std::int32_t{1}).kind == failure::operational);
  CHECK(!s.db.is_open());
  CHECK(!s.db.in_transaction());
  CHECK(s.db.ping().kind == failure::operational);
  s.db.release(prepared);
  s.demand(server::open(s.db));
  s.db.release(prepared);
  s.demand(s.db.ping());
}

TEST_CASE("libpq: an option that is none is refused without its value") {
  sa::postgresql::libpq::connection db;
  sa::connect_options wrong = server::options();
  wrong.query = {{"sslmoed", "secret"}};
  CHECK(db.open(wrong).kind == failure::argument);
  CHECK(db.error().message == "libpq: unknown option 'sslmoed'");
}

TEST_CASE("libpq: raw SQL gives numbers, truth values and bytes as such, and other types as text") {
  session s;
  session::cursor rows;
  const std::string sql =
      "SELECT 1::int2, 2::int8, 1e-7::float8, 'NaN'::float4, true, '\\x00ff'::bytea, 1.50::numeric, date '2000-02-29'";
  s.demand(s.db.execute_text(sql.data(), sql.size(), rows));
  REQUIRE(s.db.fetch(rows) == fetch_result::row);
  CHECK(s.db.value(rows, 0).integer() == 1);
  CHECK(s.db.value(rows, 1).integer() == 2);
  CHECK(s.db.value(rows, 2).real() == 1e-7);
  CHECK(s.db.value(rows, 3).real() != s.db.value(rows, 3).real());
  CHECK(s.db.value(rows, 4).kind() == sa::value_kind::boolean);
  CHECK(s.db.value(rows, 5).bytes().size() == 2);
  CHECK(s.db.value(rows, 5).bytes()[1] == std::byte{0xFF});
  CHECK(s.db.value(rows, 6).text() == "1.50");
  CHECK(s.db.value(rows, 7).text() == "2000-02-29");
  s.db.finish(rows);
}

TEST_CASE("libpq: a list whose values do not fit its type is a data error") {
  session s;
  const std::int64_t wide[] = {1, std::int64_t{1} << 40};
  const sa::array_view list{sql_type::integer, 2, wide, [](const void* data, std::size_t i) {
                              return sa::value_view(static_cast<const std::int64_t*>(data)[i]);
                            }};
  CHECK(s.execute("SELECT 1 = ANY(?)", list).kind == failure::data);
}

}  // namespace
