// SPDX-License-Identifier: MIT
#pragma once

namespace sqlalloy::inline v0 {

template <class Driver>
class pooled_connection;

/// A place in a transaction to which a part of it can be undone; a connection knows all of those that are open, the
/// innermost first.
template <class Driver>
struct savepoint_mark {
  pooled_connection<Driver>* connection = nullptr;  ///< null: given up, undone, or gone with what was around it
  savepoint_mark* outer = nullptr;
  unsigned number = 0;
};

}  // namespace sqlalloy::inline v0
