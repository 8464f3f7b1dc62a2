// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy/driver/detail/one_of.hpp>
#include <sqlalloy/driver/status.hpp>

#include <cstddef>
#include <type_traits>
#include <utility>

namespace sqlalloy::inline v0 {

template <class... Connections>
class any_connection;

namespace detail {

// What a connection may have beyond what every connection has.
struct batches {
  template <class Connection>
  using of = typename Connection::batch;
};
struct array_batches {
  template <class Connection>
  using of = typename Connection::array_batch;
};
struct pipelines {
  template <class Connection>
  using of = typename Connection::pipeline;
};
struct copies {
  template <class Connection>
  using of = typename Connection::copy;
};

// What stands for it where a driver does not have it.
template <class Connection>
struct missing {
  explicit missing(Connection&) {}
};

template <class Kind, class Connection>
struct own {
  using type = missing<Connection>;
  static constexpr bool is_there = false;
};
template <class Kind, class Connection>
  requires requires { typename Kind::template of<Connection>; }
struct own<Kind, Connection> {
  using type = typename Kind::template of<Connection>;
  static constexpr bool is_there = true;
};

template <class Kind, class... Connections>
inline constexpr bool any_has = (own<Kind, Connections>::is_there || ...);

/// Of several drivers, what the one that was opened has of a kind.
template <class Kind, class... Connections>
class any_own {
 public:
  using connection = any_connection<Connections...>;
  using statement = typename connection::statement;
  using cursor = typename connection::cursor;

  /// Whether it has any: else every call fails.
  static bool is_of(const connection& of) noexcept {
    constexpr bool is_there[] = {own<Kind, Connections>::is_there..., false};
    return is_there[of.active()];
  }

  explicit any_own(connection& of) {
    connection::held(of).dispatch(
        of.active(),
        [&](auto index) { held_.template emplace<index.value>(connection::held(of).template get<index.value>()); },
        [] {});
  }
  any_own(const any_own&) = delete;
  any_own& operator=(const any_own&) = delete;

 protected:
  ~any_own() = default;

  // `call` with it and with the driver's own part of what belongs to the connection.
  template <class Call, class... Belonging>
  status with(Call call, Belonging&... belonging) {
    return held_.dispatch(
        held_.index(),
        [&](auto index) {
          constexpr std::size_t active = index.value;
          constexpr bool is_there[] = {own<Kind, Connections>::is_there...};
          if constexpr (is_there[active]) {
            if (((connection::held(belonging).index() == active) && ...))
              return call(index, held_.template get<active>(), connection::held(belonging).template get<active>()...);
          }
          return nothing_open();
        },
        nothing_open);
  }

 private:
  one_of<typename own<Kind, Connections>::type...> held_;

  static constexpr auto nothing_open = [] { return status{failure::interface}; };
};

}  // namespace detail

/// The batch, array batch or pipeline of one of several drivers.
template <class Kind, class... Connections>
class any_batch : public detail::any_own<Kind, Connections...> {
  using base = detail::any_own<Kind, Connections...>;

 public:
  using typename base::connection;
  using typename base::cursor;
  using typename base::statement;

  using base::base;

  std::size_t size() {
    std::size_t count = 0;
    (void)this->with([&](auto, auto& own) {
      count = own.size();
      return status{};
    });
    return count;
  }

  template <class Parameters>
  status add(statement& prepared, Parameters& given) {
    return this->with([](auto, auto& own, auto&... held) { return own.add(held...); }, prepared, given);
  }

  template <class Each>
  status run(Each each) {
    return this->with([&](auto index, auto& own) {
      return own.run([&](auto& rows) {
        cursor whole;
        auto& lent = connection::held(whole).template emplace<index.value>(std::move(rows));
        const status done = each(whole);
        rows = std::move(lent);
        return done;
      });
    });
  }

  void clear() noexcept {
    (void)this->with([](auto, auto& own) {
      own.clear();
      return status{};
    });
  }
};

}  // namespace sqlalloy::inline v0
