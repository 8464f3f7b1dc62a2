// SPDX-License-Identifier: MIT
#include <sqlalloy/dialect/ddl.hpp>
#include <sqlalloy/dialect/mariadb.hpp>
#include <sqlalloy/dialect/mysql.hpp>
#include <sqlalloy/dialect/postgresql.hpp>
#include <sqlalloy/dialect/render.hpp>
#include <sqlalloy/dialect/sqlite.hpp>
#include <sqlalloy/query/select.hpp>
#include <sqlalloy/type/arithmetic.hpp>
#include <sqlalloy/type/decoded.hpp>
#include <sqlalloy/type/encoded.hpp>
#include <sqlalloy/type/uuid.hpp>

#include <catch2/catch.hpp>

#include <cstdint>
#include <optional>
#include <span>
#include <type_traits>
#include <vector>

namespace sa = sqlalloy;

namespace {

using boost::uuids::uuid;

// The namespace of DNS names (RFC 4122, appendix C): 6ba7b810-9dad-11d1-80b4-00c04fd430c8
constexpr uuid dns{{0x6b, 0xa7, 0xb8, 0x10, 0x9d, 0xad, 0x11, 0xd1, 0x80, 0xb4, 0x00, 0xc0, 0x4f, 0xd4, 0x30, 0xc8}};

static_assert(std::is_same_v<sa::storage_t<uuid>, sa::uuid_value>);
static_assert(sa::sql_type_v<std::optional<uuid>> == sa::sql_type::uuid && sa::encodes_in_place<uuid>);
static_assert(sa::encoded<uuid>(dns).value().bytes[0] == 0x6b && sa::encoded<uuid>(dns).value().bytes[15] == 0xc8);

struct Session {
  uuid id{};
  std::optional<uuid> parent{};

  using table = sa::table<"sessions", sa::primary_key<&Session::id>>;
};

constexpr auto id = sa::col<&Session::id>;
constexpr auto parent = sa::col<&Session::parent>;

static_assert(sa::create_all_sql<sa::sqlite::dialect>(sa::tables<Session>) ==
              "CREATE TABLE IF NOT EXISTS sessions (id BLOB NOT NULL, parent BLOB, PRIMARY KEY (id)) STRICT;\n");
static_assert(sa::create_all_sql<sa::postgresql::dialect>(sa::tables<Session>) ==
              "CREATE TABLE IF NOT EXISTS sessions (id UUID NOT NULL, parent UUID, PRIMARY KEY (id));\n");
static_assert(sa::create_all_sql<sa::mysql::dialect>(sa::tables<Session>) ==
              "CREATE TABLE IF NOT EXISTS sessions (id BINARY(16) NOT NULL, parent BINARY(16), PRIMARY KEY (id)) "
              "DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_bin;\n");
static_assert(sa::create_all_sql<sa::mariadb::dialect>(sa::tables<Session>) ==
              "CREATE TABLE IF NOT EXISTS sessions (id BINARY(16) NOT NULL, parent BINARY(16), PRIMARY KEY (id)) "
              "DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin;\n");

// A list is one parameter.
using listed = decltype(sa::select(parent).where(sa::in(id, std::vector<uuid>{})));
static_assert(sa::sql_v<listed, sa::sqlite::dialect> ==
              "SELECT sessions.parent FROM sessions WHERE sessions.id IN (SELECT unhex(value) FROM json_each(?))");
static_assert(sa::sql_v<listed, sa::postgresql::dialect> ==
              "SELECT sessions.parent FROM sessions WHERE sessions.id = ANY($1)");
static_assert(sa::sql_v<listed, sa::mariadb::dialect> ==
              "SELECT sessions.parent FROM sessions WHERE sessions.id IN (SELECT unhex(sa_list.v) FROM JSON_TABLE(?, "
              "'$[*]' COLUMNS (v CHAR(32) PATH '$')) AS sa_list)");

TEST_CASE("uuid: each byte comes back, in its place") {
  uuid out{};
  CHECK(sa::decode_value<uuid>(sa::encoded<uuid>(dns).value(), out));
  CHECK(out == dns);
  std::optional<uuid> maybe;
  CHECK(sa::decode_value<uuid>(sa::uuid_value{}, maybe));
  CHECK(maybe == uuid{});
}

TEST_CASE("uuid: a list gives each value by itself") {
  const std::vector<uuid> values{dns, uuid{}};
  const sa::bind_list<uuid, std::span<const uuid>> list{std::span<const uuid>(values)};
  const sa::array_view view = list.view();
  CHECK(view.element == sa::sql_type::uuid);
  CHECK(view.at(view.data, 0).uuid() == sa::encoded<uuid>(dns).value());
  CHECK(view.at(view.data, 1).uuid() == sa::uuid_value{});
}

}  // namespace
