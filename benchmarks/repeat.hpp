// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string_view>

#include "allocations.hpp"
#include "person.hpp"

/// Runs `find(key)` once to have everything prepared and then n times, and prints as JSON how often one of these
/// allocated, and a sum over the rows that two programs can be compared by.
template <class Find>
void repeat(std::int64_t n, Find find) {
  std::int64_t sum = digest(find(key_of(n)));
  const long before = allocations::count;
  for (std::int64_t i = 0; i < n; ++i) sum += digest(find(key_of(i)));
  const double each = static_cast<double>(allocations::count - before) / static_cast<double>(n);
  std::printf("{\"allocations\": %g, \"sum\": %lld}\n", each, static_cast<long long>(sum));
}

/// The command line: MODE N.
struct arguments {
  std::string_view mode;
  std::int64_t n = 0;

  arguments(int count, char** words) {
    if (count == 3) {
      mode = words[1];
      n = std::atoll(words[2]);
    }
    if (n <= 0) {
      std::fprintf(stderr, "usage: %s MODE N\n", words[0]);
      std::exit(2);
    }
  }

  [[noreturn]] void refuse() const {
    std::fprintf(stderr, "there is no mode %.*s\n", static_cast<int>(mode.size()), mode.data());
    std::exit(2);
  }
};
