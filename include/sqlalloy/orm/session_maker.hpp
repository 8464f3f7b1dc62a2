// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy/orm/session.hpp>

#include <memory>
#include <type_traits>
#include <utility>

namespace sqlalloy::inline v0 {

/// Makes sessions that are alike: `sa::session_maker sessions(engine, sa::tables<User, Post>)`, then `auto session =
/// sessions()`. The engine must outlive it. May be shared between threads once it is set up.
template <class Driver, class Tables, class... Criterion>
class session_maker {
 public:
  using session_type = session<Driver, Tables, Criterion...>;

  session_maker(engine<Driver>& of, Tables, session_options options = {}, Criterion... limits)
      : engine_(&of), options_(options), limits_{std::move(limits)...} {}
  session_maker(engine<Driver>& of, Tables tables, Criterion... limits)
    requires(sizeof...(Criterion) != 0)
      : session_maker(of, tables, {}, std::move(limits)...) {}

  /// A new session.
  session_type operator()() const {
    return [this]<std::size_t... I>(std::index_sequence<I...>) {
      session_type made(*engine_, Tables{}, options_, meta::get<I>(limits_)...);
      made.share_events(events_);
      return made;
    }(std::index_sequence_for<Criterion...>{});
  }

  /// Runs `f` with a new session, commits, and gives what `f` gives; what it throws undoes all of it.
  template <class F>
  auto begin(F f) const {
    session_type made = (*this)();
    if constexpr (std::is_void_v<decltype(f(made))>) {
      call(f, made);
      made.commit();
    } else {
      auto value = call(f, made);
      made.commit();
      return value;
    }
  }

  /// Has all sessions that it makes from now on call `f` whenever that happens, as `session.on()` does.
  template <session_event Event, class F>
  session_maker& on(session_event_name<Event> event, F f) {
    static_assert(
        session_type::template can_listen<Event, F>,
        "sqlalloy: on() is given a function that does not take what the event gives; let it take a const struct of "
        "the session, or the session");
    session_type::listen(events_, event, std::move(f));
    return *this;
  }

 private:
  // What it has added may be added again, where it throws.
  template <class F>
  static decltype(auto) call(F& f, session_type& made) {
    try {
      return f(made);
    } catch (...) {
      try {
        made.rollback();
      } catch (...) {  // a listener's: what f threw matters more
      }
      throw;
    }
  }

  engine<Driver>* engine_;
  session_options options_;
  [[no_unique_address]] meta::pack<Criterion...> limits_;
  std::shared_ptr<session_events> events_{};
};

template <class Driver, class... Entities, class... Criterion>
session_maker(engine<Driver>&, metadata<Entities...>, session_options, Criterion...)
    -> session_maker<Driver, metadata<Entities...>, Criterion...>;
template <class Driver, class... Entities, class... Criterion>
  requires(is_criterion<Criterion> && ...)
session_maker(engine<Driver>&, metadata<Entities...>, Criterion...)
    -> session_maker<Driver, metadata<Entities...>, Criterion...>;

}  // namespace sqlalloy::inline v0
