// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy/driver/sqlite3/connection.hpp>
#include <sqlalloy/type/storage.hpp>

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <utility>

#include <sqlite3.h>

namespace sqlalloy::inline v0::sqlite {

enum class blob_access : unsigned char { read, read_write };

/// A blob or text in one row, which is read and written in parts (SQLite's "Incremental BLOB I/O"). Its size cannot be
/// changed: to write one, insert `zeroblob(size)` first.
///
/// It expires when the row is changed or deleted by anything else. While it is open its connection is in a read
/// transaction, and one for writing keeps COMMIT from succeeding: close it first. It belongs to its connection, which
/// must live, unmoved, as long as the blob is open, and tells in `error()` why a call failed. It is inert once it was
/// moved from or closed.
class blob {
 public:
  blob() = default;
  blob(blob&& other) noexcept
      : connection_(std::exchange(other.connection_, nullptr)), handle_(std::exchange(other.handle_, nullptr)) {}
  blob& operator=(blob&& other) noexcept {
    if (this != &other) {
      (void)close();
      connection_ = std::exchange(other.connection_, nullptr);
      handle_ = std::exchange(other.handle_, nullptr);
    }
    return *this;
  }
  ~blob() { (void)close(); }

  /// Opens what is in a column of the row with that `rowid` (which an integer primary key is); what was open is closed
  /// first.
  status open(sqlite3_connection& db, const std::string& table, const std::string& column, std::int64_t row,
              blob_access access = blob_access::read) {
    (void)close();
    if (!db.is_open()) return db.record().refuse(failure::interface, "sqlite3: the connection is closed");
    const int code = ::sqlite3_blob_open(db.native_handle(), "main", table.c_str(), column.c_str(), row,
                                         access == blob_access::read_write ? 1 : 0, &handle_);
    if (code != SQLITE_OK) return refuse_place(db, code);
    connection_ = &db;
    return {};
  }

  bool is_open() const noexcept { return handle_ != nullptr; }

  /// Goes on to the same column of another row, which is faster than to open it. Where that fails the blob is closed.
  status reopen(std::int64_t row) {
    if (!handle_) return {failure::interface};
    const int code = ::sqlite3_blob_reopen(handle_, row);
    if (code == SQLITE_OK) return {};
    const status failed = code == SQLITE_ABORT ? expired() : refuse_place(*connection_, code);
    ::sqlite3_blob_close(std::exchange(handle_, nullptr));
    return failed;
  }

  /// In bytes; 0 where none is open.
  std::size_t size() const noexcept { return static_cast<std::size_t>(handle_ ? ::sqlite3_blob_bytes(handle_) : 0); }

  /// Fills `out` with what begins at `offset`. What reaches beyond the end is a data error, and nothing is read.
  status read(std::size_t offset, std::span<std::byte> out) {
    if (const status can = reaches(offset, out.size()); !can.ok() || out.empty()) return can;
    return check(::sqlite3_blob_read(handle_, out.data(), static_cast<int>(out.size()), static_cast<int>(offset)));
  }

  /// Writes over what begins at `offset`. What reaches beyond the end is a data error, and nothing is written.
  status write(std::size_t offset, bytes_view bytes) {
    if (const status can = reaches(offset, bytes.size()); !can.ok() || bytes.empty()) return can;
    return check(::sqlite3_blob_write(handle_, bytes.data(), static_cast<int>(bytes.size()), static_cast<int>(offset)));
  }

  /// Closes it. Outside a transaction that is when what was written is kept, and so it can fail. Harmless when done
  /// twice.
  status close() {
    if (!handle_) return {};
    sqlite3_connection& db = *std::exchange(connection_, nullptr);
    const int code = ::sqlite3_blob_close(std::exchange(handle_, nullptr));
    return code == SQLITE_OK ? status{} : db.record().fail(db.native_handle(), code);
  }

 private:
  sqlite3_connection* connection_ = nullptr;
  ::sqlite3_blob* handle_ = nullptr;

  status check(int code) {
    if (code == SQLITE_OK) return {};
    if (code == SQLITE_ABORT) return expired();
    if (code == SQLITE_READONLY)
      return connection_->record().refuse(failure::interface, "sqlite3: the blob was opened for reading only");
    return connection_->record().fail(connection_->native_handle(), code);
  }

  status reaches(std::size_t offset, std::size_t count) {
    if (!handle_) return {failure::interface};
    if (offset <= size() && count <= size() - offset) return {};
    return connection_->record().refuse(failure::data, "sqlite3: the blob has " + std::to_string(size()) +
                                                           " bytes, and not " + std::to_string(count) +
                                                           " behind byte " + std::to_string(offset));
  }

  [[gnu::cold]] status expired() {
    return connection_->record().refuse(
        failure::interface, "sqlite3: the row of the blob was changed or deleted since it was opened; open it again");
  }

  // Of no row, no column, or a value that is no blob SQLite says SQLITE_ERROR, and which in its sentence.
  [[gnu::cold]] static status refuse_place(sqlite3_connection& db, int code) {
    if ((code & 0xFF) != SQLITE_ERROR) return db.record().fail(db.native_handle(), code);
    const std::string sentence = ::sqlite3_errmsg(db.native_handle());
    const bool is_wrong_row = sentence.starts_with("no such rowid") || sentence.starts_with("cannot open value");
    return db.record().refuse(is_wrong_row ? failure::data : failure::programming,
                              "sqlite3: the blob cannot be opened: " + sentence);
  }
};

}  // namespace sqlalloy::inline v0::sqlite
