// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy/orm/object_record.hpp>
#include <sqlalloy/orm/session_events.hpp>

#include <memory>
#include <type_traits>
#include <utility>

namespace sqlalloy::inline v0 {

/// An object as a function is given it: it can be changed as long as it has not been written.
template <session_event Event, class T>
using told_object =
    std::conditional_t<Event == session_event::before_insert || Event == session_event::before_update, T, const T>;

template <session_event Event, class F, class T>
inline constexpr bool takes_object = std::is_invocable_v<F&, told_object<Event, T>&>;
template <session_event Event, class F, class T>
inline constexpr bool takes_change = std::is_invocable_v<F&, told_object<Event, T>&, const T&>;

}  // namespace sqlalloy::inline v0

namespace sqlalloy::inline v0::rules {

/// A function takes what an event is told with: one of the structs, or the session.
template <session_event Event, class F, class Session, class... Entities>
inline constexpr bool listener_takes_what_it_is_told = std::is_invocable_v<F&, Session&>;
template <session_event Event, class F, class Session, class... Entities>
  requires(is_about_an_object(Event))
inline constexpr bool listener_takes_what_it_is_told<Event, F, Session, Entities...> =
    (takes_object<Event, F, Entities> || ...) || (takes_change<Event, F, Entities> || ...);

}  // namespace sqlalloy::inline v0::rules

namespace sqlalloy::inline v0 {

/// Calls `f` at an event of the objects of a struct, if it takes them.
template <session_event Event, class T, class F>
void listen_to_objects(session_events& events, const std::shared_ptr<F>& f) {
  if constexpr (takes_change<Event, F, T>)
    events.add(Event, &entity_tag<T>, f, [](void* function, session_core&, record* of) {
      auto& told = static_cast<object_record<T>&>(*of);
      (*static_cast<F*>(function))(static_cast<told_object<Event, T>&>(told.object), told.as_loaded());
    });
  else if constexpr (takes_object<Event, F, T>)
    events.add(Event, &entity_tag<T>, f, [](void* function, session_core&, record* of) {
      (*static_cast<F*>(function))(static_cast<told_object<Event, T>&>(static_cast<object_record<T>&>(*of).object));
    });
}

}  // namespace sqlalloy::inline v0
