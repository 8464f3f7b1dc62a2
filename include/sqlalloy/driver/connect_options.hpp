// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace sqlalloy::inline v0 {

/// One `name=value` after the question mark of a URL.
struct connect_option {
  std::string name{};
  std::string value{};
};

/// Where and how to connect: what a URL says, in parts and without percent escapes.
struct connect_options {
  std::string username{};
  std::string password{};
  std::string host{};
  int port = 0;  ///< 0: the client library's default
  std::string database{};
  std::vector<connect_option> query{};
  std::string memory_name{};  ///< the name under which an engine's connections share one database in memory

  /// The value of an option, the last one where it is given twice; null where it is not given.
  const std::string* find(std::string_view name) const {
    for (auto option = query.rbegin(); option != query.rend(); ++option)
      if (option->name == name) return &option->value;
    return nullptr;
  }

  /// Whether a host, or each of several with commas between, is this machine: none is named, it is a folder with a
  /// unix socket, or a loopback address.
  static bool is_this_machine(std::string_view hosts) {
    for (;;) {
      const std::string_view host = hosts.substr(0, hosts.find(','));
      const bool is_loopback = host.starts_with("127.") && host.find_first_not_of("0123456789.") == host.npos;
      if (!host.empty() && host[0] != '/' && host != "localhost" && host != "::1" && !is_loopback) return false;
      if (host.size() == hosts.size()) return true;
      hosts.remove_prefix(host.size() + 1);
    }
  }

  /// The value of an option, or `fallback` where it is not given.
  std::string_view get(std::string_view name, std::string_view fallback = {}) const {
    const std::string* value = find(name);
    return value ? std::string_view(*value) : fallback;
  }
};

}  // namespace sqlalloy::inline v0
