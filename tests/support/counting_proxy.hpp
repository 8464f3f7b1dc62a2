// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy/driver/connect_options.hpp>

#include <atomic>
#include <cstddef>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include <netdb.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

namespace support {

/// Stands on loopback between clients and a server, passes on what both say, and counts the round trips: how often a
/// server answers to bytes that a client sent after the answer before. What is sent without waiting for an answer (a
/// statement that is closed) travels with the next request and is no round trip of its own.
class counting_proxy {
 public:
  /// To the server that the options name, over TCP.
  explicit counting_proxy(const sqlalloy::connect_options& server) : server_(server) {
    listener_ = checked(::socket(AF_INET, SOCK_STREAM, 0), "socket");
    sockaddr_in own{};
    own.sin_family = AF_INET;
    own.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof own;
    checked(::bind(listener_, reinterpret_cast<sockaddr*>(&own), size), "bind");
    checked(::listen(listener_, 16), "listen");
    checked(::getsockname(listener_, reinterpret_cast<sockaddr*>(&own), &size), "getsockname");
    checked(::pipe(end_), "pipe");
    port_ = ntohs(own.sin_port);
    thread_ = std::thread([this] { serve(); });
  }
  counting_proxy(const counting_proxy&) = delete;
  counting_proxy& operator=(const counting_proxy&) = delete;
  ~counting_proxy() {
    ::close(end_[1]);
    thread_.join();
    ::close(end_[0]);
    ::close(listener_);
    for (const pair& one : pairs_) one.close();
  }

  /// The server's options, with this as the server.
  sqlalloy::connect_options options() const {
    sqlalloy::connect_options through = server_;
    through.host = "127.0.0.1";
    through.port = port_;
    return through;
  }

  /// The round trips of all clients since it was made.
  int round_trips() const noexcept { return round_trips_; }

  /// The round trips that `f` takes.
  template <class F>
  int round_trips_of(F f) const {
    const int before = round_trips_;
    f();
    return round_trips_ - before;
  }

 private:
  struct pair {
    int client;
    int server;
    bool has_asked = false;

    void close() const {
      ::close(client);
      ::close(server);
    }
  };

  const sqlalloy::connect_options server_;
  int listener_ = -1;
  int end_[2] = {-1, -1};  // closed where it is to end
  int port_ = 0;
  std::atomic<int> round_trips_ = 0;
  std::vector<pair> pairs_{};
  std::thread thread_{};

  static int checked(int result, const char* what) {
    if (result < 0) throw std::runtime_error(std::string("the counting proxy: ") + what + " failed");
    return result;
  }

  void serve() {
    for (;;) {
      std::vector<pollfd> waits{{end_[0], POLLIN, 0}, {listener_, POLLIN, 0}};
      for (const pair& one : pairs_) {
        waits.push_back({one.server, POLLIN, 0});
        waits.push_back({one.client, POLLIN, 0});
      }
      if (::poll(waits.data(), waits.size(), -1) < 0) continue;
      if (waits[0].revents != 0) return;
      for (std::size_t i = pairs_.size(); i-- != 0;)
        if (!pass_on(pairs_[i], waits[2 + 2 * i].revents != 0, waits[3 + 2 * i].revents != 0)) {
          pairs_[i].close();
          pairs_.erase(pairs_.begin() + static_cast<std::ptrdiff_t>(i));
        }
      if (waits[1].revents != 0) accept();
    }
  }

  void accept() {
    const int client = ::accept(listener_, nullptr, nullptr);
    if (client < 0) return;
    const int server = connect();
    if (server < 0)
      ::close(client);
    else
      pairs_.push_back({client, server});
  }

  int connect() const {
    addrinfo hints{}, *found = nullptr;
    hints.ai_socktype = SOCK_STREAM;
    if (::getaddrinfo(server_.host.c_str(), std::to_string(server_.port).c_str(), &hints, &found) != 0) return -1;
    int made = ::socket(found->ai_family, SOCK_STREAM, 0);
    if (made >= 0 && ::connect(made, found->ai_addr, found->ai_addrlen) != 0) {
      ::close(made);
      made = -1;
    }
    ::freeaddrinfo(found);
    return made;
  }

  // Counts before it passes an answer on, so that who has got it finds it counted. False at the end.
  bool pass_on(pair& one, bool server_speaks, bool client_speaks) {
    char bytes[16384];
    if (server_speaks) {
      const ssize_t size = ::recv(one.server, bytes, sizeof bytes, 0);
      if (size <= 0) return false;
      if (one.has_asked) ++round_trips_;
      one.has_asked = false;
      if (!send_all(one.client, bytes, size)) return false;
    }
    if (client_speaks) {
      const ssize_t size = ::recv(one.client, bytes, sizeof bytes, 0);
      if (size <= 0) return false;
      one.has_asked = true;
      if (!send_all(one.server, bytes, size)) return false;
    }
    return true;
  }

  static bool send_all(int to, const char* bytes, ssize_t size) {
    while (size > 0) {
      const ssize_t sent = ::send(to, bytes, static_cast<std::size_t>(size), MSG_NOSIGNAL);
      if (sent <= 0) return false;
      bytes += sent;
      size -= sent;
    }
    return true;
  }
};

}  // namespace support
