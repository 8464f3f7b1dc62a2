// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy/driver/deadline.hpp>
#include <sqlalloy/driver/wait_for_socket.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <libpq-fe.h>

namespace sqlalloy::inline v0::postgresql {

/// An attempt to connect that blocks in nothing but the lookup of names. libpq leaves the time to its caller then
/// (PostgreSQL manual, "PQconnectStartParams"): the deadline, and `connect_timeout`, after which one of several hosts
/// is given up and the others are tried.
class timed_connecting {
 public:
  explicit timed_connecting(const deadline& until) noexcept : until_(until) {}
  timed_connecting(const timed_connecting&) = delete;
  timed_connecting& operator=(const timed_connecting&) = delete;
  ~timed_connecting() { ::PQfinish(connection_); }

  /// Whether libpq has answered, with a connection or with what is wrong; else it is the deadline or a silent host.
  bool connect(const char* const* names, const char* const* values) {
    connection_ = ::PQconnectStartParams(names, values, 0);
    take_options();
    while (!settles()) {
      if (until_.has_passed() || !leave_host_out()) return false;
      ::PQfinish(connection_);
      connection_ = start();
    }
    return true;
  }

  ::PGconn* release() noexcept { return std::exchange(connection_, nullptr); }

 private:
  struct option {
    std::string name, value;
  };
  using list = std::vector<std::string>;

  const deadline until_;
  ::PGconn* connection_ = nullptr;
  std::vector<option> options_{};  // all that count, those of the environment and of a service file as well

  void take_options() {
    ::PQconninfoOption* const all = ::PQconninfo(connection_);
    for (const ::PQconninfoOption* one = all; one && one->keyword; ++one)
      if (one->val) options_.push_back({one->keyword, one->val});
    ::PQconninfoFree(all);
  }

  std::string& value(std::string_view name) {
    const auto found =
        std::find_if(options_.begin(), options_.end(), [&](const option& one) { return one.name == name; });
    return found != options_.end() ? found->value : options_.emplace_back(option{std::string(name), {}}).value;
  }

  ::PGconn* start() const {
    std::vector<const char*> names, values;
    for (const option& one : options_) {
      names.push_back(one.name.c_str());
      values.push_back(one.value.c_str());
    }
    names.push_back(nullptr);
    values.push_back(nullptr);
    return ::PQconnectStartParams(names.data(), values.data(), 0);
  }

  // The time of one host; what is less than a second is no limit for libpq either.
  deadline limit() {
    const double seconds = std::atof(value("connect_timeout").c_str());
    const deadline own = seconds >= 1 ? deadline::in(seconds) : deadline();
    return own.nanoseconds() < until_.nanoseconds() ? own : until_;
  }

  // Whether libpq comes to an end in time. It goes on to the next host by itself where one refuses.
  bool settles() {
    std::string now = host();
    deadline until = limit();
    ::PostgresPollingStatusType step = PGRES_POLLING_WRITING;
    while (::PQstatus(connection_) != CONNECTION_BAD && step != PGRES_POLLING_OK && step != PGRES_POLLING_FAILED) {
      if (std::string next = host(); next != now) {
        now = std::move(next);
        until = limit();
      }
      const short events = step == PGRES_POLLING_READING ? POLLIN : POLLOUT;
      if (!wait_for_socket(::PQsocket(connection_), events, until)) return false;
      step = ::PQconnectPoll(connection_);
    }
    return true;
  }

  static std::string text(const char* from) { return from ? from : ""; }

  std::string host() const {
    return text(::PQhost(connection_)) + ' ' + text(::PQhostaddr(connection_)) + ' ' + text(::PQport(connection_));
  }

  static list split(std::string_view from) {
    list parts;
    if (from.empty()) return parts;
    for (std::size_t comma = from.find(','); comma != from.npos; comma = from.find(',')) {
      parts.emplace_back(from.substr(0, comma));
      from.remove_prefix(comma + 1);
    }
    parts.emplace_back(from);
    return parts;
  }

  static std::string join(const list& parts) {
    std::string joined;
    for (const std::string& part : parts) (joined += joined.empty() ? "" : ",") += part;
    return joined;
  }

  // Takes the host that says nothing out of the lists; false where there is no other.
  bool leave_host_out() {
    list hosts = split(value("host")), addresses = split(value("hostaddr")), ports = split(value("port"));
    const std::size_t count = std::max(hosts.size(), addresses.size());
    const list& named = hosts.size() == count ? hosts : addresses;
    const std::string silent = text(::PQhost(connection_)), port = text(::PQport(connection_));
    for (std::size_t i = 0; i != count; ++i) {
      const bool has_port = ports.size() != count || ports[i].empty() || ports[i] == port;
      if (named[i] != silent || !has_port) continue;
      for (list* one : {&hosts, &addresses, &ports})
        if (one->size() == count) one->erase(one->begin() + static_cast<std::ptrdiff_t>(i));
      value("host") = join(hosts);
      value("hostaddr") = join(addresses);
      value("port") = join(ports);
      return count > 1;
    }
    return false;
  }
};

}  // namespace sqlalloy::inline v0::postgresql
