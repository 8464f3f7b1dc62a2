// SPDX-License-Identifier: MIT
#pragma once

#include <memory>
#include <utility>
#include <vector>

namespace sqlalloy::inline v0 {

class record;
class session_core;

/// What a session tells of. SQLAlchemy's names.
enum class session_event : unsigned char {
  before_flush,
  after_flush,
  after_commit,
  after_rollback,
  before_insert,
  after_insert,
  before_update,
  after_update,
  before_delete,
  after_delete,
  load,
};

/// Whether an event is about one object.
constexpr bool is_about_an_object(session_event event) noexcept { return event >= session_event::before_insert; }

template <session_event Event>
struct session_event_name {};

/// Of the session: the function is called with the session.
inline constexpr session_event_name<session_event::before_flush> before_flush{};  ///< it may change objects
inline constexpr session_event_name<session_event::after_flush> after_flush{};
inline constexpr session_event_name<session_event::after_commit> after_commit{};
inline constexpr session_event_name<session_event::after_rollback> after_rollback{};

/// Of an object: the function is called with the struct, and before and after an UPDATE, if it takes two, with the
/// struct as it was loaded. It must not use the session.
inline constexpr session_event_name<session_event::before_insert> before_insert{};  ///< it may change columns
inline constexpr session_event_name<session_event::after_insert> after_insert{};
inline constexpr session_event_name<session_event::before_update> before_update{};  ///< it may change columns
inline constexpr session_event_name<session_event::after_update> after_update{};
inline constexpr session_event_name<session_event::before_delete> before_delete{};
inline constexpr session_event_name<session_event::after_delete> after_delete{};
/// A row has become an object of the session.
inline constexpr session_event_name<session_event::load> load{};

/// The functions that a session calls, in the order in which they were given.
class session_events {
 public:
  using call_function = void (*)(void* function, session_core& core, record* object);

  /// `entity` is the tag of the struct that it is about; null where it is about the session.
  void add(session_event event, const void* entity, std::shared_ptr<void> function, call_function call) {
    all_.push_back({event, entity, std::move(function), call});
  }

  bool has(session_event event, const void* entity) const noexcept {
    for (const listener& one : all_)
      if (one.event == event && one.entity == entity) return true;
    return false;
  }

  /// Of the session.
  void tell(session_event event, session_core& core) const {
    for (const listener& one : all_)
      if (one.event == event) one.call(one.function.get(), core, nullptr);
  }

  /// Of an object: a function that takes several of its structs is called once, for the nearest. `steps_to` gives how
  /// far one is, less than none where it is none of them.
  template <class Steps>
  void tell_nearest(session_event event, session_core& core, record& object, Steps steps_to) const {
    for (const listener& one : all_) {
      if (one.event != event) continue;
      const int steps = steps_to(one.entity);
      bool is_nearest = steps >= 0;
      for (const listener& other : all_)
        if (other.event == event && other.function == one.function)
          if (const int others = steps_to(other.entity); others >= 0 && others < steps) is_nearest = false;
      if (is_nearest) one.call(one.function.get(), core, &object);
    }
  }

 private:
  struct listener {
    session_event event;
    const void* entity;
    std::shared_ptr<void> function;
    call_function call;
  };
  std::vector<listener> all_{};
};

}  // namespace sqlalloy::inline v0
