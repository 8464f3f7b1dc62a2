// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy/engine/statement_cache.hpp>
#include <sqlalloy/engine/watched_connection.hpp>

namespace sqlalloy::inline v0 {

template <class Driver>
class pooled_connection;

/// One execution whose rows can still be read; a connection knows all of those that are open.
template <class Driver>
struct execution {
  using driver_connection = typename Driver::connection;

  pooled_connection<Driver>* connection = nullptr;               ///< null: nothing more can be read
  typename statement_cache<Driver>::entry* statement = nullptr;  ///< null: raw SQL
  typename driver_connection::cursor rows{};
  execution* previous = nullptr;  ///< of those of raw SQL
  execution* next = nullptr;
  bool streams = false;     ///< nothing else can be executed meanwhile
  bool is_cut_off = false;  ///< ended by its connection, before all was read
  bool is_stale = false;    ///< failed, because its statement was prepared for what is there no more

  execution() = default;
  execution(const execution&) = delete;
  execution& operator=(const execution&) = delete;
  ~execution() {
    if (connection) end();
  }

  /// Says to the connection that there is something to read: the statement is lent to nobody else meanwhile.
  void begin_reading() noexcept {
    statement->reader = this;
    ++connection->readers;
  }

  /// The same for raw SQL, which has no statement.
  void begin_reading_text() noexcept {
    enlist();
    ++connection->readers;
  }

  /// Says that the connection can do nothing else meanwhile.
  void begin_streaming() noexcept {
    streams = true;
    connection->set(watched_connection::streaming, true);
  }

  /// Ends it. Harmless when done twice.
  [[gnu::noinline]] void close() noexcept {
    if (connection) end();
  }

 private:
  // Into the destructor, where most executions end.
  [[gnu::always_inline]] void end() noexcept {
    if (statement) [[likely]] {
      if (streams) [[unlikely]]
        end_streaming();
      else
        connection->driver.finish(rows);
      connection->readers -= statement->reader != nullptr;
      if (connection->statements.give_back(statement)) [[unlikely]]
        drop();
    } else {
      end_text();
    }
    connection = nullptr;
  }

  // In a child process the rows that are still to come are the parent's, and so are the statements.
  bool is_of_parent() const noexcept { return (connection->attention & watched_connection::of_parent) != 0; }

  [[gnu::noinline]] void end_streaming() noexcept {
    if (!is_of_parent()) connection->driver.finish(rows);
    connection->set(watched_connection::streaming, false);
  }
  [[gnu::noinline]] void end_text() noexcept {
    if (streams)
      end_streaming();
    else if (!is_of_parent())
      connection->driver.finish(rows);
    leave();
  }
  [[gnu::cold, gnu::noinline]] void drop() noexcept {
    if (!is_of_parent()) connection->statements.drop(connection->driver, statement);
  }

  [[gnu::noinline]] void enlist() noexcept {
    next = connection->executions;
    if (next) next->previous = this;
    connection->executions = this;
  }
  [[gnu::noinline]] void leave() noexcept {
    if (next) next->previous = previous;
    if (previous) previous->next = next;
    if (!previous && connection->executions != this) return;  // it failed before there was anything to read
    if (!previous) connection->executions = next;
    --connection->readers;
  }
};

}  // namespace sqlalloy::inline v0
