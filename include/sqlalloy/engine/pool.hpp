// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy/driver/mutex.hpp>
#include <sqlalloy/engine/connect_hooks.hpp>
#include <sqlalloy/engine/pool/forks.hpp>
#include <sqlalloy/engine/pool/idle_list.hpp>
#include <sqlalloy/engine/pool/pool_limits.hpp>
#include <sqlalloy/engine/pool/pool_member.hpp>
#include <sqlalloy/engine/pool/pool_status.hpp>
#include <sqlalloy/engine/pool/waiting_line.hpp>

#include <cstdint>
#include <utility>

namespace sqlalloy::inline v0 {

/// The open connections of an engine. It may be used by any thread. Who waits longest gets the next connection.
/// Connecting, asking whether one still answers, and closing happen outside the lock; handing out an idle connection
/// takes no memory and no system call.
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
    if (is_of_parent()) return;
    lock_.lock();
    is_retired_ = true;
    ++open_;  // its own place, without which the last connection that is given back would end it meanwhile
    close_and_unlock(idle_.take_all(), 1);
  }

  const engine_settings& settings() const noexcept { return settings_; }

  /// What is called for each new connection. It must not be changed once the pool is shared between threads.
  connect_hooks<typename Driver::connection>& on_connect() noexcept { return on_connect_; }

  /// Whether the process that made it has been left by `fork()`: its connections are the parent's.
  bool is_of_parent() const noexcept { return forks_ != forks(); }

  /// A connection that is open and in no transaction: an idle one, or a new one where there may be more, or the next
  /// one that is given back within `pool_timeout` and before the deadline, which the connection keeps then.
  [[gnu::noinline]] result<pooled*> check_out(const deadline& until = {}) {
    if (is_of_parent()) [[unlikely]]
      return refuse_after_fork();
    for (;;) {
      lock_.lock();
      member* const found = by_thread_ ? take_own() : idle_.take_first();
      if (!found) [[unlikely]]
        return wait_or_connect(until);
      count_out();
      lock_.unlock();
      found->hand_out(until);
      if (keeps_time_ && !found->is_fit(settings_.options)) [[unlikely]] {
        put_away(*found);
        continue;
      }
      found->tell(connection_event_kind::checkout);
      return found;
    }
  }

  /// Takes a connection back. What it has not committed is rolled back.
  [[gnu::noinline]] void check_in(pooled* returned) noexcept {
    if (is_of_parent()) [[unlikely]]
      return;
    member& back = static_cast<member&>(*returned);
    back.tell(connection_event_kind::checkin);
    const bool is_good = back.reset();
    back.keep({});
    if (keeps_time_) back.used_at = monotonic_nanoseconds();
    if (by_thread_) back.user = ::pthread_self();
    lock_.lock();
    --in_use_;
    member* unwanted = &back;
    if (is_good && back.generation == generation_ && back.used_at < back.expires_at && !is_retired_) [[likely]]
      unwanted = keep(back);
    else if (back.is_lost())
      give_up_generation(back);
    if (unwanted) [[unlikely]]
      return close_and_unlock(unwanted);
    lock_.unlock();
  }

  /// Opens a connection anew that broke while it was idle. The others of its age are given up.
  [[gnu::noinline]] result<> reopen(pooled& broken) {
    member& again = static_cast<member&>(broken);
    lock_.lock();
    give_up_generation(again);
    again.generation = generation_;
    ++connecting_;
    close_and_unlock(std::exchange(again.next, nullptr));
    reopening place{*this};
    result<> opened = again.open_again();
    place.is_done = opened.has_value();
    if (opened) again.set_lifetime(settings_.options);
    return opened;
  }

  /// Closes the connections that nobody uses now, and the others when they are given back.
  void dispose() noexcept {
    if (is_of_parent()) return;
    lock_.lock();
    ++generation_;
    close_and_unlock(idle_.take_all());
  }

  pool_status status() noexcept {
    if (is_of_parent()) return {};
    const mutex_lock held(lock_);
    pool_status now = counts_;
    now.open = open_;
    now.idle = idle_.size();
    now.in_use = in_use_;
    now.connecting = connecting_;
    now.waiting = line_.size();
    now.invalidations = generation_;
    return now;
  }

 private:
  using member = pool_member<Driver>;

  const engine_settings settings_;
  const int limit_ = most_open(settings_.options);
  const int kept_ = most_idle(settings_.options);
  const bool by_thread_ = settings_.options.poolclass == pool_class::singleton_thread_pool;
  const bool keeps_time_ = settings_.options.pool_pre_ping || settings_.options.pool_recycle >= 0;
  const unsigned forks_ = (count_forks(), forks());
  connect_hooks<typename Driver::connection> on_connect_{};
  mutex lock_{};
  idle_list<member> idle_{};
  waiting_line<member> line_{};
  int open_ = 0;  // idle, in use, being opened or being closed
  int in_use_ = 0;
  int connecting_ = 0;
  unsigned generation_ = 0;
  bool is_retired_ = false;
  pool_status counts_{};  // what it has done; what it holds is counted elsewhere

  explicit pool(engine_settings settings) : settings_(std::move(settings)) {}
  ~pool() = default;

  bool may_open() const noexcept {
    const int at_once = settings_.options.max_connecting;
    return open_ < limit_ && (at_once < 0 || connecting_ < at_once);
  }

  // The place of a connection that is being made. It is free again where none comes of it, even if what is called for
  // new connections throws.
  struct opening {
    pool& of;
    member* made = nullptr;  // null when it is a connection

    ~opening() {
      const bool is_made = !made;
      delete made;
      const mutex_lock held(of.lock_);
      --of.connecting_;
      if (is_made)
        ++of.counts_.made, of.count_out();
      else
        ++of.counts_.failed, --of.open_;
      of.serve_line();
    }
  };

  struct reopening {
    pool& of;
    bool is_done = false;

    ~reopening() {
      const mutex_lock held(of.lock_);
      --of.connecting_;
      if (is_done)
        ++of.counts_.made, ++of.counts_.closed;
      else
        ++of.counts_.failed;  // it counts as closed when it is given back
      of.serve_line();
    }
  };

  // --- what is called with the lock held

  void count_out() noexcept {
    ++in_use_;
    ++counts_.checked_out;
  }

  void count_opening() noexcept {
    ++open_;
    ++connecting_;
  }

  member* take_own() noexcept {
    return idle_.take_if([self = ::pthread_self()](const member& one) { return ::pthread_equal(one.user, self) != 0; });
  }

  // Keeps a connection for the next who wants one; gives one that is too many, if any.
  member* keep(member& back) noexcept {
    if (!line_.is_empty() && !by_thread_ && kept_ != 0) {
      count_out();
      line_.serve(&back);
      return nullptr;
    }
    member* unwanted = nullptr;
    if (idle_.size() >= kept_) {
      if (!by_thread_) return &back;
      unwanted = idle_.take_first();  // of a thread that may have ended
    }
    if (settings_.options.pool_use_lifo && !by_thread_)
      idle_.put_first(&back);
    else
      idle_.put_last(&back);
    return unwanted;
  }

  // What broke one connection has mostly broken all that are as old: the idle ones are closed with it, the others when
  // they are given back.
  void give_up_generation(member& lost) noexcept {
    if (lost.generation != generation_) return;
    ++generation_;
    lost.next = idle_.take_all();
  }

  void serve_line() noexcept {
    while (!line_.is_empty() && may_open()) {
      count_opening();
      line_.serve(nullptr);
    }
  }

  // --- what is called with the lock held and gives it up

  [[gnu::noinline]] result<pooled*> wait_or_connect(const deadline& until) {
    const engine_options& options = settings_.options;
    if (line_.is_empty() && may_open()) {
      count_opening();
      return connect(until);
    }
    if (options.max_waiting >= 0 && line_.size() >= options.max_waiting) {
      ++counts_.timeouts;
      lock_.unlock();
      return refuse_to_wait(options);
    }
    const std::int64_t patience = monotonic_nanoseconds() + nanoseconds_of(options.pool_timeout);
    const bool is_timed = until.nanoseconds() < patience;
    const auto served = line_.wait(lock_, is_timed ? until.nanoseconds() : patience);
    if (served.is_served && !served.given) return connect(until);
    if (!served.is_served) ++counts_.timeouts;
    lock_.unlock();
    if (!served.is_served) return is_timed ? refuse_past_deadline() : refuse_after_waiting(options);
    served.given->hand_out(until);
    served.given->tell(connection_event_kind::checkout);
    return served.given;
  }

  result<pooled*> connect(const deadline& until) {
    const unsigned generation = generation_;
    lock_.unlock();
    opening place{*this};
    place.made = new member(settings_, *this);
    place.made->generation = generation;
    place.made->keep(until);
    result<> opened = place.made->open();
    if (!opened) return opened;
    place.made->set_lifetime(settings_.options);
    place.made->tell(connection_event_kind::checkout);
    return std::exchange(place.made, nullptr);
  }

  void close_and_unlock(member* unwanted, int places = 0) noexcept {
    lock_.unlock();
    int closed = 0;
    for (; unwanted; ++closed) {
      unwanted->close();
      delete std::exchange(unwanted, unwanted->next);
    }
    lock_.lock();
    open_ -= closed + places;
    counts_.closed += static_cast<unsigned>(closed);
    serve_line();
    const bool is_last = is_retired_ && open_ == 0;
    lock_.unlock();
    if (is_last) delete this;
  }

  void put_away(member& unfit) noexcept {
    lock_.lock();
    --in_use_;
    --counts_.checked_out;
    if (unfit.is_lost()) give_up_generation(unfit);
    close_and_unlock(&unfit);
  }
};

}  // namespace sqlalloy::inline v0
