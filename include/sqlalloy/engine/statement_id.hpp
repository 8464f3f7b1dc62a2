// SPDX-License-Identifier: MIT
#pragma once

// The compiler's atomics, because <atomic> makes every file that includes the library a good fifth slower to parse.

namespace sqlalloy::inline v0 {

/// The last number that was given to a statement of this program (or of this shared library).
inline constinit unsigned last_statement_id = 0;

/// The number of a statement in a dialect: 0 until it is first executed, then dense. A statement with several texts has
/// as many numbers in a row, this one being the first.
template <class Query, class Dialect>
inline constinit unsigned statement_id = 0;

/// The number that was given; 0 where none was.
inline unsigned load_statement_id(const unsigned& id) noexcept { return __atomic_load_n(&id, __ATOMIC_RELAXED); }

/// Gives a statement as many numbers as it has texts, unless another thread was faster. Any thread may call it.
[[gnu::cold, gnu::noinline]] inline unsigned assign_statement_id(unsigned& id, unsigned texts) noexcept {
  const unsigned first = __atomic_fetch_add(&last_statement_id, texts, __ATOMIC_RELAXED) + 1;
  unsigned given = 0;
  return __atomic_compare_exchange_n(&id, &given, first, false, __ATOMIC_RELAXED, __ATOMIC_RELAXED) ? first : given;
}

}  // namespace sqlalloy::inline v0
