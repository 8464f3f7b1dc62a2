// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy/engine/executor.hpp>
#include <sqlalloy/engine/pool.hpp>

#include <utility>

namespace sqlalloy::inline v0 {

/// A connection of an engine. A transaction begins by itself with the first statement, and again after `commit()` and
/// `rollback()`; what is not committed when the connection is given back is rolled back.
///
/// It belongs to one thread at a time. Its results end with it. One that was moved from or closed refuses every call.
template <class Driver>
class connection : public executor<Driver> {
 public:
  explicit connection(pooled_connection<Driver>* checked_out) noexcept : executor<Driver>(checked_out) {}
  connection(connection&&) noexcept = default;
  connection& operator=(connection&& other) noexcept {
    if (this != &other) {
      close();
      this->connection_ = std::exchange(other.connection_, nullptr);
    }
    return *this;
  }
  ~connection() { close(); }

  /// Gives it back to the pool; what is not committed is rolled back. Harmless when done twice.
  void close() noexcept {
    if (pooled_connection<Driver>* mine = std::exchange(this->connection_, nullptr)) mine->home().check_in(mine);
  }

  bool is_closed() const noexcept { return this->connection_ == nullptr; }

  /// Whether statements were executed that are neither committed nor rolled back.
  bool in_transaction() const noexcept { return this->connection_ && this->connection_->in_transaction(); }

  /// The twin of `commit()`.
  result<> try_commit() { return this->connection_ ? this->connection_->commit() : result<>(this->gone()); }

  /// The twin of `rollback()`.
  result<> try_rollback() { return this->connection_ ? this->connection_->rollback() : result<>(this->gone()); }

#if defined(__cpp_exceptions)
  /// Keeps what was done. A transaction in which a statement failed and was not undone cannot be kept where the
  /// database says so (PostgreSQL): that is an invalid_request_error.
  void commit() { try_commit().value_or_throw(); }

  /// Undoes what was done since the last `commit()` or `rollback()`.
  void rollback() { try_rollback().value_or_throw(); }
#endif
};

}  // namespace sqlalloy::inline v0
