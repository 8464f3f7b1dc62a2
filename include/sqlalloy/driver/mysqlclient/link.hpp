// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy/driver/connect_options.hpp>
#include <sqlalloy/driver/deadline.hpp>
#include <sqlalloy/driver/error_info.hpp>
#include <sqlalloy/driver/first_word.hpp>
#include <sqlalloy/driver/in_background.hpp>
#include <sqlalloy/driver/mysqlclient/calls.hpp>
#include <sqlalloy/driver/mysqlclient/error.hpp>
#include <sqlalloy/driver/mysqlclient/open_options.hpp>
#include <sqlalloy/driver/status.hpp>
#include <sqlalloy/driver/wait_for_socket.hpp>

#include <string>
#include <string_view>
#include <utility>

#include <fcntl.h>
#include <mysql.h>
#include <sys/socket.h>

namespace sqlalloy::inline v0::mysql {

/// The link to a server, and how its answers are waited for: all that a connection is, statements apart.
///
/// A deadline needs the calls of libmariadb that do not block. With libmysqlclient, which has none for prepared
/// statements, a call that has begun is waited for, as long as `read_timeout` of the URL allows.
class mysqlclient_link {
 public:
  mysqlclient_link() = default;
  mysqlclient_link(mysqlclient_link&& other) noexcept { *this = std::move(other); }
  mysqlclient_link& operator=(mysqlclient_link&& other) noexcept {
    if (this == &other) return *this;
    close();
    connection_ = std::exchange(other.connection_, nullptr);
    options_ = std::move(other.options_);
    deadline_ = other.deadline_;
    has_deadline_ = other.has_deadline_;
    lost_ = other.lost_;
    has_expired_ = other.has_expired_;
    record_ = std::move(other.record_);
    return *this;
  }
  ~mysqlclient_link() { close(); }

  /// Ends the session; the server rolls an open transaction back.
  void close() noexcept {
    if (connection_) ::mysql_close(std::exchange(connection_, nullptr));
  }

  /// False as well once it was noticed that the connection broke.
  bool is_open() const noexcept { return connection_ && !lost_; }

  /// From now on nothing is waited for past this time: the statement is then stopped, the connection lost, and the call
  /// fails with `failure::timeout`.
  void set_deadline(const deadline& until) noexcept {
    deadline_ = until;
    has_deadline_ = until.is_set();
    wait_in_time();
  }

  /// Asks the server, by a connection of its own, to stop the statement that is executed now, if any; it then fails
  /// (1317). Any thread may call it, as long as the connection stays open.
  status cancel() {
    return connection_ && kill({options_, ::mysql_thread_id(connection_), false}) ? status{}
                                                                                  : status{failure::operational};
  }

  /// Asks the server for nothing, to see whether it answers.
  status ping() {
    if (!connection_) return closed();
    return in_time(calls::ping, connection_) == 0 ? status{} : fail({});
  }

  bool in_transaction() const noexcept {
    return is_open() && (connection_->server_status & SERVER_STATUS_IN_TRANS) != 0;
  }

  /// Never: what failed undoes itself, or all.
  bool transaction_has_failed() const noexcept { return false; }

  /// Describes the last call that failed; valid until the next one that fails.
  const error_info& error() const noexcept { return record_.info(); }

  /// The client library's own handle; null where the connection is closed.
  ::MYSQL* native_handle() const noexcept { return connection_; }

 protected:
  ::MYSQL* connection_ = nullptr;
  failure_record record_;

  /// Connects; what was open is closed first.
  status connect(const connect_options& options) {
    close();
    lost_ = has_expired_ = false;
    const open_options wanted(options);
    if (!wanted.problem().empty()) return record_.refuse(failure::argument, wanted.problem());
    connection_ = make_handle();
    if (!connection_) return no_memory();
    options_ = options;
    wait_in_time();
    configure(connection_, options, wanted);
    if (!connect_handle(connection_, options, wanted,
                        [this](auto... given) { return in_time(calls::connect, given...); }))
      return has_expired_ ? expire() : record_.fail_to_connect(connection_);
    // libmariadb hands it down, and a program that this one starts would keep a closed connection open.
    ::fcntl(static_cast<int>(connection_->net.fd), F_SETFD, FD_CLOEXEC);
    if (wanted.ssl() && !::mysql_get_ssl_cipher(connection_))
      return record_.refuse(failure::operational, "mysqlclient: the server does not speak TLS; ssl=false does without");
    return {};
  }

  /// What a call of the client gives. Past the deadline the link is cut, and the call fails by that.
  template <class Result, class Handle, class... Rest>
  Result in_time(const client_call<Result, Handle, Rest...>& call, Handle handle, Rest... rest) {
    if (!has_deadline_ || !call.start) [[likely]]
      return call.whole(handle, rest...);
    return by_halves(call, handle, rest...);
  }

  [[gnu::cold]] status told(std::string_view sql, unsigned code, const char* state, const char* message) {
    if (has_expired_) return expire();
    const status failed = record_.fail(code, state, message);
    if (is_lost(code) || is_closed_after(code)) lost_ = true;
    // An error does not say whether there is a transaction still; the answer to a statement does. DDL ends it even
    // where it fails.
    if (in_transaction() && (may_end_transaction(code) || may_commit(sql)))
      (void)in_time(calls::query, connection_, "DO 0", 4ul);
    return failed;
  }
  [[gnu::cold]] status fail(std::string_view sql) {
    return told(sql, ::mysql_errno(connection_), ::mysql_sqlstate(connection_), ::mysql_error(connection_));
  }
  [[gnu::cold]] status closed() { return record_.refuse(failure::interface, "mysqlclient: the connection is closed"); }
  [[gnu::cold]] status no_memory() { return record_.refuse(failure::operational, "mysqlclient: out of memory"); }

 private:
  connect_options options_;  // for another connection, which stops what this one does
  deadline deadline_{};
  bool has_deadline_ = false;  // what is asked before each call
  bool lost_ = false;
  bool has_expired_ = false;

  static ::MYSQL* make_handle() {
    // Once for the program: mysql_init would do it, but not for several threads at once.
    static const int library = ::mysql_library_init(0, nullptr, nullptr);
    return library == 0 ? ::mysql_init(nullptr) : nullptr;
  }

  static void configure(::MYSQL* handle, const connect_options& options, const open_options& wanted) {
    const auto set = [handle](::mysql_option option, const void* value) { ::mysql_options(handle, option, value); };
    const auto timeout = [&](::mysql_option option, unsigned seconds) {
      if (seconds != 0) set(option, &seconds);
    };
    const unsigned local_infile = wanted.local_infile() ? 1 : 0;
    set(MYSQL_OPT_LOCAL_INFILE, &local_infile);
    set(MYSQL_SET_CHARSET_NAME, "utf8mb4");
    timeout(MYSQL_OPT_CONNECT_TIMEOUT, wanted.connect_timeout());
    timeout(MYSQL_OPT_READ_TIMEOUT, wanted.read_timeout());
    timeout(MYSQL_OPT_WRITE_TIMEOUT, wanted.write_timeout());
    if (options.port != 0) {  // else "localhost" would be a unix socket, whatever the port
      const unsigned tcp = MYSQL_PROTOCOL_TCP;
      set(MYSQL_OPT_PROTOCOL, &tcp);
    }
    const auto path = [&](::mysql_option option, const char* file) {
      if (file) set(option, file);
    };
    path(MYSQL_OPT_SSL_CA, wanted.ssl_ca());
    path(MYSQL_OPT_SSL_CERT, wanted.ssl_cert());
    path(MYSQL_OPT_SSL_KEY, wanted.ssl_key());
#if defined(LIBMARIADB)
    const char enforce = wanted.ssl() ? 1 : 0;
    set(MYSQL_OPT_SSL_ENFORCE, &enforce);
    set(MYSQL_OPT_SSL_VERIFY_SERVER_CERT, &enforce);
#else
    const unsigned mode = wanted.ssl() ? SSL_MODE_VERIFY_IDENTITY : SSL_MODE_DISABLED;
    set(MYSQL_OPT_SSL_MODE, &mode);
    const bool ask_for_key = !wanted.ssl();  // to send a password by (caching_sha2_password); libmariadb asks anyway
    set(MYSQL_OPT_GET_SERVER_PUBLIC_KEY, &ask_for_key);
#endif
  }

  template <class Connect>
  static bool connect_handle(::MYSQL* handle, const connect_options& options, const open_options& wanted,
                             Connect connect) {
    const auto text = [](const std::string& from) { return from.empty() ? nullptr : from.c_str(); };
    return connect(handle, text(options.host), text(options.username), text(options.password), text(options.database),
                   static_cast<unsigned>(options.port), wanted.unix_socket(),
                   static_cast<unsigned long>(CLIENT_FOUND_ROWS | CLIENT_MULTI_STATEMENTS)) != nullptr;
  }

  // Apart, so that who sets no deadline does not pay for its loop.
  template <class Result, class Handle, class... Rest>
  [[gnu::noinline]] Result by_halves(const client_call<Result, Handle, Rest...>& call, Handle handle, Rest... rest) {
    Result given{};
    int waits_for = call.start(&given, handle, rest...);
    while (waits_for != 0) waits_for = call.go_on(&given, handle, wait(waits_for));
    return given;
  }

  // The calls that do not block need a stack of their own, which only who sets a deadline pays.
  void wait_in_time() noexcept {
#if defined(LIBMARIADB)
    if (connection_ && has_deadline_) ::mysql_options(connection_, MYSQL_OPT_NONBLOCK, nullptr);
#endif
  }

  // What the client waits for: MYSQL_WAIT_READ, MYSQL_WAIT_WRITE, with a time of its own MYSQL_WAIT_TIMEOUT. Gives what
  // has come. Past the deadline the socket is shut, and reading it gives the end.
  int wait(int waits_for) noexcept;

  // Which session to stop: the statement alone, or all of it.
  struct victim {
    connect_options options;
    unsigned long session;
    bool whole;
  };

  static bool kill(const victim& of);
  static void* kill_and_delete(void* with) {
    auto* const of = static_cast<victim*>(with);
    (void)kill(*of);
    delete of;
    return nullptr;
  }

  [[gnu::cold]] status expire() {
    lost_ = true;
    return record_.expire();
  }
};

#if defined(LIBMARIADB)
inline int mysqlclient_link::wait(int waits_for) noexcept {
  const bool reads = (waits_for & MYSQL_WAIT_READ) != 0, writes = (waits_for & MYSQL_WAIT_WRITE) != 0;
  const int socket = ::mysql_get_socket(connection_);
  deadline until = deadline_;
  if ((waits_for & MYSQL_WAIT_TIMEOUT) != 0) {
    const deadline own = deadline::in(::mysql_get_timeout_value_ms(connection_) / 1e3);
    if (own.nanoseconds() < until.nanoseconds()) until = own;
  }
  const short events = static_cast<short>((reads ? POLLIN : 0) | (writes ? POLLOUT : 0));
  if (wait_for_socket(socket, events, until)) return waits_for & (MYSQL_WAIT_READ | MYSQL_WAIT_WRITE);
  if (!deadline_.has_passed()) return MYSQL_WAIT_TIMEOUT;
  if (!std::exchange(has_expired_, true)) {
    lost_ = true;
    ::shutdown(socket, SHUT_RDWR);
    if (const unsigned long session = ::mysql_thread_id(connection_); session != 0) {
      auto* const found = new victim{options_, session, true};
      if (!in_background(&kill_and_delete, found)) delete found;
    }
  }
  return waits_for & (MYSQL_WAIT_READ | MYSQL_WAIT_WRITE);
}
#else
inline int mysqlclient_link::wait(int waits_for) noexcept { return waits_for; }
#endif

inline bool mysqlclient_link::kill(const victim& of) {
  ::MYSQL* const handle = make_handle();
  if (!handle) return false;
  const open_options wanted(of.options);
  const unsigned seconds = 10;
  configure(handle, of.options, wanted);
  for (const ::mysql_option option : {MYSQL_OPT_CONNECT_TIMEOUT, MYSQL_OPT_READ_TIMEOUT, MYSQL_OPT_WRITE_TIMEOUT})
    ::mysql_options(handle, option, &seconds);
  const std::string sql = (of.whole ? "KILL CONNECTION " : "KILL QUERY ") + std::to_string(of.session);
  const bool done = connect_handle(handle, of.options, wanted, &::mysql_real_connect) &&
                    ::mysql_real_query(handle, sql.c_str(), static_cast<unsigned long>(sql.size())) == 0;
  ::mysql_close(handle);
  return done;
}

}  // namespace sqlalloy::inline v0::mysql
