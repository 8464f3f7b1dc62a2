// SPDX-License-Identifier: MIT
#include <sqlalloy/driver/libpq/column_misfit.hpp>

#include <catch2/catch.hpp>

#include <array>

namespace sa = sqlalloy;
using sa::failure;
using sa::sql_type;
using sa::postgresql::column_misfit;
using sa::postgresql::find_misfit;
using sa::postgresql::oid;

namespace {

// A result of two columns, made without a server.
struct columns {
  ::PGresult* result = ::PQmakeEmptyPGresult(nullptr, PGRES_TUPLES_OK);

  columns(oid first, oid second) {
    char id[] = "id", price[] = "price";
    ::PGresAttDesc both[] = {{id, 0, 0, 1, static_cast<::Oid>(first), -1, -1},
                             {price, 0, 0, 1, static_cast<::Oid>(second), -1, -1}};
    REQUIRE(::PQsetResultAttrs(result, 2, both));
  }
  columns(const columns&) = delete;
  ~columns() { ::PQclear(result); }
};

TEST_CASE("libpq: columns are compared with those that will be read") {
  const std::array wanted{sql_type::bigint, sql_type::double_precision};
  const columns good(oid::int4, oid::float4), bad(oid::int8, oid::numeric);
  CHECK(find_misfit(good.result, wanted).kind == failure::none);
  CHECK(find_misfit(good.result, wanted).sentence.empty());
  const column_misfit type = find_misfit(bad.result, wanted);
  CHECK(type.kind == failure::data);
  CHECK(type.sentence == "libpq: column 2 (price) is of type numeric and is read as double precision");
  const column_misfit count = find_misfit(good.result, std::array{sql_type::bigint});
  CHECK(count.kind == failure::programming);
  CHECK(count.sentence == "libpq: the statement gives 2 columns where 1 are read");
}

}  // namespace
