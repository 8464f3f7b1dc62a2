// SPDX-License-Identifier: MIT
#include <sqlalloy/driver/libpq/any_value.hpp>

#include <catch2/catch.hpp>

#include <cstdint>
#include <string>
#include <string_view>

namespace sa = sqlalloy;
using sa::postgresql::oid;
using namespace std::literals;

namespace {

// A result of one field, made without a server.
struct field {
  ::PGresult* result = ::PQmakeEmptyPGresult(nullptr, PGRES_TUPLES_OK);

  field(oid type, std::string text, int format = 0) {
    char name[] = "x";
    ::PGresAttDesc column{name, 0, 0, format, static_cast<::Oid>(type), -1, -1};
    REQUIRE(::PQsetResultAttrs(result, 1, &column));
    REQUIRE(::PQsetvalue(result, 0, 0, text.data(), static_cast<int>(text.size())));
  }
  field(const field&) = delete;
  ~field() { ::PQclear(result); }

  sa::value_view value() const { return sa::postgresql::any_value(result, 0, 0); }
};

TEST_CASE("libpq: a field of a result in text form") {
  CHECK(field(oid::int4, "-12").value().integer() == -12);
  CHECK(field(oid::oid, "4294967295").value().integer() == 4294967295);
  CHECK(field(oid::float8, "0.1").value().real() == 0.1);
  CHECK(field(oid::float8, "-Infinity").value().real() < 0);
  CHECK(field(oid::boolean, "t").value().boolean());
  CHECK_FALSE(field(oid::boolean, "f").value().boolean());
  const field text(oid::text, "12"), number(oid::numeric, "1.50"), bytes(oid::bytea, "\\x00ff");
  CHECK(text.value().text() == "12");
  CHECK(number.value().text() == "1.50");
  REQUIRE(bytes.value().kind() == sa::value_kind::bytes);
  CHECK(bytes.value().bytes().size() == 2);
  CHECK(bytes.value().bytes()[1] == std::byte{0xFF});
}

TEST_CASE("libpq: a field of a result in binary form") {
  CHECK(field(oid::int2, std::string("\xFF\xFE"sv), 1).value().integer() == -2);
  CHECK(field(oid::boolean, std::string("\x01"sv), 1).value().boolean());
  CHECK(field(oid::float4, std::string("\x3F\0\0\0"sv), 1).value().real() == 0.5);
  const field text(oid::varchar, "ab", 1), other(oid::numeric, std::string("\0\x01"sv), 1);
  CHECK(text.value().text() == "ab");
  CHECK(other.value().kind() == sa::value_kind::bytes);
}

}  // namespace
