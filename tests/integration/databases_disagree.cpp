// SPDX-License-Identifier: MIT
// Where the databases disagree, and no cast of ours can mend it: the table in docs/queries.md, line by line.

#include <sqlalloy.hpp>
#include <sqlalloy/driver/libpq.hpp>
#include <sqlalloy/driver/mysqlclient.hpp>
#include <sqlalloy/driver/sqlite3.hpp>

#include <catch2/catch.hpp>
#include <support/server_url.hpp>

#include <cstdint>
#include <string>
#include <utility>

namespace sa = sqlalloy;
using namespace std::literals;

namespace {

struct Sample {
  std::int64_t id{};
  double number{};
  std::string text{};

  using table = sa::table<"disagreements", sa::primary_key<&Sample::id>, sa::autoincrement<&Sample::id, false>>;
};

constexpr auto number = sa::col<&Sample::number>;
constexpr auto text = sa::col<&Sample::text>;

struct answers {
  int cut_or_rounded = 0;
  std::string number_as_text{};
  std::string from_before_the_beginning{};
  sa::failure negative_limit = sa::failure::none;
};

template <class Driver>
void check(sa::engine<Driver> engine, const answers& wanted) {
  CAPTURE(engine.dialect_name());
  engine.begin([&](auto& db) {
    db.drop_all(sa::tables<Sample>);
    db.create_all(sa::tables<Sample>);
    db.execute(sa::insert(Sample{1, 3.6, "Ada"}));
    CHECK(db.execute(sa::select(sa::cast<int>(number))).scalar() == wanted.cut_or_rounded);
    db.execute(sa::update<Sample>().set(number = 36.0));
    CHECK(db.execute(sa::select(sa::cast<std::string>(number))).scalar() == wanted.number_as_text);
    CHECK(db.execute(sa::select(sa::substr(text, -2, 2))).scalar() == wanted.from_before_the_beginning);
  });
  const auto limited = engine.try_begin([](auto& db) {
    auto rows = db.try_execute(sa::select(number).order_by(number).limit(-1));
    return rows ? rows->try_scalar() : sa::result<double>(std::move(rows.error()));
  });
  CHECK((limited ? sa::failure::none : limited.error().kind) == wanted.negative_limit);
  engine.begin([](auto& db) { db.drop_all(sa::tables<Sample>); });
}

template <class Driver>
std::int64_t length_with_nul(sa::engine<Driver> engine) {
  return engine.begin([](auto& db) {
    db.create_all(sa::tables<Sample>);
    db.execute(sa::insert(Sample{1, 0, "a\0b"s}));
    const std::int64_t length = db.execute(sa::select(sa::length(text))).scalar();
    db.drop_all(sa::tables<Sample>);
    return length;
  });
}

TEST_CASE("what docs/queries.md says of databases that disagree is so") {
  const auto postgresql = support::server_url("SQLALLOY_POSTGRESQL_URL");
  const auto mariadb = support::server_url("SQLALLOY_MARIADB_URL");
  check(sa::create_engine<sa::sqlite::sqlite3>("sqlite://"), {3, "36.0", "da", sa::failure::none});
  check(sa::create_engine<sa::postgresql::libpq>(postgresql), {4, "36", "", sa::failure::data});
  check(sa::create_engine<sa::mariadb::mysqlclient>(mariadb), {4, "36", "da", sa::failure::none});
  CHECK(length_with_nul(sa::create_engine<sa::sqlite::sqlite3>("sqlite://")) == 1);
  CHECK(length_with_nul(sa::create_engine<sa::mariadb::mysqlclient>(mariadb)) == 3);
}

}  // namespace
