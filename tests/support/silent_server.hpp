// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy/driver/connect_options.hpp>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

namespace support {

/// A port of this machine that takes connections and never says a word.
class silent_server {
 public:
  silent_server() : socket_(::socket(AF_INET, SOCK_STREAM, 0)) {
    ::sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    ::socklen_t size = sizeof address;
    is_listening_ = ::bind(socket_, reinterpret_cast<::sockaddr*>(&address), size) == 0 && ::listen(socket_, 4) == 0 &&
                    ::getsockname(socket_, reinterpret_cast<::sockaddr*>(&address), &size) == 0;
    port_ = ntohs(address.sin_port);
  }
  silent_server(const silent_server&) = delete;
  silent_server& operator=(const silent_server&) = delete;
  ~silent_server() { ::close(socket_); }

  bool is_listening() const { return is_listening_; }
  int port() const { return port_; }

  /// How to reach it.
  sqlalloy::connect_options options() const {
    sqlalloy::connect_options to;
    to.host = "127.0.0.1";
    to.port = port_;
    to.username = "nobody";
    return to;
  }

 private:
  int socket_;
  int port_ = 0;
  bool is_listening_ = false;
};

}  // namespace support
