// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy/engine/mutex.hpp>
#include <sqlalloy/engine/pooled_connection.hpp>

#include <cstdint>
#include <cstdio>
#include <string>
#include <utility>

namespace sqlalloy::inline v0 {

/// The open connections of an engine. It may be used by any thread. Who waits longest gets the next connection; the one
/// that was given back last is handed out first, because its statements are prepared and warm. Connecting and closing
/// happen outside the lock.
template <class Driver>
class pool {
 public:
  using pooled = pooled_connection<Driver>;

  /// A pool on the heap, which lives until `retire` was called and the last connection was given back.
  static pool* make(engine_settings settings) { return new pool(std::move(settings)); }

  pool(const pool&) = delete;
  pool& operator=(const pool&) = delete;

  /// Ends the pool: at once, or when the last connection is given back.
  void retire() noexcept {
    lock_.lock();
    is_retired_ = true;
    const bool is_last = open_ == idle_;
    lock_.unlock();
    dispose();
    if (is_last) delete this;
  }

  const engine_settings& settings() const noexcept { return settings_; }

  /// A connection that is open and in no transaction: an idle one, or a new one where there may be more, or the next
  /// one that is given back within `pool_timeout`.
  [[gnu::noinline]] result<pooled*> check_out() {
    lock_.lock();
    if (pooled* found = first_) {
      first_ = found->next;
      --idle_;
      lock_.unlock();
      return found;
    }
    if (!may_open()) {
      waiter mine;
      if (!wait(mine)) {
        lock_.unlock();
        return make_error(failure::timeout, timeout_sentence());
      }
      if (mine.given) {
        lock_.unlock();
        return mine.given;
      }
    } else {
      ++open_;
    }
    lock_.unlock();
    return connect();
  }

  /// Takes a connection back. What it has not committed is rolled back.
  [[gnu::noinline]] void check_in(pooled* returned) noexcept {
    const bool is_good = returned->reset();
    if (!is_good) discard(returned);
    lock_.lock();
    if (is_good && first_waiter_) {
      pop_waiter(returned);
      lock_.unlock();
      return;
    }
    if (is_good && keeps_one_more() && !is_retired_) {
      returned->next = first_;
      first_ = returned;
      ++idle_;
      lock_.unlock();
      return;
    }
    if (is_good) {
      lock_.unlock();
      discard(returned);
      lock_.lock();
    }
    one_less();
  }

  /// Closes the connections that nobody uses. The others are not touched.
  void dispose() noexcept {
    lock_.lock();
    pooled* left = std::exchange(first_, nullptr);
    open_ -= std::exchange(idle_, 0);
    lock_.unlock();
    while (left) discard(std::exchange(left, left->next));
  }

  /// How many connections are open now, and how many of them nobody uses.
  int open_connections() noexcept {
    const mutex_lock held(lock_);
    return open_;
  }
  int idle_connections() noexcept {
    const mutex_lock held(lock_);
    return idle_;
  }

 private:
  struct waiter {
    wake_up woken{};
    pooled* given = nullptr;
    bool may_open = false;
    waiter* next = nullptr;
  };

  const engine_settings settings_;
  mutex lock_{};
  pooled* first_ = nullptr;
  waiter* first_waiter_ = nullptr;
  int open_ = 0;  // idle, in use, or being opened
  int idle_ = 0;
  bool is_retired_ = false;

  explicit pool(engine_settings settings) : settings_(std::move(settings)) {}
  ~pool() = default;

  bool may_open() const noexcept {
    const engine_options& options = settings_.options;
    return options.pool_size <= 0 || options.max_overflow < 0 || open_ < options.pool_size + options.max_overflow;
  }
  bool keeps_one_more() const noexcept {
    return settings_.options.pool_size <= 0 || idle_ < settings_.options.pool_size;
  }

  result<pooled*> connect() {
    auto* made = new pooled(settings_, *this);
    result<> opened = made->open();
    if (opened) return made;
    delete made;
    lock_.lock();
    one_less();
    return opened;
  }

  static void discard(pooled* unwanted) noexcept {
    unwanted->statements.clear(unwanted->driver);
    unwanted->driver.close();
    delete unwanted;
  }

  // A connection is gone: the first who waits may open another. Gives up the lock, and the pool where it was the last.
  void one_less() noexcept {
    if (first_waiter_)
      pop_waiter(nullptr);
    else
      --open_;
    const bool is_last = is_retired_ && open_ == 0;
    lock_.unlock();
    if (is_last) delete this;
  }

  void pop_waiter(pooled* given) noexcept {
    waiter* first = first_waiter_;
    first_waiter_ = first->next;
    first->given = given;
    first->may_open = given == nullptr;
    first->woken.signal();
  }

  // With the lock held. True once there is a connection, or leave to open one.
  bool wait(waiter& mine) {
    const auto timeout = static_cast<std::int64_t>(settings_.options.pool_timeout * 1e9);
    const std::int64_t deadline = monotonic_nanoseconds() + timeout;
    waiter** last = &first_waiter_;
    while (*last) last = &(*last)->next;
    *last = &mine;
    while (!mine.given && !mine.may_open) {
      if (mine.woken.wait(lock_, deadline) || mine.given || mine.may_open) continue;
      for (waiter** link = &first_waiter_; *link; link = &(*link)->next) {
        if (*link != &mine) continue;
        *link = mine.next;
        return false;
      }
    }
    return true;
  }

  std::string timeout_sentence() const {
    char seconds[32];
    std::snprintf(seconds, sizeof seconds, "%g", settings_.options.pool_timeout);
    const engine_options& options = settings_.options;
    return "sqlalloy: no connection became free in " + std::string(seconds) + " seconds (pool_size " +
           std::to_string(options.pool_size) + ", max_overflow " + std::to_string(options.max_overflow) + ")";
  }
};

}  // namespace sqlalloy::inline v0
