// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy/driver/any_batch.hpp>
#include <sqlalloy/driver/any_copy.hpp>
#include <sqlalloy/driver/concept.hpp>
#include <sqlalloy/driver/detail/one_of.hpp>

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <type_traits>

namespace sqlalloy::inline v0 {

namespace detail {

// What a connection of several drivers has because one of them has it.
template <class... Connections>
struct any_batches {};
template <class... Connections>
  requires any_has<batches, Connections...>
struct any_batches<Connections...> {
  using batch = any_batch<batches, Connections...>;
};

template <class... Connections>
struct any_array_batches {};
template <class... Connections>
  requires any_has<array_batches, Connections...>
struct any_array_batches<Connections...> {
  using array_batch = any_batch<array_batches, Connections...>;
};

template <class... Connections>
struct any_pipelines {};
template <class... Connections>
  requires any_has<pipelines, Connections...>
struct any_pipelines<Connections...> {
  using pipeline = any_batch<pipelines, Connections...>;
};

template <class... Connections>
struct any_copies {};
template <class... Connections>
  requires any_has<copies, Connections...>
struct any_copies<Connections...> {
  using copy = any_copy<Connections...>;
};

}  // namespace detail

/// A connection of one of several drivers, which `open` chooses. Every call is the active driver's own after one
/// `switch`; a statement, a cursor and parameters are those of the driver that was active when they were first used.
/// Where one of the drivers has a batch, a pipeline or a COPY, its type is there, and `is_of(connection)` says whether
/// the active one has it.
template <class... Connections>
class any_connection : public detail::any_batches<Connections...>,
                       public detail::any_array_batches<Connections...>,
                       public detail::any_pipelines<Connections...>,
                       public detail::any_copies<Connections...> {
 public:
  class statement {
    friend class any_connection;
    detail::one_of<typename Connections::statement...> held_;

   public:
    explicit operator bool() const {
      return held_.visit([](const auto& own) { return static_cast<bool>(own); }, [] { return false; });
    }
  };

  class cursor {
    friend class any_connection;
    detail::one_of<typename Connections::cursor...> held_;
  };

  template <std::size_t Count>
  class parameters {
    friend class any_connection;
    detail::one_of<typename Connections::template parameters<Count>...> held_;

   public:
    parameters(any_connection& connection, statement& prepared) {
      connection.with(
          prepared.held_, [&](auto index, auto& own, auto& held) { held_.template emplace<index.value>(own, held); },
          [] {});
    }

    status bind_null(int index) {
      return held_.visit([&](auto& own) { return own.bind_null(index); }, nothing_open);
    }

    template <class Value>
    status bind(int index, const Value& value) {
      return held_.visit([&](auto& own) { return own.bind(index, value); }, nothing_open);
    }
  };

  /// Opens a connection of the driver with this number; one that was open is closed first.
  status open(const connect_options& options, std::size_t driver) {
    return held_.dispatch(
        driver,
        [&](auto index) {
          auto& own = held_.template emplace<index.value>();
          own.set_deadline(deadline_);
          return own.open(options);
        },
        nothing_open);
  }

  /// The number of the driver that was opened last; the number of drivers where none was.
  std::size_t active() const noexcept { return held_.index(); }

  /// The active driver's own connection where it is a `Connection`, else null.
  template <class Connection>
  Connection* get_if() noexcept {
    return held_.visit(
        [](auto& own) -> Connection* {
          if constexpr (std::is_base_of_v<Connection, std::remove_reference_t<decltype(own)>>)
            return &own;
          else
            return nullptr;
        },
        []() -> Connection* { return nullptr; });
  }

  void close() noexcept {
    held_.visit([](auto& own) { own.close(); }, [] {});
  }
  bool is_open() const {
    return held_.visit([](const auto& own) { return own.is_open(); }, [] { return false; });
  }
  void set_deadline(const deadline& until) noexcept {
    deadline_ = until;
    held_.visit([&](auto& own) { own.set_deadline(until); }, [] {});
  }
  status cancel() {
    return held_.visit([](auto& own) { return own.cancel(); }, nothing_open);
  }
  status ping() {
    return held_.visit([](auto& own) { return own.ping(); }, nothing_open);
  }
  status run(const char* sql) {
    return held_.visit([&](auto& own) { return own.run(sql); }, nothing_open);
  }
  bool in_transaction() const {
    return held_.visit([](const auto& own) { return own.in_transaction(); }, [] { return false; });
  }
  bool transaction_has_failed() const {
    return held_.visit([](const auto& own) { return own.transaction_has_failed(); }, [] { return false; });
  }
  std::int64_t last_insert_id() const {
    return held_.visit([](const auto& own) { return own.last_insert_id(); }, [] { return std::int64_t{}; });
  }
  error_info error() const {
    return held_.visit([](const auto& own) { return error_info(own.error()); },
                       [] {
                         error_info info;
                         info.kind = failure::interface;
                         info.message = "any_of: no connection was opened";
                         return info;
                       });
  }

  status prepare(statement& target, const statement_text& text) {
    return with(
        target.held_, [&](auto, auto& own, auto& held) { return own.prepare(held, text); }, nothing_open);
  }
  void release(statement& target) noexcept {
    with(
        target.held_, [](auto, auto& own, auto& held) { own.release(held); }, [] {});
  }

  template <std::size_t Count>
  status execute(statement& prepared, parameters<Count>& given, cursor& rows) {
    return with_all(prepared, given, rows, [](auto& own, auto&... held) { return own.execute(held...); });
  }
  template <std::size_t Count>
  status stream(statement& prepared, parameters<Count>& given, cursor& rows, int chunk) {
    return with_all(prepared, given, rows, [chunk](auto& own, auto&... held) { return own.stream(held..., chunk); });
  }
  status execute_text(const char* sql, std::size_t size, cursor& rows) {
    return with(
        rows.held_, [&](auto, auto& own, auto& held) { return own.execute_text(sql, size, held); }, nothing_open);
  }

  fetch_result fetch(cursor& rows) {
    return with(
        rows.held_, [](auto, auto& own, auto& held) { return own.fetch(held); }, [] { return fetch_result::done; });
  }
  template <class Storage>
  read_result read(cursor& rows, int column, Storage& out) {
    return with(
        rows.held_, [&](auto, auto& own, auto& held) { return own.read(held, column, out); },
        [] { return read_result::mismatch; });
  }
  value_view value(cursor& rows, int column) {
    return with(
        rows.held_, [&](auto, auto& own, auto& held) { return own.value(held, column); }, [] { return value_view(); });
  }
  void finish(cursor& rows) noexcept {
    with(
        rows.held_, [](auto, auto& own, auto& held) { own.finish(held); }, [] {});
  }

  int column_count(const cursor& rows) const {
    return look(
        rows.held_, [](const auto& own, const auto& held) { return own.column_count(held); }, [] { return 0; });
  }
  std::string_view column_name(const cursor& rows, int column) const {
    return look(
        rows.held_, [&](const auto& own, const auto& held) { return own.column_name(held, column); },
        [] { return std::string_view(); });
  }
  std::int64_t rows_changed(const cursor& rows) const {
    return look(
        rows.held_, [](const auto& own, const auto& held) { return own.rows_changed(held); },
        [] { return std::int64_t{-1}; });
  }

 private:
  template <class Kind, class... Of>
  friend class detail::any_own;
  template <class Kind, class... Of>
  friend class any_batch;

  detail::one_of<Connections...> held_;
  deadline deadline_{};

  // The driver's own part of a connection, a statement, a cursor, parameters.
  template <class Whole>
  static auto& held(Whole& of) noexcept {
    return of.held_;
  }

  static constexpr auto nothing_open = [] { return status{failure::interface}; };

  // `call` with the connection and with what belongs to it, of the same driver.
  template <class Belonging, class Call, class Otherwise>
  auto with(Belonging& belonging, Call call, Otherwise otherwise) {
    return held_.dispatch(
        held_.index(),
        [&](auto index) {
          return call(index, held_.template get<index.value>(), belonging.template ensure<index.value>());
        },
        otherwise);
  }

  template <std::size_t Count, class Call>
  status with_all(statement& prepared, parameters<Count>& given, cursor& rows, Call call) {
    return with(
        rows.held_,
        [&](auto index, auto& own, auto& held) {
          constexpr std::size_t active = index.value;
          if (given.held_.index() != active || prepared.held_.index() != active) return nothing_open();
          return call(own, prepared.held_.template get<active>(), given.held_.template get<active>(), held);
        },
        nothing_open);
  }

  template <class Belonging, class Call, class Otherwise>
  auto look(const Belonging& belonging, Call call, Otherwise otherwise) const {
    if (belonging.index() != held_.index()) return otherwise();
    return held_.dispatch(
        held_.index(),
        [&](auto index) { return call(held_.template get<index.value>(), belonging.template get<index.value>()); },
        otherwise);
  }
};

/// Several drivers in one program; which of them, a URL decides at run time.
template <driver... Drivers>
struct any_of {
  using connection = any_connection<typename Drivers::connection...>;
  static constexpr std::size_t size = sizeof...(Drivers);
  static constexpr std::string_view dialect_names[size] = {Drivers::dialect_name...};
  static constexpr std::string_view names[size] = {Drivers::name...};

  /// The number of the driver for a dialect and a driver's name (empty: the dialect's default, or its only driver
  /// here); `size` where there is none.
  static constexpr std::size_t find(std::string_view dialect, std::string_view name) {
    constexpr bool defaults[size] = {Drivers::is_default...};
    std::size_t found = size;
    for (std::size_t i = 0; i != size; ++i) {
      if (dialect_names[i] != dialect) continue;
      if (names[i] == name || (name.empty() && defaults[i])) return i;
      if (name.empty() && found == size) found = i;
    }
    return found;
  }
};

}  // namespace sqlalloy::inline v0
