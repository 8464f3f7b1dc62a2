// SPDX-License-Identifier: MIT
#pragma once

namespace sqlalloy::inline v0 {

/// Where an object stands towards its session and the database; SQLAlchemy's five.
enum class object_state : unsigned char {
  transient,   ///< in no session, and no row
  pending,     ///< added, and not yet inserted
  persistent,  ///< a row, which the session knows
  deleted,     ///< a row no more, in a transaction that has not ended
  detached,    ///< a row (as far as is known), and in no session
};

}  // namespace sqlalloy::inline v0
