// SPDX-License-Identifier: MIT
#include <sqlalloy/driver/sqlite3/blob.hpp>

#include <catch2/catch.hpp>

#include <cstddef>
#include <cstdint>
#include <string>
#include <type_traits>
#include <utility>

namespace sa = sqlalloy;
using sa::failure;
using sa::sqlite::blob;
using sa::sqlite::blob_access;
using sa::sqlite::sqlite3_connection;

namespace {

static_assert(std::is_nothrow_move_constructible_v<blob> && std::is_nothrow_move_assignable_v<blob> &&
              !std::is_copy_constructible_v<blob>);

constexpr std::byte ab[] = {std::byte{'a'}, std::byte{'b'}};

struct photos {
  sqlite3_connection db;
  photos() {
    REQUIRE(db.open({}).ok());
    REQUIRE(db.run("CREATE TABLE photos (id INTEGER PRIMARY KEY, title TEXT, data BLOB);"
                   "INSERT INTO photos VALUES (1, 'one', zeroblob(6)), (2, 'two', x'0708'), (3, NULL, NULL)")
                .ok());
  }
};

std::string text_of(blob& from, std::size_t offset, std::size_t count) {
  std::string text(count, '?');
  return from.read(offset, std::as_writable_bytes(std::span(text))).ok() ? text : "failed";
}

TEST_CASE_METHOD(photos, "sqlite3: a blob is written and read in parts") {
  blob data;
  REQUIRE(data.open(db, "photos", "data", 1, blob_access::read_write).ok());
  CHECK(data.size() == 6);
  CHECK(data.write(0, ab).ok());
  CHECK(data.write(4, ab).ok());
  CHECK(text_of(data, 0, 6) == std::string("ab\0\0ab", 6));
  CHECK(text_of(data, 1, 1) == "b");
  CHECK(text_of(data, 6, 0).empty());
  CHECK(data.write(6, {}).ok());
  REQUIRE(data.reopen(2).ok());
  CHECK(data.size() == 2);
  CHECK(text_of(data, 0, 2) == "\7\10");
  REQUIRE(data.open(db, "photos", "title", 1).ok());
  CHECK(text_of(data, 0, 3) == "one");
  CHECK(data.close().ok());
}

TEST_CASE_METHOD(photos, "sqlite3: what reaches beyond a blob is refused as a whole") {
  blob data;
  REQUIRE(data.open(db, "photos", "data", 1, blob_access::read_write).ok());
  CHECK(data.write(5, ab).kind == failure::data);
  CHECK(db.error().message == "sqlite3: the blob has 6 bytes, and not 2 behind byte 5");
  CHECK(text_of(data, 7, 0) == "failed");
  CHECK(text_of(data, SIZE_MAX, 2) == "failed");
  CHECK(text_of(data, 0, 6) == std::string(6, '\0'));
}

TEST_CASE_METHOD(photos, "sqlite3: a blob for reading is not written") {
  blob data;
  REQUIRE(data.open(db, "photos", "data", 1).ok());
  CHECK(data.write(0, ab).kind == failure::interface);
  CHECK(db.error().message == "sqlite3: the blob was opened for reading only");
}

TEST_CASE_METHOD(photos, "sqlite3: a blob expires with its row") {
  blob data;
  REQUIRE(data.open(db, "photos", "data", 1).ok());
  REQUIRE(db.run("UPDATE photos SET title = 'x' WHERE id = 2").ok());
  CHECK(text_of(data, 0, 1) != "failed");
  REQUIRE(db.run("UPDATE photos SET title = 'x' WHERE id = 1").ok());
  std::byte one[1];
  CHECK(data.read(0, one).kind == failure::interface);
  CHECK(db.error().message == "sqlite3: the row of the blob was changed or deleted since it was opened; open it again");
  CHECK(data.reopen(2).kind == failure::interface);
  CHECK_FALSE(data.is_open());
  CHECK(data.open(db, "photos", "data", 2).ok());
}

TEST_CASE_METHOD(photos, "sqlite3: what is no blob cannot be opened as one") {
  blob data;
  CHECK(data.open(db, "photos", "data", 9).kind == failure::data);
  CHECK(db.error().message == "sqlite3: the blob cannot be opened: no such rowid: 9");
  CHECK(data.open(db, "photos", "data", 3).kind == failure::data);
  CHECK(db.error().message == "sqlite3: the blob cannot be opened: cannot open value of type null");
  CHECK(data.open(db, "photos", "id", 1).kind == failure::data);
  REQUIRE(db.run("CREATE INDEX by_title ON photos (title)").ok());
  CHECK(data.open(db, "photos", "title", 1).ok());
  CHECK(data.open(db, "photos", "title", 1, blob_access::read_write).kind == failure::programming);
  CHECK(db.error().message == "sqlite3: the blob cannot be opened: cannot open indexed column for writing");
  CHECK(data.open(db, "photos", "other", 1).kind == failure::programming);
  CHECK(db.error().message == "sqlite3: the blob cannot be opened: no such column: \"other\"");
  CHECK(data.open(db, "others", "data", 1).kind == failure::programming);
  CHECK_FALSE(data.is_open());
  REQUIRE(data.open(db, "photos", "data", 1).ok());
  CHECK(data.reopen(9).kind == failure::data);
  CHECK_FALSE(data.is_open());
}

TEST_CASE_METHOD(photos, "sqlite3: a blob that was moved from or closed is inert") {
  blob first;
  CHECK(first.size() == 0);
  CHECK(first.reopen(1).kind == failure::interface);
  REQUIRE(first.open(db, "photos", "data", 1).ok());
  blob second = std::move(first);
  CHECK_FALSE(first.is_open());
  CHECK(first.write(0, ab).kind == failure::interface);
  CHECK(first.close().ok());
  CHECK(second.size() == 6);
  first = std::move(second);
  CHECK(first.size() == 6);
  CHECK(first.close().ok());
  CHECK(first.close().ok());
  CHECK(first.size() == 0);
  db.close();
  CHECK(first.open(db, "photos", "data", 1).kind == failure::interface);
}

TEST_CASE_METHOD(photos, "sqlite3: what was written to a blob is in the transaction") {
  REQUIRE(db.run("BEGIN").ok());
  blob data;
  REQUIRE(data.open(db, "photos", "data", 1, blob_access::read_write).ok());
  REQUIRE(data.write(0, ab).ok());
  CHECK(db.run("COMMIT").kind == failure::operational);  // not before it is closed
  CHECK(data.close().ok());
  CHECK(db.run("ROLLBACK").ok());
  REQUIRE(data.open(db, "photos", "data", 1).ok());
  CHECK(text_of(data, 0, 2) == std::string(2, '\0'));
}

}  // namespace
