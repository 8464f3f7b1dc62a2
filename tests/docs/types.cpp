// SPDX-License-Identifier: MIT
//
// The code of docs/tables.md that needs another library.
#include <sqlalloy.hpp>
#include <sqlalloy/driver/sqlite3.hpp>
#include <sqlalloy/type/json.hpp>

#include <boost/json/src.hpp>  // compiled here: nothing to link

#include <catch2/catch.hpp>

#include <cstdint>
#include <optional>
#include <utility>

namespace sa = sqlalloy;

template <>
struct sqlalloy::codec<boost::json::value> {
  using storage = sa::json;

  static storage encode(const boost::json::value& from) {
    return {boost::json::serialize(from)};
  }
  static std::optional<boost::json::value> decode(
      const storage& stored) {
    boost::system::error_code failed;
    auto to = boost::json::parse(stored.text, failed);
    return failed ? std::nullopt : std::optional(std::move(to));
  }
};

namespace {

struct Letter {
  std::int64_t id{};
  boost::json::value body{};
};

TEST_CASE("types: JSON of another library") {
  auto engine = sa::create_engine<sa::sqlite::sqlite3>("sqlite://");
  auto db = engine.connect();
  db.create_all(sa::tables<Letter>);
  const boost::json::value body = {{"to", "Ada"}, {"pages", {1, 2}}};
  db.execute(sa::insert(Letter{.body = body}));
  CHECK(db.execute(sa::select<Letter>()).one().body == body);
}

}  // namespace
