// SPDX-License-Identifier: MIT
#include <sqlalloy/driver/libpq/notification.hpp>

#include <catch2/catch.hpp>

namespace sa = sqlalloy;
using sa::failure;
namespace postgresql = sa::postgresql;

namespace {

TEST_CASE("libpq: a closed connection hears and says nothing") {
  postgresql::libpq_connection db;
  postgresql::notification heard;
  CHECK(postgresql::listen(db, "news").kind == failure::interface);
  CHECK(postgresql::unlisten(db, "news").kind == failure::interface);
  CHECK(postgresql::notify(db, "news", "x").kind == failure::interface);
  CHECK(postgresql::next_notification(db, heard, 60) == sa::fetch_result::failed);
  CHECK(db.error().kind == failure::interface);
  CHECK(db.error().message == "libpq: the connection is closed");
}

}  // namespace
