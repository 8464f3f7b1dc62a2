// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy/orm/error.hpp>
#include <sqlalloy/orm/session_events.hpp>

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

namespace sqlalloy::inline v0 {

class record;
class record_store;
struct attachment;

/// What a session and its objects share. It lives as long as the session or a handle of any of its objects, and so do
/// all of these objects that refer to each other.
class session_core {
 public:
  session_core(const session_core&) = delete;
  session_core& operator=(const session_core&) = delete;

  std::shared_ptr<session_events> events{};      ///< who is told what; null where nobody is
  std::uint32_t refreshes = 0;                   ///< how many queries have read objects anew
  std::vector<attachment>* attaching = nullptr;  ///< what is to come in along with objects; null where none come

  bool is_open() const noexcept { return is_open_; }

  /// Whether somebody is told of that.
  bool listens(session_event event, const void* entity = nullptr) const noexcept {
    return events && events->has(event, entity);
  }
  void tell(session_event event) {
    if (events) [[unlikely]]
      std::shared_ptr(events)->tell(event, *this);  // somebody may be added meanwhile
  }

  /// Tells of an object those who know its struct, or one that it inherits.
  template <class Steps>
  void tell_nearest(session_event event, record& object, Steps steps_to) {
    if (events) [[unlikely]]
      std::shared_ptr(events)->tell_nearest(event, *this, object, steps_to);
  }

  /// In debug builds: refuses a second thread, as long as the transaction of the first one goes on.
  void check_thread() const {
#ifndef NDEBUG
    if (const void* const owner = thread_; owner && owner != this_thread())
      throw_refusal(
          "sqlalloy: a session is used by two threads at once; end its transaction before another takes it "
          "over, or give each a session of its own");
#endif
  }
  /// A transaction begins, and ends.
  void take_thread() noexcept { thread_ = this_thread(); }
  void leave_thread() noexcept { thread_ = nullptr; }

  /// Counts those who keep it: the session, and each object with handles.
  void keep() noexcept { ++keepers_; }
  void leave() noexcept {
    if (--keepers_ == 0) delete this;
  }

  /// Counts objects as they are added.
  std::uint32_t next_turn() noexcept { return ++turns_; }
  std::uint32_t last_turn() const noexcept { return turns_; }

  /// Takes in an object that is in no session, new or a row, and what its relations cascade to; or, if that fails,
  /// none of them.
  virtual void adopt(record& object) = 0;

  /// The store of a struct; null where the session has no such table.
  virtual record_store* store_of(const void* entity) const noexcept = 0;

  /// Whether the objects that refer to each other are being given up together.
  bool is_ending() const noexcept { return is_ending_; }

 protected:
  session_core() = default;
  virtual ~session_core() = default;

  bool is_open_ = true;
  bool is_ending_ = false;

 private:
  std::size_t keepers_ = 1;
  std::uint32_t turns_ = 0;
  std::atomic<const void*> thread_ = nullptr;  // whose transaction goes on

  static const void* this_thread() noexcept {
    static thread_local const char here = 0;
    return &here;
  }
};

}  // namespace sqlalloy::inline v0
