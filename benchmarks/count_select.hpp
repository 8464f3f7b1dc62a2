// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy.hpp>

#include <cstdint>
#include <string>

#include "by_library.hpp"
#include "repeat.hpp"

/// Runs the mode that the command line asks for: `c` is `by_hand(n)`, the others are the library on a connection of
/// `Driver`, for which `fill(connection)` makes the rows.
template <class Driver, class ByHand, class Fill>
void count_select(int count, char** words, const std::string& url, ByHand by_hand, Fill fill) {
  const arguments given(count, words);
  const auto by_the_library = [&](auto find) {
    auto engine = sqlalloy::create_engine<Driver>(url);
    auto db = engine.connect();
    fill(db);
    repeat(given.n, [&](std::int64_t key) { return find(db, key); });
  };
  if (given.mode == "c")
    by_hand(given.n);
  else if (given.mode == "library")
    by_the_library([](auto& db, std::int64_t key) { return by_library::find(db, key); });
  else if (given.mode == "library_at_call_site")
    by_the_library([](auto& db, std::int64_t key) { return by_library::find_at_call_site(db, key); });
  else
    given.refuse();
}
