// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy/driver/libpq/connection.hpp>

#include <cstddef>
#include <vector>

#include <libpq-fe.h>

namespace sqlalloy::inline v0::postgresql {

/// Statements that are sent without waiting for the answers of those before them (PostgreSQL manual, "Pipeline Mode"):
/// `add` each, then `run` makes one round trip of all. The first that fails ends it: those after it are not executed.
/// Meanwhile its connection can do nothing else.
class libpq_pipeline {
 public:
  using statement = libpq_statement;
  using cursor = libpq_cursor;

  explicit libpq_pipeline(libpq_connection& connection) : connection_(connection) {}
  libpq_pipeline(const libpq_pipeline&) = delete;
  libpq_pipeline& operator=(const libpq_pipeline&) = delete;
  ~libpq_pipeline() { clear(); }

  /// How many were added and not run.
  std::size_t size() const noexcept { return sent_.size(); }

  /// Sends a statement, which must be prepared. What was bound may go.
  template <std::size_t Count>
  status add(statement& prepared, libpq_connection::parameters<Count>& given) {
    return add_by(prepared, [&] { return connection_.send(prepared, given); });
  }

  /// Calls `each` with the rows of each statement, in order; it gives a status, and what is not ok ends it. Gives what
  /// went wrong first. Where that is a statement which the server has no more, or for other tables, all of them are
  /// empty afterwards, and to be prepared again.
  template <class Each>
  status run(Each each) {
    status done;
    if (!is_open_) return done;
    libpq_connection::standing of_failed{};
    ::PQpipelineSync(connection_.connection_);
    for (statement* const prepared : sent_) {
      ::PGresult* const result = connection_.answer();
      while (::PGresult* const more = connection_.answer()) ::PQclear(more);
      if (!done.ok()) {
        ::PQclear(result);
      } else if (!libpq_connection::succeeded(result)) {
        of_failed = libpq_connection::standing_of(result);
        done = connection_.fail(result);
      } else {
        cursor rows;
        connection_.hold(result, rows);
        done = connection_.check(*prepared, rows);
        if (done.ok()) done = each(rows);
        connection_.finish(rows);
      }
    }
    ::PQclear(connection_.answer());  // of the synchronisation
    leave();
    if (of_failed != libpq_connection::standing::good)
      for (statement* const prepared : sent_) connection_.forget(*prepared, of_failed);
    sent_.clear();
    return done;
  }

  /// Gives up what was added: it may have been executed or not. Its statements may be gone.
  void clear() noexcept {
    if (!is_open_) return;
    ::PQpipelineSync(connection_.connection_);
    for (std::size_t i = 0; i != sent_.size(); ++i)
      while (::PGresult* const left = connection_.answer()) ::PQclear(left);
    ::PQclear(connection_.answer());
    leave();
    sent_.clear();
  }

 private:
  friend libpq_array_batch;

  libpq_connection& connection_;
  std::vector<statement*> sent_;
  bool is_open_ = false;

  template <class Send>
  status add_by(statement& prepared, Send send) {
    if (!prepared && connection_.is_open()) return connection_.not_prepared();
    if (!is_open_) begin();
    if (!send()) return connection_.fail(nullptr);
    sent_.push_back(&prepared);
    return {};
  }

  void begin() noexcept {
    ::PGconn* const handle = connection_.connection_;
    if (!handle) return;
    ::PQsetnonblocking(handle, 1);  // or client and server might wait for each other
    is_open_ = ::PQenterPipelineMode(handle) == 1;
  }

  void leave() noexcept {
    is_open_ = false;
    if (!connection_.connection_) return;
    ::PQexitPipelineMode(connection_.connection_);
    connection_.wait_in_time();
  }
};

}  // namespace sqlalloy::inline v0::postgresql
