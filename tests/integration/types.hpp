// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy.hpp>
#include <sqlalloy/type/uuid.hpp>

#include <catch2/catch.hpp>

#include <cstdint>
#include <optional>
#include <vector>

// What the types of the opt-in headers do on every database, written once. A backend says how to reach its own:
//
//     struct backend {
//       static auto engine();  // of an empty database, or of one whose tables may be dropped
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

/// All of it; call it from one TEST_CASE for each database.
template <class Backend>
void run() {
  SECTION("UUIDs") { uuids<Backend>(); }
}

}  // namespace types_suite
