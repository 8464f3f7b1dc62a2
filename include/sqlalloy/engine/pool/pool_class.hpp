// SPDX-License-Identifier: MIT
#pragma once

namespace sqlalloy::inline v0 {

/// How a pool lends its connections. (The classes of SQLAlchemy's pools.)
enum class pool_class : unsigned char {
  queue_pool,             ///< a number of connections, and a queue of those who wait for one
  null_pool,              ///< none is kept: each is opened when it is asked for and closed when it is given back
  static_pool,            ///< one connection, which all take in turn
  singleton_thread_pool,  ///< a thread gets the connection again that it gave back
};

/// What is done with a connection that is given back. A transaction that the library began is always rolled back.
enum class reset_on_return : unsigned char {
  rollback,  ///< one that was begun with SQL by hand too
  none,
};

}  // namespace sqlalloy::inline v0
