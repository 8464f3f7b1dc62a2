// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy.hpp>
#include <sqlalloy/type/decimal.hpp>
#include <sqlalloy/type/json.hpp>
#include <sqlalloy/type/multiprecision.hpp>
#include <sqlalloy/type/nlohmann_json.hpp>
#include <sqlalloy/type/uuid.hpp>

#include <catch2/catch.hpp>

#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <vector>

// What the types of the opt-in headers, and bytes in lists, do on every database, written once. A backend says how to
// reach its own:
//
//     struct backend {
//       static auto engine();  // of an empty database, or of one whose tables may be dropped
//       static constexpr bool numbers_are_short = …;  // 35 digits before the point and 30 behind it at most
//     };

namespace types_suite {

namespace sa = sqlalloy;
using namespace sa::literals;
using boost::uuids::uuid;

struct Session {
  uuid id{};
  std::optional<uuid> parent{};
  std::int32_t number{};

  using table = sa::table<"suite_sessions", sa::primary_key<&Session::id>, sa::references<&Session::parent, Session>>;

  friend bool operator==(const Session&, const Session&) = default;
};

struct Account {
  std::int64_t id{};
  sa::decimal<2> balance{};
  std::optional<sa::decimal<18>> rate{};
  std::optional<sa::decimal<0>> points{};

  using table = sa::table<"suite_accounts", sa::primary_key<&Account::id>, sa::autoincrement<&Account::id, false>>;

  friend bool operator==(const Account&, const Account&) = default;
};

struct Note {
  std::int64_t id{};
  sa::json body{};
  std::optional<sa::json> more{};
  nlohmann::json tree{};
  std::optional<nlohmann::json> maybe{};

  using table = sa::table<"suite_notes", sa::primary_key<&Note::id>, sa::autoincrement<&Note::id, false>>;

  friend bool operator==(const Note&, const Note&) = default;
};

using real = boost::multiprecision::cpp_dec_float_50;
using boost::multiprecision::cpp_int;

struct Sample {
  std::int64_t id{};
  real size{};
  std::optional<cpp_int> count{};

  using table = sa::table<"suite_samples", sa::primary_key<&Sample::id>, sa::autoincrement<&Sample::id, false>>;
};

/// A connection in a transaction that is never kept, with an empty table of each.
template <class Backend, class... Tables>
struct fixture {
  decltype(Backend::engine()) engine = Backend::engine();
  decltype(engine.connect()) db = engine.connect();

  fixture() {
    db.drop_all(sa::tables<Tables...>);
    db.create_all(sa::tables<Tables...>);
  }
  ~fixture() {
    db.rollback();
    db.drop_all(sa::tables<Tables...>);
    db.commit();
  }
};

inline uuid of_bytes(std::uint8_t first, std::uint8_t last) {
  uuid made{};
  made.data[0] = first;
  made.data[15] = last;
  return made;
}

struct Picture {
  std::vector<std::byte> id{};
  std::optional<std::vector<std::byte>> source{};
  std::int32_t number{};

  using table = sa::table<"suite_pictures", sa::primary_key<&Picture::id>>;
};

template <class Backend>
void lists_of_bytes() {
  fixture<Backend, Picture> f;
  constexpr auto id = sa::col<&Picture::id>;
  constexpr auto source = sa::col<&Picture::source>;
  constexpr auto number = sa::col<&Picture::number>;
  using bytes = std::vector<std::byte>;
  using blobs = std::vector<bytes>;
  using found = std::vector<std::int32_t>;
  const bytes empty{}, nul{std::byte{0}}, nuls{std::byte{0}, std::byte{0}}, high{std::byte{0xFF}, std::byte{0}};
  const bytes digits{std::byte{'0'}, std::byte{'0'}}, small{std::byte{'a'}}, capital{std::byte{'A'}};
  f.db.execute(sa::insert(std::vector<Picture>{
      {empty, {}, 1}, {nul, empty, 2}, {nuls, nul, 3}, {high, high, 4}, {digits, digits, 5}, {small, small, 6}}));
  const auto numbers = [&](const auto& condition) {
    return f.db.execute(sa::select(number).where(condition).order_by(number)).scalars();
  };
  CHECK(numbers(sa::in(id, blobs{empty, high, nul})) == found{1, 2, 4});
  CHECK(numbers(sa::in(id, blobs{nuls, digits, capital})) == found{3, 5});
  CHECK(numbers(sa::in(id, blobs{})) == found{});
  CHECK(numbers(sa::in(source, blobs{empty, high, small})) == found{2, 4, 6});
  CHECK(numbers(sa::not_in(id, blobs{empty, nuls, high})) == found{2, 5, 6});
  CHECK(numbers(sa::not_in(source, blobs{nul, capital})) == found{2, 4, 5, 6});  // NULL is neither in nor out
  CHECK(f.db.execute(sa::select(id).where(sa::in(id, blobs{high}))).scalar() == high);
  const bytes large(100'000, std::byte{0xFF});
  CHECK(numbers(sa::in(id, blobs{large, small})) == found{6});
}

template <class Backend>
void uuids() {
  fixture<Backend, Session> f;
  constexpr auto id = sa::col<&Session::id>;
  constexpr auto parent = sa::col<&Session::parent>;
  constexpr auto number = sa::col<&Session::number>;
  const uuid least{}, low = of_bytes(0, 1), high = of_bytes(0x80, 0), greatest = of_bytes(0xFF, 0xFF);
  const std::vector<Session> all{{least, {}, 1}, {low, least, 2}, {high, {}, 3}, {greatest, low, 4}};
  for (const int place : {2, 0, 1, 3}) f.db.execute(sa::insert(all[static_cast<std::size_t>(place)]));
  const auto numbers = [&](const auto& condition) {
    return f.db.execute(sa::select(number).where(condition).order_by(number)).scalars();
  };
  using found = std::vector<std::int32_t>;

  // Sorted by their bytes, the first one first and none of them signed.
  CHECK(f.db.execute(sa::select<Session>().order_by(id)).all() == all);
  CHECK(f.db.execute(sa::select<Session>().where(id == "id"_p), "id"_p = greatest).one() == all[3]);
  CHECK(numbers(id == high) == found{3});
  CHECK(numbers(id > low) == found{3, 4});
  CHECK(numbers(sa::between(id, low, high)) == found{2, 3});
  CHECK(numbers(sa::in(id, least, greatest)) == found{1, 4});
  CHECK(numbers(sa::in(id, std::vector<uuid>{high, low, of_bytes(9, 9)})) == found{2, 3});
  CHECK(numbers(sa::in(parent, std::vector<uuid>{low})) == found{4});
  CHECK(numbers(sa::in(id, std::vector<uuid>{})) == found{});
  CHECK(numbers(sa::not_in(id, std::vector<uuid>{high})) == found{1, 2, 4});
  CHECK(numbers(parent == std::nullopt) == found{1, 3});
  CHECK(numbers(sa::coalesce(parent, high) == high) == found{1, 3});
  CHECK(numbers(sa::is_distinct_from(parent, low)) == found{1, 2, 3});
  CHECK(numbers(sa::case_(sa::then(number > 2, id), sa::else_(least)) == least) == found{1, 2});
  CHECK(f.db.execute(sa::select(sa::coalesce(parent, id)).order_by(number)).scalars() ==
        std::vector<uuid>{least, least, high, low});
  CHECK(f.db.execute(sa::select(sa::case_(sa::then(number > 2, high), sa::else_(low))).order_by(number)).scalars() ==
        std::vector<uuid>{low, low, high, high});
  CHECK(f.db.execute(sa::select(sa::cast<uuid>(id)).where(number == 4)).scalar() == greatest);
  CHECK(f.db.execute(sa::select(sa::value(high))).scalar() == high);
  CHECK(f.db.execute(sa::update<Session>().set(parent = high).where(id == least)).rowcount() == 1);
  CHECK(f.db.execute(sa::select(parent).where(id == least)).scalar() == high);
  for (const auto& row : f.db.exec_driver_sql("SELECT id, parent FROM suite_sessions WHERE number = 3")) {
    CHECK(row["id"].as(sa::type<uuid>{}) == high);
    CHECK(row["parent"].as(sa::type<std::optional<uuid>>{}) == std::nullopt);
  }
}

template <class Backend>
void decimals() {
  fixture<Backend, Account> f;
  using cents = sa::decimal<2>;
  constexpr auto id = sa::col<&Account::id>;
  constexpr auto balance = sa::col<&Account::balance>;
  constexpr auto rate = sa::col<&Account::rate>;
  constexpr auto points = sa::col<&Account::points>;
  constexpr cents greatest = "9999999999999999.99";
  using tiny = sa::decimal<18>;
  using whole = sa::decimal<0>;
  const std::vector<Account> all{{1, "-10.00", tiny("0.000000000000000001"), whole(0)},
                                 {2, "9.90", tiny("-0.999999999999999999"), whole("999999999999999999")},
                                 {3, greatest, {}, whole("-999999999999999999")},
                                 {4, -greatest, tiny("0.5"), {}},
                                 {5, "0.01", {}, whole(7)}};
  for (const Account& one : all) f.db.execute(sa::insert(one));
  using found = std::vector<std::int64_t>;
  const auto ids = [&](const auto& condition) {
    return f.db.execute(sa::select(id).where(condition).order_by(id)).scalars();
  };

  CHECK(f.db.execute(sa::select<Account>().order_by(id)).all() == all);
  CHECK(f.db.execute(sa::select(id).order_by(balance)).scalars() == found{4, 1, 5, 2, 3});
  CHECK(ids(balance > cents("9.89") && balance < cents("9.91")) == found{2});
  CHECK(ids(balance == greatest) == found{3});
  CHECK(f.db.execute(sa::select(id).where(balance < "b"_p), "b"_p = cents("-10.00")).scalars() == found{4});
  CHECK(ids(sa::between(balance, cents("-10.00"), cents("0.01"))) == found{1, 5});
  CHECK(ids(sa::in(balance, cents("9.90"), -greatest)) == found{2, 4});
  CHECK(ids(sa::in(balance, std::vector<cents>{"9.90", greatest, "0.02"})) == found{2, 3});
  CHECK(ids(sa::in(rate, std::vector<tiny>{"-0.999999999999999999", "0.000000000000000001"})) == found{1, 2});
  CHECK(ids(sa::coalesce(rate, tiny("0.5")) == tiny("0.5")) == found{3, 4, 5});
  CHECK(f.db.execute(sa::select(sa::coalesce(points, sa::decimal<0>(-5))).where(id > 3).order_by(id)).scalars() ==
        std::vector<sa::decimal<0>>{-5, 7});
  CHECK(
      f.db.execute(sa::select(sa::case_(sa::then(id == 4, cents("1.5")), sa::else_(balance))).order_by(id)).scalars() ==
      std::vector<cents>{"-10.00", "9.90", greatest, "1.50", "0.01"});
  CHECK(f.db.execute(sa::select(sa::value(cents("-0.05")))).scalar() == cents("-0.05"));
  CHECK(f.db.execute(sa::select(sa::cast<cents>(balance)).where(id == 3)).scalar() == greatest);
  CHECK(ids(balance + cents("0.01") == cents("9.91")) == found{2});
  CHECK(f.db.execute(sa::select(balance - cents("0.02")).where(id == 5)).scalar() == cents("-0.01"));
  CHECK(f.db.execute(sa::select(sa::sum(balance))).scalar() == cents("-0.09"));
  CHECK(f.db.execute(sa::select(sa::sum(points))).scalar() == sa::decimal<0>(7));
  CHECK(f.db.execute(sa::select(sa::sum(balance)).where(id > 9)).scalar() == std::nullopt);
  CHECK(f.db.execute(sa::select(sa::min(balance))).scalar() == -greatest);
  CHECK(f.db.execute(sa::select(sa::max(rate))).scalar() == tiny("0.5"));
  CHECK(f.db.execute(sa::update<Account>().set(sa::col<& Account::balance> = balance - cents("0.03")).where(id == 5))
            .rowcount() == 1);
  CHECK(f.db.execute(sa::select(balance).where(id == 5)).scalar() == cents("-0.02"));
  f.db.commit();

  // What has too many digits is told, when it is read and when it is stored.
  CHECK_THROWS_AS(f.db.execute(sa::select(sa::sum(balance)).where(balance > cents(0))).scalar(), sa::data_error);
  CHECK_THROWS_AS(f.db.execute(sa::update<Account>().set(sa::col<& Account::balance> = balance + balance)),
                  sa::database_error);
  f.db.rollback();
}

template <class Backend>
void json_values() {
  fixture<Backend, Note> f;
  constexpr auto id = sa::col<&Note::id>;
  constexpr auto body = sa::col<&Note::body>;
  constexpr auto more = sa::col<&Note::more>;
  const auto tree =
      nlohmann::json::parse(R"({"name": "Ada", "ages": [36, -0.5, 1e300, 18446744073709551615], "x": null})");
  const std::vector<Note> all{
      {1, {"null"}, {}, nullptr, {}},
      // Letter by letter: spaces, the order of keys, a key twice, digits that no double has, escapes.
      {2,
       {R"( {"b" : 1.0, "a":[true,1e2, 12345678901234567890.10], "a" : "\u0000 \ud83d\ude80 \/" } )"},
       sa::json{"[]"},
       tree,
       tree["ages"]},
      {3, {"\"\xE2\x82\xAC\""}, sa::json{"null"}, nlohmann::json::array(), nlohmann::json(nullptr)}};
  for (const Note& one : all) f.db.execute(sa::insert(one));
  f.db.commit();

  CHECK(f.db.execute(sa::select<Note>().order_by(id)).all() == all);
  CHECK(f.db.execute(sa::select(id).where(more == std::nullopt)).scalar() == 1);
  CHECK(f.db.execute(sa::select(id).where(sa::cast<std::string>(body) == all[1].body.text)).scalar() == 2);
  CHECK(f.db.execute(sa::select(sa::cast<sa::json>(sa::value("{}")))).scalar() == sa::json{"{}"});
  CHECK(f.db.execute(sa::select(sa::coalesce(more, sa::json{"0"})).order_by(id)).scalars() ==
        std::vector<sa::json>{{"0"}, {"[]"}, {"null"}});
  CHECK(f.db.execute(sa::select(sa::case_(sa::then(id == 2, sa::json{"2"}), sa::else_(body))).order_by(id)).scalars() ==
        std::vector<sa::json>{{"null"}, {"2"}, all[2].body});
  int rows = 0;
  for (const auto& [view] : f.db.execute(sa::select(body).order_by(id)))
    CHECK(view == all[static_cast<std::size_t>(rows++)].body.text);
  CHECK(f.db.execute(sa::update<Note>().set(sa::col<& Note::tree> = "t"_p).where(id == 1), "t"_p = tree).rowcount() ==
        1);
  CHECK(f.db.execute(sa::select(sa::col<&Note::tree>).where(id == 1)).scalar() == tree);
  for (const auto& row : f.db.exec_driver_sql("SELECT body FROM suite_notes WHERE id = 3"))
    CHECK(row["body"].as(sa::type<sa::json>{}) == all[2].body);
  f.db.commit();

  // What is no JSON is refused by the database; what has no text as JSON does not get so far.
  CHECK_THROWS_AS(f.db.execute(sa::insert(Note{.id = 4, .body = {"{"}})), sa::database_error);
  f.db.rollback();
  CHECK_THROWS_AS(f.db.execute(sa::insert(Note{.id = 4, .tree = std::numeric_limits<double>::infinity()})),
                  sa::data_error);
  f.db.rollback();
}

template <class Backend>
void numbers_of_any_size() {
  fixture<Backend, Sample> f;
  constexpr auto id = sa::col<&Sample::id>;
  constexpr auto size = sa::col<&Sample::size>;
  constexpr auto count = sa::col<&Sample::count>;
  const auto comes_back = [&](const Sample& one) {
    f.db.execute(sa::insert(one));
    const Sample back = f.db.execute(sa::select<Sample>().where(id == one.id)).one();
    CHECK(back.size == one.size);
    CHECK(back.count == one.count);
    return f.db.execute(sa::select(id).where(size == one.size)).scalars() == std::vector<std::int64_t>{one.id};
  };
  CHECK(comes_back({1, real("-12.50"), cpp_int(0)}));
  CHECK(comes_back({2, real(0), {}}));
  CHECK(comes_back({3, real("12345678901234567890123456789012345"), cpp_int("-99999999999999999999999999999999999")}));
  CHECK(comes_back({4, real("0.000000000000000000000000000001"), cpp_int(10'000)}));
  CHECK(comes_back({5, real("99999999999999999999.000000000000000000000000000001"), cpp_int(100'000'000)}));
  const real third = real(1) / 3;
  const cpp_int large = pow(cpp_int(7), 1000);
  if constexpr (Backend::numbers_are_short) {
    f.db.commit();
    CHECK_THROWS_AS(f.db.execute(sa::insert(Sample{6, third, {}})), sa::data_error);
    f.db.rollback();
    CHECK_THROWS_AS(f.db.execute(sa::insert(Sample{6, 0, large})), sa::data_error);
    f.db.rollback();
    CHECK_THROWS_AS(f.db.execute(sa::insert(Sample{6, 0, pow(cpp_int(10), 40)})), sa::data_error);
    f.db.rollback();
  } else {
    CHECK(comes_back({6, third, large}));
    CHECK(comes_back({7, -sqrt(real(2)) * real("1e-300"), -large}));
  }
  CHECK(f.db.execute(sa::select(count).where(count == cpp_int(10'000))).scalar() == cpp_int(10'000));
  CHECK(f.db.execute(sa::select(sa::coalesce(count, cpp_int(-1))).where(id == 2)).scalar() == cpp_int(-1));
  CHECK(f.db.execute(sa::select(sa::case_(sa::then(id == 1, real("0.5")), sa::else_(size))).where(id == 1)).scalar() ==
        real("0.5"));
  f.db.commit();
  CHECK_THROWS_AS(f.db.execute(sa::insert(Sample{8, std::numeric_limits<real>::quiet_NaN(), {}})), sa::data_error);
  f.db.rollback();
  for (const auto& row : f.db.exec_driver_sql("SELECT size FROM suite_samples WHERE id = 1"))
    CHECK(row["size"].as(sa::type<real>{}) == real("-12.5"));
}

/// All of it; call it from one TEST_CASE for each database.
template <class Backend>
void run() {
  SECTION("lists of bytes") { lists_of_bytes<Backend>(); }
  SECTION("UUIDs") { uuids<Backend>(); }
  SECTION("decimals") { decimals<Backend>(); }
  SECTION("JSON") { json_values<Backend>(); }
  SECTION("numbers of any size") { numbers_of_any_size<Backend>(); }
}

}  // namespace types_suite
