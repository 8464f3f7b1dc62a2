// SPDX-License-Identifier: MIT
// The bytes are written by hand from the PostgreSQL manual, "COPY", "Binary Format".
#include <sqlalloy/driver/libpq/binary_rows.hpp>

#include <catch2/catch.hpp>

#include <cstdint>
#include <string>
#include <string_view>

namespace sa = sqlalloy;
using sa::read_result;
using sa::postgresql::binary_rows;
using step = sa::postgresql::binary_rows::step;
using namespace std::literals;

namespace {

const std::string head = "PGCOPY\n\xFF\r\n\0\0\0\0\0\0\0\0\0"s;
const std::string tail = "\xFF\xFF"s;
// 258 and "ab"; NULL and an empty text.
const std::string first = "\0\2\0\0\0\2\1\2\0\0\0\2ab"s, second = "\0\2\xFF\xFF\xFF\xFF\0\0\0\0"s;

/// What comes of a piece that stands alone.
step step_of(std::string_view piece, std::size_t columns = 2) {
  binary_rows rows(columns);
  rows.add(piece);
  return rows.next();
}

void check_first(const binary_rows& rows) {
  std::int32_t number = 0;
  std::string_view text;
  CHECK(rows.read(0, number) == read_result::value);
  CHECK(number == 258);
  CHECK(rows.read(1, text) == read_result::value);
  CHECK(text == "ab");
  double real = 0;
  CHECK(rows.read(1, real) == read_result::mismatch);
}

void check_second(const binary_rows& rows) {
  std::int32_t number = 7;
  std::string_view text = "x";
  CHECK(rows.read(0, number) == read_result::null);
  CHECK(number == 7);
  CHECK(rows.read(1, text) == read_result::value);
  CHECK(text.empty());
}

TEST_CASE("libpq: rows of COPY, one in each piece, as PostgreSQL sends them") {
  binary_rows rows(2);
  CHECK(rows.next() == step::no_more);
  const std::string begin = head + first;
  rows.add(begin);
  REQUIRE(rows.next() == step::row);
  check_first(rows);
  CHECK(rows.next() == step::no_more);
  rows.add(second);
  REQUIRE(rows.next() == step::row);
  check_second(rows);
  CHECK(rows.next() == step::no_more);
  CHECK_FALSE(rows.is_complete());
  rows.add(tail);
  CHECK(rows.next() == step::no_more);
  CHECK(rows.is_complete());
}

TEST_CASE("libpq: rows of COPY, all in one piece, and the head in one of its own") {
  const std::string all = head + first + second + tail;
  for (const std::size_t cut : {std::size_t{0}, head.size()}) {
    binary_rows rows(2);
    rows.add(std::string_view(all).substr(0, cut));
    CHECK(rows.next() == step::no_more);
    rows.add(std::string_view(all).substr(cut));
    REQUIRE(rows.next() == step::row);
    check_first(rows);
    REQUIRE(rows.next() == step::row);
    check_second(rows);
    CHECK(rows.next() == step::no_more);
    CHECK(rows.is_complete());
  }
  CHECK(step_of(head + tail) == step::no_more);
  CHECK(step_of(head + tail, 0) == step::no_more);
  CHECK(step_of(head + "\0\0"s, 0) == step::row);
}

TEST_CASE("libpq: the head of COPY") {
  const std::string signature = head.substr(0, 11);
  // What a reader need not know: the lower half of the flags, and an extension.
  CHECK(step_of(signature + "\0\0\xFF\xFF\0\0\0\0"s + first) == step::row);
  CHECK(step_of(signature + "\0\0\0\0\0\0\0\3abc"s + first) == step::row);
  // The upper half it has to know: rows with OIDs, before PostgreSQL 12.
  CHECK(step_of(signature + "\0\1\0\0\0\0\0\0"s + first) == step::malformed);
  CHECK(step_of(signature + "\x80\0\0\0\0\0\0\0"s + first) == step::malformed);
  CHECK(step_of(signature + "\0\0\0\0\0\0\0\3ab"s) == step::malformed);
  CHECK(step_of(signature + "\0\0\0\0\xFF\xFF\xFF\xFF"s + first) == step::malformed);
  // Line ends that were converted, or the text format.
  CHECK(step_of("PGCOPY\r\n\xFF\r\n\0\0\0\0\0\0\0\0\0"s + first) == step::malformed);
  CHECK(step_of("1\tab\n") == step::malformed);
  for (std::size_t size = 1; size != head.size(); ++size) CHECK(step_of(head.substr(0, size)) == step::malformed);
}

TEST_CASE("libpq: rows of COPY that are malformed") {
  CHECK(step_of(head + first, 1) == step::malformed);
  CHECK(step_of(head + first, 3) == step::malformed);
  CHECK(step_of(head + "\0\1\0\0\0\3ab"s, 1) == step::malformed);        // longer than the piece
  CHECK(step_of(head + "\0\1\xFF\xFF\xFF\xFE"s, 1) == step::malformed);  // -2
  CHECK(step_of(head + "\0\1\x80\0\0\0"s, 1) == step::malformed);        // the least
  CHECK(step_of(head + "\0\1\x7F\xFF\xFF\xFF"
                       "ab"s,
                1) == step::malformed);                   // the greatest
  CHECK(step_of(head + "\xFF\xFE"s) == step::malformed);  // -2 columns
  CHECK(step_of(head + tail + "\0"s) == step::malformed);
  for (std::size_t size = 1; size != first.size(); ++size)
    CHECK(step_of(head + first.substr(0, size)) == step::malformed);
  binary_rows behind(2);
  const std::string nothing = head + tail;
  behind.add(nothing);
  CHECK(behind.next() == step::no_more);
  behind.add(first);
  CHECK(behind.next() == step::malformed);
}

}  // namespace
