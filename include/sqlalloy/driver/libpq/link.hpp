// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy/driver/deadline.hpp>
#include <sqlalloy/driver/error_info.hpp>
#include <sqlalloy/driver/in_background.hpp>
#include <sqlalloy/driver/libpq/error.hpp>
#include <sqlalloy/driver/libpq/open_options.hpp>
#include <sqlalloy/driver/libpq/timed_connecting.hpp>
#include <sqlalloy/driver/mutex.hpp>
#include <sqlalloy/driver/status.hpp>
#include <sqlalloy/driver/wait_for_socket.hpp>

#include <initializer_list>
#include <string>
#include <utility>
#include <vector>

#include <libpq-fe.h>

namespace sqlalloy::inline v0::postgresql {

/// The link to a server, and how its answers are waited for: all that a connection is, statements apart.
class libpq_link {
 public:
  libpq_link() = default;
  libpq_link(libpq_link&& other) noexcept { *this = std::move(other); }
  libpq_link& operator=(libpq_link&& other) noexcept {
    if (this == &other) return *this;
    close();
    connection_ = std::exchange(other.connection_, nullptr);
    canceller_ = other.take_canceller();
    deadline_ = other.deadline_;
    is_timed_ = other.is_timed_;
    names_statements_ = other.names_statements_;
    record_ = std::move(other.record_);
    return *this;
  }
  ~libpq_link() { close(); }

  /// Connects; what was open is closed first. See `open_options` for what a URL may say.
  status open(const connect_options& options) {
    close();
    const open_options wanted(options);
    if (!wanted.problem().empty()) return record_.refuse(failure::argument, wanted.problem());
    names_statements_ = wanted.prepared_statements();
    if (!is_timed_) {
      connection_ = ::PQconnectdbParams(wanted.names(), wanted.values(), 0);
    } else if (const status connected = connect_in_time(wanted); !connected.ok()) {
      return connected;
    }
    if (!is_open()) {
      const status failed = record_.lost(connection_);
      close();
      return failed;
    }
    canceller_ = ::PQgetCancel(connection_);
    wait_in_time();
    ::PQsetNoticeProcessor(
        connection_, [](void*, const char*) {}, nullptr);
    return {};
  }

  /// Ends the session; the server rolls an open transaction back.
  void close() noexcept {
    if (::PGcancel* const unused = take_canceller()) ::PQfreeCancel(unused);
    if (connection_) ::PQfinish(std::exchange(connection_, nullptr));
  }

  /// False as well once libpq has noticed that the connection broke.
  bool is_open() const noexcept { return connection_ && ::PQstatus(connection_) == CONNECTION_OK; }

  /// From now on nothing is waited for past this time, `open` included: the statement is then cancelled, the connection
  /// closed, and the call fails with `failure::timeout`.
  void set_deadline(const deadline& until) noexcept {
    deadline_ = until;
    is_timed_ = until.is_set();
    wait_in_time();
  }

  /// The time that was set last.
  const deadline& until() const noexcept { return deadline_; }

  /// Runs a statement with parameters that are text; rows are dropped.
  status run_with(const char* sql, std::initializer_list<std::string> values) {
    if (!connection_) return closed();
    std::vector<const char*> texts;
    for (const std::string& value : values) texts.push_back(value.c_str());
    const bool sent = ::PQsendQueryParams(connection_, sql, static_cast<int>(texts.size()), nullptr, texts.data(),
                                          nullptr, nullptr, 0) != 0;
    ::PGresult* const result = last_result(sent);
    if (!succeeded(result)) return fail(result);
    ::PQclear(result);
    return {};
  }

  /// Asks the server to stop the statement that is executed now, if any; it then fails (57014). Any thread may call it,
  /// as long as the connection stays open.
  status cancel() noexcept {
    const mutex_lock held(stopping_);
    char problem[256];
    const bool sent = canceller_ && ::PQcancel(canceller_, problem, sizeof problem) != 0;
    return {sent ? failure::none : failure::operational};
  }

  bool in_transaction() const noexcept {
    const ::PGTransactionStatusType kind = ::PQtransactionStatus(connection_);
    return kind == PQTRANS_INTRANS || kind == PQTRANS_INERROR || kind == PQTRANS_ACTIVE;
  }

  /// Whether a statement of the transaction failed: its COMMIT would be taken for a ROLLBACK.
  bool transaction_has_failed() const noexcept { return ::PQtransactionStatus(connection_) == PQTRANS_INERROR; }

  /// Describes the last call that failed; valid until the next one that fails.
  const error_info& error() const noexcept { return record_.info(); }

  /// Where that is written down, for what is built upon the connection.
  failure_record& record() noexcept { return record_; }

  /// libpq's own handle; null where the connection is closed.
  ::PGconn* native_handle() const noexcept { return connection_; }

 protected:
  ::PGconn* connection_ = nullptr;
  failure_record record_;
  bool names_statements_ = true;
  bool is_timed_ = false;  // there is a deadline

  static bool succeeded(const ::PGresult* result) noexcept {
    const ::ExecStatusType kind = ::PQresultStatus(result);
    return kind == PGRES_TUPLES_OK || kind == PGRES_COMMAND_OK || kind == PGRES_EMPTY_QUERY;
  }

  /// The next result of what was sent; null where there are no more, and where the connection is gone.
  ::PGresult* next_result() { return is_timed_ ? answer() : ::PQgetResult(connection_); }

  /// The same, with what is still to be sent being sent meanwhile.
  ::PGresult* answer() {
    if (wait_for_answer()) return ::PQgetResult(connection_);
    (void)give_up();
    return nullptr;
  }

  /// The last result of what was sent, or the first one that is an error; null where the connection is gone.
  ::PGresult* last_result(bool sent) {
    if (!sent) [[unlikely]]
      return nullptr;
    ::PGresult* const only = next_result();
    ::PGresult* const none = only ? next_result() : nullptr;
    return none || !connection_ || !succeeded(only) ? last_of(only, none) : only;
  }

  ::PGresult* send_text(const char* sql) { return last_result(::PQsendQuery(connection_, sql) != 0); }

  /// With a deadline nothing may block in libpq itself.
  void wait_in_time() noexcept {
    if (connection_) ::PQsetnonblocking(connection_, is_timed_ ? 1 : 0);
  }

  /// Sends a piece of a COPY. With a deadline libpq would keep what cannot be sent at once, however much it is.
  bool send_copy(const char* data, int size) {
    int put = 0;
    while ((put = ::PQputCopyData(connection_, data, size)) == 0)
      if (!flush()) return false;
    return put > 0 && (!is_timed_ || flush());
  }

  /// The next piece of a COPY … TO STDOUT, for `PQfreemem`; null after the last, and where the connection is gone.
  char* next_piece(int& size) {
    char* piece = nullptr;
    while ((size = ::PQgetCopyData(connection_, &piece, is_timed_ ? 1 : 0)) == 0) {
      if (!wait_for_socket(::PQsocket(connection_), POLLIN, deadline_)) return (void)give_up(), nullptr;
      if (!::PQconsumeInput(connection_)) return nullptr;  // the result says so
    }
    return piece;
  }

  /// Reads what is left of the answers to what was sent.
  void drain() {
    while (::PGresult* left = next_result()) ::PQclear(left);
  }

  /// What a result says that is not a success, or the connection where there is no result; frees the result.
  [[gnu::cold]] status fail(::PGresult* result) {
    if (!connection_) return record_.info().kind == failure::timeout ? status{failure::timeout} : closed();
    const ::ExecStatusType kind = ::PQresultStatus(result);
    const status failed = kind == PGRES_COPY_IN || kind == PGRES_COPY_OUT || kind == PGRES_COPY_BOTH
                              ? record_.refuse(failure::not_supported, "libpq: COPY cannot be run as a statement")
                              : record_.fail(result, connection_);
    ::PQclear(result);
    return failed;
  }

  [[gnu::cold]] status closed() { return record_.refuse(failure::interface, "libpq: the connection is closed"); }

 private:
  ::PGcancel* canceller_ = nullptr;
  mutex stopping_{};  // held by who uses it: that may be another thread
  deadline deadline_{};

  ::PGcancel* take_canceller() noexcept {
    const mutex_lock held(stopping_);
    return std::exchange(canceller_, nullptr);
  }

  status connect_in_time(const open_options& wanted) {
    timed_connecting attempt(deadline_);
    if (attempt.connect(wanted.names(), wanted.values())) return connection_ = attempt.release(), status{};
    if (deadline_.has_passed()) return record_.expire();
    return record_.refuse(failure::operational, "libpq: the server has not answered within connect_timeout");
  }

  // Waits until all is sent; what comes meanwhile is taken in, so that the server is not kept from reading.
  bool flush() {
    for (;;) {
      const int left = ::PQflush(connection_);
      if (left <= 0) return left == 0;
      if (!wait_for_socket(::PQsocket(connection_), POLLIN | POLLOUT, deadline_)) return give_up().ok();
      if (!::PQconsumeInput(connection_)) return false;
    }
  }

  bool wait_for_answer() noexcept {
    while (::PQstatus(connection_) == CONNECTION_OK) {
      const bool is_unsent = ::PQflush(connection_) > 0;
      if (!is_unsent && !::PQisBusy(connection_)) break;
      const short events = is_unsent ? POLLIN | POLLOUT : POLLIN;
      if (!wait_for_socket(::PQsocket(connection_), events, deadline_)) return false;
      if (!::PQconsumeInput(connection_)) break;  // the result says so
    }
    return true;
  }

  // libpq's way to cancel blocks until the server has answered, so nobody waits for it: the connection is given away.
  // A server that has not begun with the statement yet forgets what it was asked, and is asked again.
  [[gnu::cold]] status give_up() noexcept {
    if (connection_)  // who listens is not called by another thread
      ::PQsetNoticeReceiver(
          connection_, [](void*, const ::PGresult*) {}, nullptr);
    if (canceller_)
      if (auto* const given = new libpq_link(std::move(*this)); !in_background(&stop_and_close, given)) delete given;
    close();
    return record_.expire();
  }

  static void* stop_and_close(void* with) {
    auto* const given = static_cast<libpq_link*>(with);
    for (int attempts = 0; attempts != 100; ++attempts) {
      (void)given->cancel();
      const bool answers = wait_for_socket(::PQsocket(given->connection_), POLLIN, deadline::in(0.1));
      if (answers && (!::PQconsumeInput(given->connection_) || !::PQisBusy(given->connection_))) break;
    }
    delete given;
    return nullptr;
  }

  [[gnu::cold]] ::PGresult* last_of(::PGresult* last, ::PGresult* next) {
    for (; next; next = next_result()) {
      const ::ExecStatusType kind = ::PQresultStatus(next);
      if (kind == PGRES_COPY_IN || kind == PGRES_COPY_BOTH) ::PQputCopyEnd(connection_, "not by this way");
      if (kind == PGRES_COPY_OUT) discard_copy();
      if (succeeded(last)) std::swap(last, next);
      ::PQclear(next);
    }
    if (!connection_) ::PQclear(std::exchange(last, nullptr));
    return last;
  }

  void discard_copy() {
    int size = 0;
    while (char* const piece = next_piece(size)) ::PQfreemem(piece);
  }
};

}  // namespace sqlalloy::inline v0::postgresql
