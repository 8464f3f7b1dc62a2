// SPDX-License-Identifier: MIT
// Behind a pooler that lends a server's session for one transaction each, nothing that belongs to a session may be used
// in the next transaction: no prepared statement, above all.
#include <sqlalloy.hpp>
#include <sqlalloy/driver/libpq.hpp>

#include <catch2/catch.hpp>
#include <integration/engine_suite.hpp>
#include <support/server_url.hpp>

#include <cstdint>
#include <set>
#include <string>

namespace {

namespace sa = sqlalloy;
using engine_suite::Author;

std::string bouncer_url() { return support::server_url("SQLALLOY_PGBOUNCER_URL"); }

struct bouncer {
  static constexpr bool text_may_hold_nul = false;
  static constexpr bool errors_end_transactions = true;
  static constexpr bool has_returning = true;
  static auto engine(sa::engine_options options) {
    return sa::create_engine<sa::postgresql::libpq>(bouncer_url() + "?prepared_statements=false", options);
  }
};

TEST_CASE("libpq: the engine's suite, behind a pooler of transactions") { engine_suite::run<bouncer>(); }

TEST_CASE("libpq: one connection to a pooler of transactions speaks in several sessions of the server") {
  engine_suite::fixture<bouncer> f;
  auto db = f.engine.connect();
  std::set<std::int32_t> sessions;
  // Others are in use while this one has none, so that it is given another session each time.
  for (int i = 0; i != 6; ++i) {
    auto other = f.engine.begin();
    other.execute(sa::select(sa::count()).from(sa::tables<Author>)).scalar();
    sessions.insert(db.execute(sa::text<"SELECT pg_backend_pid()", std::int32_t>()).one());
    db.execute(sa::insert(Author{.name = "one"}));
    db.commit();
    other.commit();
  }
  CHECK(sessions.size() > 1);
  CHECK(db.execute(sa::select<Author>().where(sa::col<&Author::name> == "one")).all().size() == 6);
}

}  // namespace
