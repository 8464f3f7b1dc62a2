// SPDX-License-Identifier: MIT
#include <sqlalloy/driver/libpq/notice.hpp>

#include <catch2/catch.hpp>

#include <string>

namespace sa = sqlalloy;
namespace postgresql = sa::postgresql;
using postgresql::notice;

namespace {

int counter = 0;
constexpr auto count = [](const notice&) { ++counter; };
constexpr auto keep = [](std::string& into, const notice& said) { into = said.message; };

constexpr auto with_captures = [](int& calls) { return [&calls](const notice&) { ++calls; }; };
template <class F, class... Context>
concept hears =
    requires(postgresql::libpq_connection& db, F f, Context&... context) { postgresql::on_notice(db, f, context...); };
static_assert(hears<decltype(count)> && hears<decltype(keep), std::string>);
static_assert(!hears<decltype(with_captures(counter))> && !hears<decltype(keep)> && !hears<decltype(keep), int>);

TEST_CASE("libpq: a closed connection has no notices") {
  postgresql::libpq_connection db;
  std::string said;
  CHECK(postgresql::on_notice(db, count).kind == sa::failure::interface);
  CHECK(postgresql::on_notice(db, keep, said).kind == sa::failure::interface);
  CHECK(db.error().message == "libpq: the connection is closed");
  postgresql::drop_notices(db);
  CHECK(counter == 0);
}

}  // namespace
