// SPDX-License-Identifier: MIT
#pragma once

namespace sqlalloy::inline v0 {

/// The transaction of a flush, whatever the database.
class flush_connection {
 public:
  flush_connection(const flush_connection&) = delete;
  flush_connection& operator=(const flush_connection&) = delete;

  /// Before each statement that writes.
  virtual void begin_writing() = 0;
  /// All is done.
  virtual void keep() = 0;
  /// What was written is undone.
  virtual void undo() noexcept = 0;

 protected:
  flush_connection() = default;
  ~flush_connection() = default;
};

}  // namespace sqlalloy::inline v0
