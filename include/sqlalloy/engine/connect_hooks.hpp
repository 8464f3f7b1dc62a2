// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy/driver/status.hpp>

#include <vector>

namespace sqlalloy::inline v0 {

/// The functions that are called for each new connection, in the order in which they were added.
template <class Connection>
class connect_hooks {
 public:
  using function = status (*)(Connection& connection);
  using function_with_context = status (*)(void* context, Connection& connection);

  void add(function f) { all_.push_back({f, nullptr, nullptr}); }
  void add(function_with_context f, void* context) { all_.push_back({nullptr, f, context}); }

  /// Calls them all, or those up to the first that fails.
  status call(Connection& connection) const {
    for (const hook& one : all_) {
      const status done = one.plain ? one.plain(connection) : one.with_context(one.context, connection);
      if (!done.ok()) return done;
    }
    return {};
  }

 private:
  struct hook {
    function plain;
    function_with_context with_context;
    void* context;
  };

  std::vector<hook> all_;
};

}  // namespace sqlalloy::inline v0
