// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy/driver/status.hpp>

namespace sqlalloy::inline v0 {

/// How the rows of a query come: all of them with its execution, where the database sends them so. Other statements may
/// be executed while they are read.
struct rows_at_once {
  static constexpr bool streams = false;

  template <class Connection, class... Of>
  [[gnu::always_inline]] status operator()(Connection& connection, Of&... of) const {
    return connection.execute(of...);
  }
};

/// They come while they are read, about so many at a time.
struct rows_in_batches {
  static constexpr bool streams = true;
  int size = 1;

  template <class Connection, class... Of>
  status operator()(Connection& connection, Of&... of) const {
    return connection.stream(of..., size);
  }
};

}  // namespace sqlalloy::inline v0
