// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy/engine/connection.hpp>

#include <utility>

namespace sqlalloy::inline v0 {

/// One transaction, on a connection of its own. It is rolled back unless `commit()` keeps it; with either it has ended,
/// the connection is given back, and every further call is refused.
///
/// It belongs to one thread at a time.
template <class Driver>
class transaction : public executor<Driver> {
 public:
  explicit transaction(pooled_connection<Driver>* checked_out) noexcept
      : executor<Driver>(checked_out), kept_before_(checked_out->kept) {}
  transaction(transaction&&) noexcept = default;
  transaction& operator=(transaction&& other) noexcept {
    if (this != &other) {
      end();
      this->connection_ = std::exchange(other.connection_, nullptr);
      kept_before_ = other.kept_before_;
      has_kept_ = other.has_kept_;
    }
    return *this;
  }
  ~transaction() { end(); }

  /// Whether it goes on: neither committed, rolled back, nor moved from.
  bool is_active() const noexcept { return this->connection_ != nullptr; }

  /// Whether something of it was committed, or may have been: by `commit()`, or by SQL by hand, which ended it.
  bool may_have_committed() const noexcept { return is_active() ? this->connection_->kept != kept_before_ : has_kept_; }

  /// The twin of `commit()`.
  result<> try_commit() {
    if (!is_active()) return this->gone();
    result<> committed = this->connection_->commit();
    end();
    return committed;
  }

  /// The twin of `rollback()`.
  result<> try_rollback() {
    if (!is_active()) return this->gone();
    result<> undone = this->connection_->rollback();
    end();
    return undone;
  }

#if defined(__cpp_exceptions)
  /// Keeps what was done. Where that fails, all is undone.
  void commit() { try_commit().value_or_throw(); }

  /// Undoes what was done.
  void rollback() { try_rollback().value_or_throw(); }
#endif

 private:
  unsigned kept_before_;
  bool has_kept_ = false;  // known when it has ended

  void end() noexcept {
    has_kept_ = may_have_committed();
    if (pooled_connection<Driver>* mine = std::exchange(this->connection_, nullptr)) mine->home().check_in(mine);
  }
};

}  // namespace sqlalloy::inline v0
