// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <vector>

namespace sqlalloy::inline v0 {

class record;

/// Objects of the two structs of a relation.
struct joined_pair {
  record* owner;
  record* target;
  std::size_t place;  ///< in the order in which they came
};

inline int compare_owners(const void* left, const void* right) {
  const auto one = reinterpret_cast<std::uintptr_t>(static_cast<const joined_pair*>(left)->owner);
  const auto other = reinterpret_cast<std::uintptr_t>(static_cast<const joined_pair*>(right)->owner);
  return one < other ? -1 : one > other;
}
inline int compare_targets(const void* left, const void* right) {
  const auto one = reinterpret_cast<std::uintptr_t>(static_cast<const joined_pair*>(left)->target);
  const auto other = reinterpret_cast<std::uintptr_t>(static_cast<const joined_pair*>(right)->target);
  return one < other ? -1 : one > other;
}
inline int compare_places(const void* left, const void* right) {
  const std::size_t one = static_cast<const joined_pair*>(left)->place;
  const std::size_t other = static_cast<const joined_pair*>(right)->place;
  return one < other ? -1 : one > other;
}

// By qsort() of C, as in record_order.hpp.
template <int (*... Compare)(const void*, const void*)>
void sort_pairs(std::vector<joined_pair>& pairs) {
  if (pairs.empty()) return;
  std::qsort(pairs.data(), pairs.size(), sizeof(joined_pair), [](const void* left, const void* right) {
    int found = 0;
    (void)((found = Compare(left, right)) || ...);
    return found;
  });
}

/// Leaves each pair once, where it came first; those of an owner stand together.
inline void leave_each_once(std::vector<joined_pair>& pairs) {
  sort_pairs<&compare_owners, &compare_targets, &compare_places>(pairs);
  std::size_t kept = 0;
  for (const joined_pair& one : pairs)
    if (kept == 0 || pairs[kept - 1].owner != one.owner || pairs[kept - 1].target != one.target) pairs[kept++] = one;
  pairs.resize(kept);
  sort_pairs<&compare_owners, &compare_places>(pairs);
}

}  // namespace sqlalloy::inline v0
