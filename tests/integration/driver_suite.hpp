// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy/driver/connect_options.hpp>
#include <sqlalloy/driver/fetch_result.hpp>
#include <sqlalloy/driver/status.hpp>
#include <sqlalloy/type/number_text.hpp>
#include <sqlalloy/type/statement_text.hpp>
#include <sqlalloy/type/storage.hpp>
#include <sqlalloy/type/value_view.hpp>

#include <catch2/catch.hpp>

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <initializer_list>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

// What every driver has to do, written once. A backend says how to reach its database:
//
//     struct backend {
//       using connection = …;                              // of the driver
//       static sqlalloy::status open(connection&);
//       static sqlalloy::status open(connection&, const sqlalloy::connect_options&);
//       static constexpr bool is_server = …;
//       static sqlalloy::connect_options options();        // of a server, and its users:
//       static std::string create_user(const std::string& name, const std::string& password);
//       static std::string drop_user(const std::string& name);
//       static constexpr bool text_may_hold_nul = …;
//       static constexpr bool nan_is_stored = …;
//       static constexpr bool infinity_is_stored = …;
//       static constexpr bool negative_zero_is_stored = …;
//       static std::string type_name(sqlalloy::sql_type);  // in CREATE TABLE
//       static std::string placeholder(int);               // counted from 1
//       static std::string is_in_list(std::string_view column, sqlalloy::sql_type, std::string_view placeholder);
//       static constexpr const char* no_such_table_state;  // the SQLSTATE, "" where there is none
//     };

namespace driver_suite {

namespace sa = sqlalloy;
using sa::failure;
using sa::fetch_result;
using sa::read_result;
using sa::sql_type;

using type_span = std::vector<sql_type>;

/// Replaces each `?` by the backend's placeholder.
template <class Backend>
std::string spell(std::string_view sql) {
  std::string out;
  int count = 0;
  for (const char c : sql)
    if (c == '?')
      out += Backend::placeholder(++count);
    else
      out += c;
  return out;
}

/// A connection, and the texts of its statements, which have to outlive them.
template <class Backend>
struct session {
  using connection = typename Backend::connection;
  using statement = typename connection::statement;
  using cursor = typename connection::cursor;
  template <std::size_t N>
  using parameters = typename connection::template parameters<N>;

  connection db;
  std::deque<std::string> texts;
  std::deque<type_span> types;

  session() { demand(Backend::open(db)); }

  void demand(sa::status result) {
    if (!result.ok()) FAIL(db.error().message);
  }

  sa::status prepare(statement& target, std::string_view sql, type_span given, type_span read = {}) {
    const std::string& text = texts.emplace_back(spell<Backend>(sql));
    const type_span& parameter_types = types.emplace_back(std::move(given));
    const type_span& column_types = types.emplace_back(std::move(read));
    return db.prepare(target, {text.c_str(), text.size(), parameter_types, column_types});
  }

  void run(const std::string& sql) { demand(db.run(sql.c_str())); }

  /// Executes with the values and finishes; the status of the first call that failed.
  template <class... Values>
  sa::status execute(statement& prepared, const Values&... values) {
    parameters<sizeof...(Values)> given(db, prepared);
    int index = 0;
    sa::status bound;
    [[maybe_unused]] const auto bind = [&](const auto& value) {
      const sa::status one = bind_one(given, index++, value);
      if (bound.ok()) bound = one;
    };
    (bind(values), ...);
    if (!bound.ok()) return bound;
    cursor rows;
    const sa::status executed = db.execute(prepared, given, rows);
    if (executed.ok()) {
      while (db.fetch(rows) == fetch_result::row) {
      }
      db.finish(rows);
      changed = db.rows_changed(rows);
    }
    return executed;
  }

  template <class... Values>
  sa::status execute(std::string_view sql, const Values&... values) {
    statement prepared;
    const sa::status ready = prepare(prepared, sql, {type_of(values)...});
    if (!ready.ok()) return ready;
    const sa::status executed = execute(prepared, values...);
    db.release(prepared);
    return executed;
  }

  template <class Given, class Value>
  static sa::status bind_one(Given& given, int index, const Value& value) {
    if constexpr (requires { value.has_value(); })
      return value ? given.bind(index, *value) : given.bind_null(index);
    else
      return given.bind(index, value);
  }

  template <class Value>
  static sql_type type_of(const Value& value) {
    if constexpr (std::is_same_v<Value, sa::array_view>)
      return sa::array_of(value.element);
    else if constexpr (requires { value.has_value(); })
      return sa::storage_type_v<typename Value::value_type>;
    else
      return sa::storage_type_v<Value>;
  }

  std::int64_t changed = -1;

  /// The first column of the first row.
  template <class Storage, class... Values>
  std::pair<read_result, std::string> first(std::string_view sql, Storage& out, const Values&... values) {
    statement prepared;
    demand(prepare(prepared, sql, {type_of(values)...}, {sa::storage_type_v<Storage>}));
    parameters<sizeof...(Values)> given(db, prepared);
    int index = 0;
    (demand(bind_one(given, index++, values)), ...);
    cursor rows;
    demand(db.execute(prepared, given, rows));
    REQUIRE(db.fetch(rows) == fetch_result::row);
    const read_result found = db.read(rows, 0, out);
    std::string copy;
    if constexpr (std::is_base_of_v<std::string_view, Storage>)
      if (found == read_result::value) copy = out;
    if constexpr (std::is_same_v<Storage, sa::bytes_view>)
      if (found == read_result::value) copy.assign(reinterpret_cast<const char*>(out.data()), out.size());
    CHECK(db.fetch(rows) == fetch_result::done);
    CHECK(db.fetch(rows) == fetch_result::done);
    db.finish(rows);
    db.finish(rows);
    db.release(prepared);
    return {found, copy};
  }
};

template <class Storage>
bool same(const Storage& left, const Storage& right) {
  if constexpr (std::is_floating_point_v<Storage>)
    return left == right && std::signbit(left) == std::signbit(right);
  else
    return left == right;
}

/// Stores each value in a column of its type and reads it back.
template <class Backend, class Storage>
void come_back(std::initializer_list<Storage> values) {
  session<Backend> s;
  s.run("DROP TABLE IF EXISTS suite_values");
  s.run("CREATE TABLE suite_values (id " + Backend::type_name(sql_type::integer) + " PRIMARY KEY, v " +
        Backend::type_name(sa::storage_type_v<Storage>) + ")");
  std::int32_t id = 0;
  for (const Storage& value : values) {
    ++id;
    INFO("value " << id << " of type " << static_cast<int>(sa::storage_type_v<Storage>));
    s.demand(s.execute("INSERT INTO suite_values (id, v) VALUES (?, ?)", id, value));
    CHECK(s.changed == 1);
    Storage back{};
    const auto [found, copy] = s.first("SELECT v FROM suite_values WHERE id = ?", back, id);
    REQUIRE(found == read_result::value);
    if constexpr (std::is_base_of_v<std::string_view, Storage>)
      CHECK(copy == value);
    else if constexpr (std::is_same_v<Storage, sa::bytes_view>)
      CHECK(copy == std::string_view(reinterpret_cast<const char*>(value.data()), value.size()));
    else if constexpr (std::is_same_v<Storage, sa::numeric_value>)
      CHECK(sa::canonical_number(back.text) == value.text);  // there may be zeros at both ends
    else
      CHECK(same(back, value));
  }
  s.demand(s.execute("INSERT INTO suite_values (id, v) VALUES (?, ?)", std::int32_t{0}, std::optional<Storage>{}));
  Storage untouched{};
  CHECK(s.first("SELECT v FROM suite_values WHERE id = ?", untouched, std::int32_t{0}).first == read_result::null);
  s.run("DROP TABLE suite_values");
}

inline sa::bytes_view bytes(std::string_view text) {
  return {reinterpret_cast<const std::byte*>(text.data()), text.size()};
}

// RFC 4122, appendix C, and the least and the greatest
inline constexpr sa::uuid_value nil{},
    dns{{0x6b, 0xa7, 0xb8, 0x10, 0x9d, 0xad, 0x11, 0xd1, 0x80, 0xb4, 0x00, 0xc0, 0x4f, 0xd4, 0x30, 0xc8}},
    omni{{0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff}};

template <class T>
using limits = std::numeric_limits<T>;

template <class Backend>
void values_come_back_equal() {
  using namespace std::literals;
  come_back<Backend, bool>({true, false});
  come_back<Backend, std::int16_t>({0, -1, limits<std::int16_t>::min(), limits<std::int16_t>::max()});
  come_back<Backend, std::int32_t>({0, -1, limits<std::int32_t>::min(), limits<std::int32_t>::max()});
  come_back<Backend, std::int64_t>({0, -1, limits<std::int64_t>::min(), limits<std::int64_t>::max()});
  come_back<Backend, float>({0.0f, 1.0f / 3, 0.1f, limits<float>::max(), limits<float>::lowest(), limits<float>::min(),
                             limits<float>::denorm_min()});
  come_back<Backend, double>({0.0, 1.0, 1.0 / 3, 0.1 + 0.2, 1e15 + 0.3, 9007199254740993.0, limits<double>::max(),
                              limits<double>::lowest(), limits<double>::min(), limits<double>::denorm_min()});
  if constexpr (Backend::negative_zero_is_stored) {
    come_back<Backend, float>({-0.0f});
    come_back<Backend, double>({-0.0});
  }
  if constexpr (Backend::infinity_is_stored) {
    come_back<Backend, float>({limits<float>::infinity(), -limits<float>::infinity()});
    come_back<Backend, double>({limits<double>::infinity(), -limits<double>::infinity()});
  }
  come_back<Backend, std::string_view>(
      {""sv, std::string_view(), "Ada"sv, "it's \"quoted\" \\ and ? $1"sv, "\xF0\x9F\x9A\x80 \xE2\x82\xAC"sv, "1"sv});
  come_back<Backend, sa::bytes_view>({bytes(""), sa::bytes_view(), bytes("\0\xFF\0"sv), bytes("\\x00 plain")});
  // 1970-01-01, the day before, leap days, year 1, 1582-10-10 (proleptic), 9999-12-31
  come_back<Backend, sa::date_value>({{0}, {-1}, {11016}, {-719162}, {-141421}, {2932896}});
  come_back<Backend, sa::time_value>({{0}, {1}, {86'399'999'999}, {43'200'000'000}});
  come_back<Backend, sa::timestamp_value>(
      {{0}, {-1}, {1}, {951'868'799'999'999}, {-62'135'596'800'000'000}, {253'402'300'799'999'999}});
  come_back<Backend, sa::instant_value>(
      {{0}, {-1}, {1}, {951'868'799'999'999}, {-62'135'596'800'000'000}, {253'402'300'799'999'999}});
  come_back<Backend, sa::interval_value>({{0}, {-1}, {90'000'000'000}, {-31'536'000'000'000'000}});
  using json = sa::json_view;
  come_back<Backend, json>({json("null"), json(R"( {"b": 1.0, "a": [true, 1e2],  "a": "\u0000 \ud83d\ude80"} )"),
                            json("123456789012345678901234567890.10"), json("\"\xE2\x82\xAC\"")});
  come_back<Backend, sa::numeric_value>(
      {{"1"}, {"-12345678901234567890123456789012345.123456789012345678901234567891"}});
  come_back<Backend, sa::uuid_value>({nil, dns, omni});
  come_back<Backend, sa::decimal_value<0>>({{0}, {-1}, {sa::greatest_decimal}, {-sa::greatest_decimal}});
  come_back<Backend, sa::decimal_value<2>>(
      {{0}, {-1}, {5}, {100}, {123'456'789'012'345'678}, {sa::greatest_decimal}, {-sa::greatest_decimal}});
  come_back<Backend, sa::decimal_value<18>>({{0}, {-1}, {1}, {sa::greatest_decimal}, {-sa::greatest_decimal}});
}

template <class Backend>
void large_values_come_back_equal() {
  for (const std::size_t size : {1'000'000u, 10'000'000u, 20'000'000u}) {
    std::string large(size, 'x');
    for (std::size_t i = 0; i < large.size(); i += 7) large[i] = static_cast<char>(i % 251);
    come_back<Backend, sa::bytes_view>({bytes(large)});
    const std::string text(size, 'y');
    come_back<Backend, std::string_view>({std::string_view(text)});
  }
}

template <class Backend>
void special_values() {
  using namespace std::literals;
  session<Backend> s;
  s.run("DROP TABLE IF EXISTS suite_special");
  s.run("CREATE TABLE suite_special (t " + Backend::type_name(sql_type::text) + ", d " +
        Backend::type_name(sql_type::double_precision) + ")");
  const sa::status nul = s.execute("INSERT INTO suite_special (t) VALUES (?)", "a\0b"sv);
  if (Backend::text_may_hold_nul) {
    s.demand(nul);
    std::string_view view;
    CHECK(s.first("SELECT t FROM suite_special", view).second == "a\0b"sv);
  } else {
    CHECK(nul.kind == failure::data);
  }
  s.run("DELETE FROM suite_special");
  const sa::status nan = s.execute("INSERT INTO suite_special (d) VALUES (?)", limits<double>::quiet_NaN());
  if (Backend::nan_is_stored) {
    s.demand(nan);
    double back = 0;
    CHECK(s.first("SELECT d FROM suite_special", back).first == read_result::value);
    CHECK(back != back);
  } else {
    CHECK(nan.kind == failure::data);
    CHECK(s.db.error().message.find("NaN") != std::string::npos);
  }
  if (!Backend::infinity_is_stored) {
    CHECK(s.execute("INSERT INTO suite_special (d) VALUES (?)", -limits<double>::infinity()).kind == failure::data);
    CHECK(s.db.error().message.find("infinite") != std::string::npos);
  }
  s.run("DROP TABLE suite_special");
}

template <class Backend>
void what_does_not_fit_is_a_mismatch() {
  session<Backend> s;
  std::int16_t narrow = 7;
  std::int32_t integer = 7;
  float single = 7;
  s.run("DROP TABLE IF EXISTS suite_wide");
  s.run("CREATE TABLE suite_wide (i " + Backend::type_name(sql_type::bigint) + ", d " +
        Backend::type_name(sql_type::double_precision) + ")");
  s.demand(s.execute("INSERT INTO suite_wide VALUES (?, ?)", std::int64_t{1} << 40, 1e300));
  CHECK(s.first("SELECT i FROM suite_wide", integer).first == read_result::mismatch);
  CHECK(s.first("SELECT i FROM suite_wide", narrow).first == read_result::mismatch);
  CHECK(s.first("SELECT d FROM suite_wide", single).first == read_result::mismatch);
  CHECK(integer == 7);
  CHECK(narrow == 7);
  CHECK(single == 7);
  s.run("UPDATE suite_wide SET i = 5");
  CHECK(s.first("SELECT i FROM suite_wide", narrow).first == read_result::value);
  CHECK(narrow == 5);
  s.run("DROP TABLE suite_wide");
}

/// A value of another type is found at the execution or at the read, as a driver can, and never becomes 0.
template <class Backend>
void another_type_is_an_error() {
  session<Backend> s;
  typename session<Backend>::statement prepared;
  s.demand(s.prepare(prepared, "SELECT 'abc', 1.5", {}, {sql_type::integer, sql_type::text}));
  typename session<Backend>::template parameters<0> none(s.db, prepared);
  typename session<Backend>::cursor rows;
  const sa::status executed = s.db.execute(prepared, none, rows);
  if (executed.ok()) {
    REQUIRE(s.db.fetch(rows) == fetch_result::row);
    std::int32_t integer = 7;
    std::string_view text = "before";
    CHECK(s.db.read(rows, 0, integer) == read_result::mismatch);
    CHECK(s.db.read(rows, 1, text) == read_result::mismatch);
    CHECK(integer == 7);
    CHECK(text == "before");
    s.db.finish(rows);
  } else {
    CHECK(executed.kind == failure::data);
    CHECK(s.db.error().message.find("integer") != std::string::npos);
  }
  s.db.release(prepared);
}

template <class Backend>
void errors_are_told_apart() {
  session<Backend> s;
  const std::string integer = Backend::type_name(sql_type::integer);
  s.run("DROP TABLE IF EXISTS suite_child");
  s.run("DROP TABLE IF EXISTS suite_parent");
  s.run("CREATE TABLE suite_parent (id " + integer +
        " PRIMARY KEY, email VARCHAR(255)"
        " NOT NULL, CONSTRAINT suite_email UNIQUE (email), CONSTRAINT suite_id CHECK (id > 0))");
  s.run("CREATE TABLE suite_child (parent " + integer + ", CONSTRAINT suite_key FOREIGN KEY (parent)" +
        " REFERENCES suite_parent (id))");
  s.run("INSERT INTO suite_parent VALUES (1, 'a')");

  const auto fails = [&](const char* sql, failure kind, std::initializer_list<std::string_view> constraints) {
    INFO(sql);
    CHECK(s.db.run(sql).kind == kind);
    const sa::error_info error = s.db.error();
    CHECK(error.kind == kind);
    CHECK(!error.message.empty());
    bool known = constraints.size() == 0;
    for (const std::string_view one : constraints) known = known || error.constraint == one;
    INFO(error.constraint);
    CHECK(known);
  };
  fails("INSERT INTO suite_parent VALUES (2, 'a')", failure::integrity, {"suite_email", "suite_parent.email"});
  fails("INSERT INTO suite_parent VALUES (2, NULL)", failure::integrity, {"suite_parent.email", "email"});
  fails("INSERT INTO suite_parent VALUES (1, 'b')", failure::integrity,
        {"suite_parent_pkey", "suite_parent.id", "PRIMARY"});
  fails("INSERT INTO suite_parent VALUES (-1, 'b')", failure::integrity, {"suite_id"});
  fails("INSERT INTO suite_child VALUES (9)", failure::integrity, {Backend::told_foreign_key});
  fails("SELEC 1", failure::programming, {});
  fails("SELECT nobody FROM suite_parent", failure::programming, {});
  fails("SELECT * FROM suite_nowhere", failure::programming, {});
  CHECK(s.db.error().sqlstate == Backend::no_such_table_state);

  typename session<Backend>::statement prepared;
  CHECK(s.prepare(prepared, "SELECT id FROM suite_nowhere", {}).kind == failure::programming);
  CHECK(!prepared);
  CHECK(s.prepare(prepared, "SELECT 1; SELECT 2", {}).kind == failure::programming);
  CHECK(s.prepare(prepared, "SELECT id FROM suite_parent -- why\n ;\n -- because", {}).ok());
  s.db.release(prepared);

  // A parameter too few is found when preparing or when executing.
  CHECK(s.execute("SELECT id FROM suite_parent WHERE id = ? OR id = ?", std::int32_t{1}).kind == failure::programming);
  s.run("DROP TABLE suite_child");
  s.run("DROP TABLE suite_parent");
}

template <class Backend>
void statements_are_used_again() {
  session<Backend> s;
  s.run("DROP TABLE IF EXISTS suite_again");
  s.run("CREATE TABLE suite_again (id " + Backend::type_name(sql_type::integer) + " PRIMARY KEY, name " +
        Backend::type_name(sql_type::text) + ")");
  typename session<Backend>::statement insert, select, same;
  s.demand(s.prepare(insert, "INSERT INTO suite_again VALUES (?, ?)", {sql_type::integer, sql_type::text}));
  for (std::int32_t id = 1; id <= 3; ++id) {
    const std::string name = "name " + std::to_string(id);  // gone before the next execution
    s.demand(s.execute(insert, id, std::string_view(name)));
  }
  CHECK(s.execute(insert, std::int32_t{3}, std::string_view("again")).kind == failure::integrity);
  s.demand(s.execute(insert, std::int32_t{4}, std::string_view("after a failure")));

  for (typename session<Backend>::statement* one : {&select, &same})
    s.demand(s.prepare(*one, "SELECT id, name FROM suite_again WHERE id >= ? ORDER BY id", {sql_type::integer},
                       {sql_type::integer, sql_type::text}));
  for (std::int32_t from = 1; from <= 5; ++from) {
    typename session<Backend>::template parameters<1> given(s.db, select);
    s.demand(given.bind(0, from));
    typename session<Backend>::cursor rows;
    s.demand(s.db.execute(select, given, rows));
    CHECK(s.db.column_count(rows) == 2);
    CHECK(s.db.column_name(rows, 1) == "name");
    std::int32_t expected = from;
    // Another query may run in between, one with the same text too.
    std::int64_t count = 0;
    while (s.db.fetch(rows) == fetch_result::row) {
      std::int32_t id = 0;
      REQUIRE(s.db.read(rows, 0, id) == read_result::value);
      CHECK(id == expected++);
      CHECK(s.first("SELECT count(*) FROM suite_again", count).first == read_result::value);
      CHECK(count == 4);
      s.demand(s.execute(same, std::int32_t{1}));
      std::string_view name;
      REQUIRE(s.db.read(rows, 1, name) == read_result::value);
      CHECK(name == (id == 4 ? "after a failure" : "name " + std::to_string(id)));
    }
    CHECK(expected == 5);
    s.db.finish(rows);
  }
  // Left before the end.
  {
    typename session<Backend>::template parameters<1> given(s.db, select);
    s.demand(given.bind(0, std::int32_t{1}));
    typename session<Backend>::cursor rows;
    s.demand(s.db.execute(select, given, rows));
    REQUIRE(s.db.fetch(rows) == fetch_result::row);
    s.db.finish(rows);
  }
  s.demand(s.execute("UPDATE suite_again SET name = ? WHERE id > ?", std::string_view("x"), std::int32_t{2}));
  CHECK(s.changed == 2);
  s.demand(s.execute("DELETE FROM suite_again WHERE id > ?", std::int32_t{100}));
  CHECK(s.changed == 0);
  s.db.release(insert);
  s.db.release(insert);
  s.db.release(select);
  s.db.release(same);
  s.run("DROP TABLE suite_again");
}

template <class Backend>
void what_was_moved_from_is_inert() {
  session<Backend> s;
  s.run("DROP TABLE IF EXISTS suite_moved");
  s.run("CREATE TABLE suite_moved (id " + Backend::type_name(sql_type::integer) + ")");
  s.run("BEGIN");
  typename session<Backend>::statement prepared;
  s.demand(s.prepare(prepared, "INSERT INTO suite_moved VALUES (?)", {sql_type::integer}));
  typename session<Backend>::statement other = std::move(prepared);
  s.demand(s.execute(other, std::int32_t{1}));
  CHECK(!prepared);
  s.db.release(prepared);  // a driver that sends something here ends the user's transaction
  CHECK(s.execute(prepared, std::int32_t{1}).kind != failure::none);
  s.demand(s.execute(other, std::int32_t{2}));
  typename Backend::connection elsewhere = std::move(s.db);
  CHECK(!s.db.is_open());
  CHECK(!s.db.in_transaction());
  CHECK(!s.db.ping().ok());
  CHECK(!s.db.run("SELECT 1").ok());
  s.db.release(other);
  s.db.close();
  CHECK(elsewhere.in_transaction());
  s.db = std::move(elsewhere);
  s.run("COMMIT");
  std::int64_t count = 0;
  CHECK(s.first("SELECT count(*) FROM suite_moved", count).first == read_result::value);
  CHECK(count == 2);
  s.run("DROP TABLE suite_moved");

  s.db.close();
  CHECK(!s.db.is_open());
  CHECK(s.prepare(prepared, "SELECT 1", {}).kind == failure::interface);
  s.db.close();
  s.demand(Backend::open(s.db));
  s.demand(s.db.ping());
}

template <class Backend>
void what_was_closed_refuses_every_call() {
  session<Backend> s;
  typename session<Backend>::statement prepared, other;
  s.demand(s.prepare(prepared, "SELECT ?", {sql_type::integer}, {sql_type::integer}));
  s.demand(s.execute(prepared, std::int32_t{1}));
  s.run("BEGIN");
  s.db.close();
  s.db.close();
  CHECK(!s.db.is_open());
  CHECK(!s.db.in_transaction());
  CHECK(s.db.last_insert_id() == 0);
  const auto refuses = [&](sa::status done) {
    CHECK(!done.ok());
    CHECK(s.db.error().kind == done.kind);
    CHECK(!s.db.error().message.empty());
  };
  typename session<Backend>::cursor rows;
  refuses(s.db.ping());
  refuses(s.db.run("SELECT 1"));
  refuses(s.db.execute_text("SELECT 1", 8, rows));
  refuses(s.prepare(other, "SELECT 1", {}));
  CHECK(!other);
  refuses(s.execute(other));
  refuses(s.execute(prepared, std::int32_t{1}));
  CHECK(s.db.fetch(rows) == fetch_result::done);
  CHECK(s.db.rows_changed(rows) == -1);
  s.db.finish(rows);
  s.db.release(other);
  s.demand(Backend::open(s.db));
  // A statement of the session before is refused, or prepared anew.
  if (const sa::status done = s.execute(prepared, std::int32_t{1}); !done.ok())
    CHECK((done.kind == failure::interface || s.db.error().is_disconnect));
  s.db.release(prepared);
  CHECK(!s.db.in_transaction());
  std::int64_t number = 0;
  CHECK(s.first("SELECT 5", number).first == read_result::value);
  CHECK(number == 5);
}

/// Each is an operational error, whose sentence never says a password.
template <class Backend>
void what_cannot_be_connected_to() {
  typename Backend::connection db;
  const std::string user = "suite_password", right = "open-Sesame-1", wrong = "open-Barley-2";
  const auto is_refused = [&](const sa::connect_options& where) {
    INFO(where.host << ':' << where.port << '/' << where.database);
    CHECK(Backend::open(db, where).kind == failure::operational);
    const sa::error_info error = db.error();
    CHECK(error.kind == failure::operational);
    CHECK(!error.message.empty());
    CHECK(error.message.find(where.password.empty() ? right : where.password) == std::string::npos);
    CHECK(!db.is_open());
    CHECK(db.ping().kind == failure::interface);
  };
  session<Backend> s;
  s.run(Backend::drop_user(user));
  s.run(Backend::create_user(user, right));
  sa::connect_options where = Backend::options();
  where.username = user;
  where.password = right;
  CHECK(Backend::open(db, where).ok());
  where.password = wrong;
  is_refused(where);
  where.password = "";
  is_refused(where);
  where.username = "suite_nobody";
  where.password = right;
  is_refused(where);
  db.close();
  s.run(Backend::drop_user(user));

  where = Backend::options();
  where.password = right;
  where.port = 1;
  is_refused(where);
  where = Backend::options();
  where.host = "no-such-host.invalid";  // by RFC 2606 there never is one
  where.password = right;
  is_refused(where);
  where = Backend::options();
  where.database = "there is no such database";
  is_refused(where);
}

template <class Backend>
void transactions() {
  session<Backend> s;
  s.run("DROP TABLE IF EXISTS suite_tx");
  s.run("CREATE TABLE suite_tx (id " + Backend::type_name(sql_type::integer) + ")");
  CHECK(!s.db.in_transaction());
  s.run("BEGIN");
  CHECK(s.db.in_transaction());
  s.run("INSERT INTO suite_tx VALUES (1)");
  s.run("SAVEPOINT one");
  s.run("INSERT INTO suite_tx VALUES (2)");
  s.run("ROLLBACK TO SAVEPOINT one");
  s.run("COMMIT");
  CHECK(!s.db.in_transaction());
  std::int64_t count = 0;
  CHECK(s.first("SELECT count(*) FROM suite_tx", count).first == read_result::value);
  CHECK(count == 1);
  s.run("BEGIN");
  s.run("DELETE FROM suite_tx");
  s.db.close();  // rolls back
  s.demand(Backend::open(s.db));
  CHECK(s.first("SELECT count(*) FROM suite_tx", count).first == read_result::value);
  CHECK(count == 1);
  s.run("DROP TABLE suite_tx");
}

template <class Backend>
void raw_sql_has_dynamic_rows() {
  using namespace std::literals;
  session<Backend> s;
  typename session<Backend>::cursor rows;
  const std::string_view sql =
      "SELECT 1 AS a, 2.5e0 AS b, 'text' AS c, NULL AS d UNION ALL SELECT -9, 0, '', NULL beyond";
  s.demand(s.db.execute_text(sql.data(), sql.size() - 7, rows));
  REQUIRE(s.db.column_count(rows) == 4);
  CHECK(s.db.column_name(rows, 0) == "a");
  CHECK(s.db.column_name(rows, 3) == "d");
  REQUIRE(s.db.fetch(rows) == fetch_result::row);
  CHECK(s.db.value(rows, 0).kind() == sa::value_kind::integer);
  CHECK(s.db.value(rows, 0).integer() == 1);
  CHECK(s.db.value(rows, 2).text() == "text");
  CHECK(s.db.value(rows, 3).is_null());
  REQUIRE(s.db.fetch(rows) == fetch_result::row);
  CHECK(s.db.value(rows, 0).integer() == -9);
  CHECK(s.db.value(rows, 2).text() == "");
  CHECK(s.db.fetch(rows) == fetch_result::done);
  s.db.finish(rows);
  s.db.finish(rows);
  const std::string_view bad = "SELECT nothing FROM nowhere";
  CHECK(s.db.execute_text(bad.data(), bad.size(), rows).kind == failure::programming);
  const std::string_view two = "SELECT 1; SELECT 2";
  CHECK(s.db.execute_text(two.data(), two.size(), rows).kind == failure::programming);
  CHECK(s.db.fetch(rows) == fetch_result::done);
  s.db.finish(rows);
}

template <class Value>
sa::value_view dynamic(const Value& value) {
  if constexpr (std::is_same_v<Value, bool> || std::is_same_v<Value, std::string_view> ||
                std::is_same_v<Value, sa::bytes_view>)
    return sa::value_view(value);
  else if constexpr (std::is_integral_v<Value>)
    return sa::value_view(std::int64_t{value});
  else if constexpr (std::is_floating_point_v<Value>)
    return sa::value_view(double{value});
  else if constexpr (std::is_same_v<Value, sa::date_value>)
    return sa::value_view(std::int64_t{value.days});
  else if constexpr (std::is_same_v<Value, sa::uuid_value>)
    return sa::value_view(value);
  else if constexpr (requires { value.unscaled; })
    return sa::value_view(std::int64_t{value.unscaled});
  else
    return sa::value_view(std::int64_t{value.microseconds});
}

template <class Value>
sa::array_view list_of(const std::vector<std::optional<Value>>& values) {
  return {sa::storage_type_v<Value>, values.size(), values.data(), [](const void* data, std::size_t index) {
            const auto& value = static_cast<const std::optional<Value>*>(data)[index];
            return value ? dynamic(*value) : sa::value_view();
          }};
}

/// Of the stored values, those that are in the list are found, and no other.
template <class Backend, class Value>
void list_finds(std::initializer_list<Value> stored, const std::vector<std::optional<Value>>& list,
                std::int64_t expected) {
  session<Backend> s;
  constexpr sql_type type = sa::storage_type_v<Value>;
  s.run("DROP TABLE IF EXISTS suite_list");
  s.run("CREATE TABLE suite_list (v " + Backend::type_name(type) + ")");
  for (const Value& value : stored) s.demand(s.execute("INSERT INTO suite_list VALUES (?)", value));
  std::int64_t count = -1;
  const std::string sql = "SELECT count(*) FROM suite_list WHERE " + Backend::is_in_list("v", type, "?");
  INFO("type " << static_cast<int>(type));
  CHECK(s.first(sql, count, list_of(list)).first == read_result::value);
  CHECK(count == expected);
  CHECK(s.first(sql, count, list_of(std::vector<std::optional<Value>>{})).first == read_result::value);
  CHECK(count == 0);
  s.run("DROP TABLE suite_list");
}

template <class Backend>
void lists_are_one_parameter() {
  using namespace std::literals;
  list_finds<Backend, std::int64_t>({1, 2, 3, limits<std::int64_t>::min()},
                                    {{1}, {3}, {}, {limits<std::int64_t>::min()}, {77}}, 3);
  list_finds<Backend, std::int32_t>({1, -2, 3}, {{-2}, {}}, 1);
  list_finds<Backend, std::int16_t>({1, -2, 3}, {{-2}, {3}}, 2);
  list_finds<Backend, bool>({true, false}, {{true}}, 1);
  list_finds<Backend, double>({1.0 / 3, 0.1 + 0.2, 5e-324, limits<double>::max(), 2.0, 1e300, 0.3},
                              {{1.0 / 3}, {0.1 + 0.2}, {5e-324}, {limits<double>::max()}, {2.0}, {-1.0}}, 5);
  list_finds<Backend, std::string_view>(
      {"a"sv, "it's"sv, "\"q\" \\ \n\x01 {,}"sv, ""sv, "\xF0\x9F\x9A\x80"sv, "NULL"sv},
      {{"it's"sv}, {"\"q\" \\ \n\x01 {,}"sv}, {""sv}, {"\xF0\x9F\x9A\x80"sv}, {}}, 4);
  list_finds<Backend, sa::date_value>({{0}, {-1}, {11016}}, {{sa::date_value{-1}}, {sa::date_value{11016}}}, 2);
  list_finds<Backend, sa::timestamp_value>({{0}, {-1}}, {{sa::timestamp_value{-1}}}, 1);
  list_finds<Backend, sa::instant_value>({{0}, {-1}}, {{sa::instant_value{-1}}}, 1);
  list_finds<Backend, sa::interval_value>({{0}, {-1}}, {{sa::interval_value{-1}}}, 1);
  list_finds<Backend, sa::decimal_value<2>>({{0}, {-1}, {sa::greatest_decimal}, {150}, {15'000}},
                                            {{sa::decimal_value<2>{-1}},
                                             {sa::decimal_value<2>{sa::greatest_decimal}},
                                             {sa::decimal_value<2>{150}},
                                             {sa::decimal_value<2>{sa::greatest_decimal - 1}},
                                             {}},
                                            3);
  list_finds<Backend, sa::bytes_view>({bytes(""), bytes("\0\xFF\0"sv), bytes("\0"sv), bytes("00FF00"), bytes("A")},
                                      {{bytes("")}, {bytes("\0\xFF\0"sv)}, {bytes("a")}, {}}, 2);
  list_finds<Backend, sa::uuid_value>({nil, dns, omni}, {{omni}, {dns}, {}}, 2);
}

// However much was read of an execution's rows, the next one is as if there had been none.
template <class Backend>
void a_statement_is_executed_again_wherever_reading_stopped() {
  session<Backend> s;
  s.run("DROP TABLE IF EXISTS suite_again");
  s.run("CREATE TABLE suite_again (n " + Backend::type_name(sql_type::integer) + ")");
  s.run("INSERT INTO suite_again VALUES (1), (2), (3)");
  typename session<Backend>::statement below;
  s.demand(
      s.prepare(below, "SELECT n FROM suite_again WHERE n < ? ORDER BY n", {sql_type::integer}, {sql_type::integer}));
  const auto read = [&](std::int32_t end, int rows_read) {
    typename session<Backend>::template parameters<1> given(s.db, below);
    s.demand(given.bind(0, end));
    typename session<Backend>::cursor rows;
    s.demand(s.db.execute(below, given, rows));
    for (int i = 1; i <= rows_read; ++i) {
      const fetch_result found = s.db.fetch(rows);
      CHECK(found == (i < end ? fetch_result::row : fetch_result::done));
      std::int32_t n = 0;
      if (found == fetch_result::row) CHECK(s.db.read(rows, 0, n) == read_result::value);
      if (found == fetch_result::row) CHECK(n == i);
    }
    s.db.finish(rows);
    CHECK(s.db.fetch(rows) == fetch_result::done);
  };
  for (const std::int32_t end : {1, 2, 3, 1, 4})
    for (const int rows_read : {0, 1, 2, 3, 4, 5, 0}) read(end, rows_read);
  s.db.release(below);
  s.run("DROP TABLE suite_again");
}

template <class Backend>
void a_changed_schema_means_preparing_again() {
  session<Backend> s, other;
  s.run("DROP TABLE IF EXISTS suite_schema");
  s.run("CREATE TABLE suite_schema (id " + Backend::type_name(sql_type::integer) + ", n " +
        Backend::type_name(sql_type::integer) + ")");
  s.run("INSERT INTO suite_schema VALUES (1, 10)");
  typename session<Backend>::statement by_name, star;
  s.demand(s.prepare(by_name, "SELECT id FROM suite_schema WHERE id = ?", {sql_type::integer}, {sql_type::integer}));
  s.demand(s.prepare(star, "SELECT * FROM suite_schema WHERE id = ?", {sql_type::integer},
                     {sql_type::integer, sql_type::integer}));
  s.demand(s.execute(by_name, std::int32_t{1}));
  s.demand(s.execute(star, std::int32_t{1}));
  other.run("ALTER TABLE suite_schema ADD COLUMN more " + Backend::type_name(sql_type::text));
  s.demand(s.execute(by_name, std::int32_t{1}));
  const sa::status wider = s.execute(star, std::int32_t{1});
  CHECK(wider.kind == failure::programming);
  CHECK(s.db.error().message.find("3 columns") != std::string::npos);
  other.run("DROP TABLE suite_schema");
  CHECK(s.execute(by_name, std::int32_t{1}).kind == failure::programming);
  other.run("CREATE TABLE suite_schema (id " + Backend::type_name(sql_type::integer) + ")");
  s.demand(s.execute(by_name, std::int32_t{1}));
  s.db.release(by_name);
  s.db.release(star);
  s.run("DROP TABLE suite_schema");
}

/// All of it; call it from one TEST_CASE for each driver.
template <class Backend>
void run() {
  SECTION("values come back equal") { values_come_back_equal<Backend>(); }
  SECTION("large values come back equal") { large_values_come_back_equal<Backend>(); }
  SECTION("NUL in text, NaN") { special_values<Backend>(); }
  SECTION("what does not fit is a mismatch") { what_does_not_fit_is_a_mismatch<Backend>(); }
  SECTION("another type is an error") { another_type_is_an_error<Backend>(); }
  SECTION("errors are told apart") { errors_are_told_apart<Backend>(); }
  SECTION("a statement is executed again wherever reading stopped") {
    a_statement_is_executed_again_wherever_reading_stopped<Backend>();
  }
  SECTION("statements are used again") { statements_are_used_again<Backend>(); }
  SECTION("what was moved from is inert") { what_was_moved_from_is_inert<Backend>(); }
  SECTION("what was closed refuses every call") { what_was_closed_refuses_every_call<Backend>(); }
  if constexpr (Backend::is_server) {
    SECTION("what cannot be connected to") { what_cannot_be_connected_to<Backend>(); }
  }
  SECTION("transactions") { transactions<Backend>(); }
  SECTION("raw SQL has dynamic rows") { raw_sql_has_dynamic_rows<Backend>(); }
  SECTION("lists are one parameter") { lists_are_one_parameter<Backend>(); }
  SECTION("a changed schema means preparing again") { a_changed_schema_means_preparing_again<Backend>(); }
}

}  // namespace driver_suite
