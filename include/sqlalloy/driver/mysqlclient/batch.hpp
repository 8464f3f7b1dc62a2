// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy/driver/mysqlclient/connection.hpp>
#include <sqlalloy/driver/mysqlclient/parameter_array.hpp>
#include <sqlalloy/type/statement_text.hpp>

#include <cstddef>
#include <utility>
#include <vector>

#include <mysql.h>

#if defined(LIBMARIADB)

namespace sqlalloy::inline v0::mysql {

/// Executions of a statement that are sent together (MariaDB manual, "COM_STMT_BULK_EXECUTE"): `add` each, then `run`.
/// To a server that does not take arrays they are sent one by one. Of the keys of a packet `last_insert_id` is the
/// first one; RETURNING gives all of them.
class mysqlclient_batch {
 public:
  using statement = mysqlclient_statement;
  using cursor = mysqlclient_cursor;

  explicit mysqlclient_batch(mysqlclient_connection& connection)
      : connection_(connection), sends_arrays_(takes_arrays(connection.native_handle())) {}
  mysqlclient_batch(const mysqlclient_batch&) = delete;
  mysqlclient_batch& operator=(const mysqlclient_batch&) = delete;

  /// How many were added and not run.
  std::size_t size() const noexcept { return size_; }

  /// Adds an execution. Text and bytes that were bound must stay until it is run; the rest may go.
  template <std::size_t Count>
  status add(statement& prepared, mysqlclient_connection::parameters<Count>& given) {
    if (!given.can_execute(prepared)) [[unlikely]]
      return connection_.cannot_execute(prepared, Count);
    add(*prepared.own_);
    return {};
  }

  /// Forgets what was added.
  void clear() noexcept {
    packets_.clear();
    size_ = 0;
  }

  /// Executes them. Calls `each` with each answer, in order: that to a packet has the rows of all executions in it. It
  /// gives a status, and what is not ok ends it. Gives what went wrong first.
  template <class Each>
  status run(Each each) {
    status done;
    for (std::size_t i = 0; i != packets_.size() && done.ok(); ++i) done = run(packets_[i], each);
    clear();
    return done;
  }

 private:
  // What is sent at once, but for a longer row: far less than servers are set to take (`max_allowed_packet`).
  static constexpr std::size_t greatest_packet = 256 * 1024;

  struct packet {
    prepared_statement* prepared;
    std::vector<parameter_array> values;
    std::size_t rows = 0;
    std::size_t bytes = 0;
  };

  mysqlclient_connection& connection_;
  std::vector<packet> packets_;
  std::vector<::MYSQL_BIND> binds_;  // of the row that is added, of what is sent
  std::size_t size_ = 0;
  bool sends_arrays_;

  static bool takes_arrays(::MYSQL* handle) noexcept {
    unsigned long extended = 0;
    constexpr unsigned long wanted = MARIADB_CLIENT_STMT_BULK_OPERATIONS >> 32;
    return handle && ::mariadb_get_infov(handle, MARIADB_CONNECTION_EXTENDED_SERVER_CAPABILITIES, &extended) == 0 &&
           (extended & wanted) != 0;
  }

  void add(prepared_statement& prepared) {
    constexpr std::size_t room_of_any = 16;  // of a number, a time, a length
    const std::size_t parameters = prepared.parameters.size();
    binds_.resize(parameters);
    std::size_t bytes = 0;
    for (std::size_t i = 0; i != parameters; ++i) {
      binds_[i] = prepared.parameters.value(i);
      bytes += room_of_any + binds_[i].buffer_length;
    }
    if (packets_.empty() || !has_room(packets_.back(), prepared, bytes))
      packets_.push_back({&prepared, std::vector<parameter_array>(parameters)});
    packet& into = packets_.back();
    for (std::size_t i = 0; i != parameters; ++i) {
      const sql_type type = prepared.text.parameters[i];
      if (type == sql_type::text || type == sql_type::bytes) [[likely]]
        into.values[i].push_back(binds_[i]);
      else
        into.values[i].push_copy(binds_[i]);  // what the binder has made goes with it
    }
    ++into.rows;
    into.bytes += bytes;
    ++size_;
  }

  // Whether the values that are added now can go with those.
  bool has_room(const packet& in, const prepared_statement& prepared, std::size_t bytes) const noexcept {
    if (in.prepared != &prepared || in.bytes + bytes > greatest_packet) return false;
    for (std::size_t i = 0; i != binds_.size(); ++i)
      if (!in.values[i].takes(binds_[i])) return false;
    return true;
  }

  // Whether the server refused an array of what it would take one by one, before it did anything.
  bool refused_array() const noexcept {
    const int code = connection_.error().code;
    return code == 1295 ||  // not supported in the prepared statement protocol: it is no INSERT, UPDATE, DELETE
           code == 4033;    // only row based replication supported for bulk operations
  }

  template <class Each>
  status run(packet& of, Each& each) {
    binds_.resize(of.values.size());
    if (of.rows == 1 || of.values.empty() || !sends_arrays_) return one_by_one(of, each);
    for (std::size_t i = 0; i != binds_.size(); ++i) binds_[i] = of.values[i].all();
    cursor rows;
    const status done = start(of, static_cast<unsigned>(of.rows), rows);
    if (done.ok()) return finish(rows, each);
    if (!refused_array()) {
      connection_.record_.forget_place();
      return done;
    }
    sends_arrays_ = false;
    return one_by_one(of, each);
  }

  template <class Each>
  status one_by_one(packet& of, Each& each) {
    status done;
    for (std::size_t row = 0; row != of.rows && done.ok(); ++row) {
      for (std::size_t i = 0; i != binds_.size(); ++i) binds_[i] = of.values[i][row];
      cursor rows;
      done = start(of, 0, rows);
      if (done.ok()) done = finish(rows, each);
    }
    return done;
  }

  status start(packet& of, unsigned rows_sent, cursor& rows) {
    constexpr unsigned no_array = 0;
    ::MYSQL_STMT* const handle = of.prepared->handle;
    if (of.prepared->batch != 0)
      if (const status ready = connection_.read_in_batches(*of.prepared, 0); !ready.ok()) return ready;
    ::mysql_stmt_attr_set(handle, STMT_ATTR_ARRAY_SIZE, &rows_sent);
    const bool is_told = of.prepared->parameters.tell_others(handle, binds_.data());
    const status done = is_told ? connection_.send(*of.prepared, rows, 0) : connection_.fail(*of.prepared);
    ::mysql_stmt_attr_set(handle, STMT_ATTR_ARRAY_SIZE, &no_array);
    return done;
  }

  template <class Each>
  status finish(cursor& rows, Each& each) {
    const status done = each(rows);
    connection_.finish(rows);
    return done;
  }
};

}  // namespace sqlalloy::inline v0::mysql

#endif
