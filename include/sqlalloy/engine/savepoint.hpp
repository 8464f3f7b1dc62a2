// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy/engine/pooled_connection.hpp>
#include <sqlalloy/engine/result.hpp>

#include <utility>

namespace sqlalloy::inline v0 {

/// A part of a transaction that can be undone by itself. It is undone unless `commit()` keeps it. It is made where it
/// stays and is never moved; it belongs to the thread of its connection.
///
/// It ends with the transaction, or with the savepoint, around it: `commit()` is an invalid_request_error then.
template <class Driver>
class savepoint {
 public:
  /// Sets it; what goes wrong is told in `failed`, or thrown where that is null.
  savepoint(pooled_connection<Driver>* connection, result<>* failed) {
    result<> set = connection ? connection->set_savepoint(mark_) : result<>(ended());
#if defined(__cpp_exceptions)
    if (!failed) set.value_or_throw();
#endif
    if (failed) *failed = std::move(set);
  }
  savepoint(const savepoint&) = delete;
  savepoint& operator=(const savepoint&) = delete;
  ~savepoint() {
    if (is_active()) (void)mark_.connection->rollback_to(mark_);
  }

  bool is_active() const noexcept { return mark_.connection != nullptr; }

  /// The twin of `commit()`.
  result<> try_commit() {
    if (!is_active()) return ended();
    return mark_.connection->release(mark_);
  }

  /// The twin of `rollback()`.
  result<> try_rollback() {
    if (!is_active()) return {};
    return mark_.connection->rollback_to(mark_);
  }

#if defined(__cpp_exceptions)
  /// Keeps what was done since, as far as the transaction around it is kept.
  void commit() { try_commit().value_or_throw(); }

  /// Undoes what was done since. Harmless when it has ended.
  void rollback() { try_rollback().value_or_throw(); }
#endif

 private:
  savepoint_mark<Driver> mark_{};

  [[gnu::cold]] static error_info ended() {
    return make_error(failure::invalid_request, "sqlalloy: the savepoint has ended, or what was around it has");
  }
};

}  // namespace sqlalloy::inline v0
