// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy/driver/connect_options.hpp>

#include <string>
#include <string_view>
#include <utility>

namespace sqlalloy::inline v0::mysql {

/// What a URL asks of a server besides host, port, user and database: `unix_socket` (a path), `ssl` (true, false),
/// `ssl_ca`, `ssl_cert`, `ssl_key` (paths), `connect_timeout`, `read_timeout`, `write_timeout` (seconds),
/// `local_infile` (true, false), `charset` (utf8mb4, which it is in any case).
///
/// With `local_infile=true` the client sends any file of this machine that the server asks for (LOAD DATA LOCAL
/// INFILE): only for a server that is trusted. Otherwise it refuses.
///
/// A host that is not this machine is spoken to over TLS, and its certificate is checked, unless the URL says
/// `ssl=false`; this machine only with `ssl=true` or `ssl_ca`.
class open_options {
 public:
  explicit open_options(const connect_options& options) {
    is_local_ = connect_options::is_this_machine(options.host);
    for (const connect_option& option : options.query)
      if (!take(option)) return;
    if (!unix_socket_.empty() && (options.port != 0 || !(options.host.empty() || options.host == "localhost")))
      refuse("option unix_socket and a host or a port exclude each other");
    if (!ssl_ && !(ssl_ca_.empty() && ssl_cert_.empty() && ssl_key_.empty()) && ssl_said_)
      refuse("options ssl=false and ssl_ca, ssl_cert or ssl_key exclude each other");
    if (!ssl_said_) ssl_ = !is_local_ || !ssl_ca_.empty() || !ssl_cert_.empty();
  }

  /// The sentence that says what is wrong with the options; empty where nothing is.
  const std::string& problem() const { return problem_; }

  /// Whether a connection without TLS is refused.
  bool ssl() const { return ssl_; }

  /// Whether the server may ask for files of this machine.
  bool local_infile() const { return local_infile_; }

  // Null, or 0, where none was asked for.
  const char* unix_socket() const { return pointer(unix_socket_); }
  const char* ssl_ca() const { return pointer(ssl_ca_); }
  const char* ssl_cert() const { return pointer(ssl_cert_); }
  const char* ssl_key() const { return pointer(ssl_key_); }
  unsigned connect_timeout() const { return connect_timeout_; }
  unsigned read_timeout() const { return read_timeout_; }
  unsigned write_timeout() const { return write_timeout_; }

 private:
  std::string problem_;
  std::string unix_socket_, ssl_ca_, ssl_cert_, ssl_key_;
  unsigned connect_timeout_ = 0, read_timeout_ = 0, write_timeout_ = 0;
  bool is_local_ = false;
  bool ssl_ = false;
  bool ssl_said_ = false;
  bool local_infile_ = false;

  static const char* pointer(const std::string& text) { return text.empty() ? nullptr : text.c_str(); }

  bool refuse(std::string sentence) {
    if (problem_.empty()) problem_ = "mysqlclient: " + std::move(sentence);
    return false;
  }
  bool refuse_value(const connect_option& option, std::string_view allowed) {
    return refuse("option " + option.name + " cannot be '" + option.value + "'; it is " + std::string(allowed));
  }

  bool take(const connect_option& option) {
    if (option.name == "unix_socket") return path(option, unix_socket_);
    if (option.name == "ssl_ca") return path(option, ssl_ca_);
    if (option.name == "ssl_cert") return path(option, ssl_cert_);
    if (option.name == "ssl_key") return path(option, ssl_key_);
    if (option.name == "connect_timeout") return seconds(option, connect_timeout_);
    if (option.name == "read_timeout") return seconds(option, read_timeout_);
    if (option.name == "write_timeout") return seconds(option, write_timeout_);
    if (option.name == "ssl") {
      ssl_said_ = true;
      return truth(option, ssl_);
    }
    if (option.name == "local_infile") return truth(option, local_infile_);
    if (option.name == "charset") return option.value == "utf8mb4" || refuse_value(option, "always utf8mb4");
    return refuse("unknown option '" + option.name +
                  "'; known are unix_socket, ssl, ssl_ca, ssl_cert, ssl_key, connect_timeout, read_timeout, "
                  "write_timeout, local_infile and charset");
  }

  bool truth(const connect_option& option, bool& out) {
    out = option.value == "true";
    return out || option.value == "false" || refuse_value(option, "true or false");
  }

  bool path(const connect_option& option, std::string& out) {
    out = option.value;
    return (!out.empty() && out.find('\0') == out.npos) || refuse_value(option, "a path");
  }

  bool seconds(const connect_option& option, unsigned& out) {
    out = 0;
    for (const char c : option.value) {
      if (c < '0' || c > '9' || out > 9'999) return refuse_value(option, "a number of seconds");
      out = out * 10 + static_cast<unsigned>(c - '0');
    }
    return out != 0 || refuse_value(option, "a number of seconds");
  }
};

}  // namespace sqlalloy::inline v0::mysql
