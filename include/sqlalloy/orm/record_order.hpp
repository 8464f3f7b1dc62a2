// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <vector>

namespace sqlalloy::inline v0 {

class record;

/// An object, and a number to sort it by.
struct numbered_record {
  std::uint64_t number;
  record* object;
  std::size_t place = 0;  ///< of those with the same number; it is given when they are sorted
};

/// A number that only that object has, as long as it lives.
inline std::uint64_t address_number(const record& object) noexcept { return reinterpret_cast<std::uintptr_t>(&object); }

// By qsort() and bsearch() of C, because what std::sort() instantiates would be compiled in each file with a session.

/// Sorts objects by their numbers; those of the same number stay as they are.
inline void sort_by_number(std::vector<numbered_record>& objects) {
  if (objects.empty()) return;
  for (std::size_t i = 0; i != objects.size(); ++i) objects[i].place = i;
  std::qsort(objects.data(), objects.size(), sizeof(numbered_record), [](const void* left, const void* right) {
    const auto& one = *static_cast<const numbered_record*>(left);
    const auto& other = *static_cast<const numbered_record*>(right);
    if (one.number != other.number) return one.number < other.number ? -1 : 1;
    return one.place < other.place ? -1 : 1;
  });
}

/// Calls `f` with each number and the objects that have it.
template <class F>
void each_alike(std::vector<numbered_record>& objects, F f) {
  sort_by_number(objects);
  for (std::size_t i = 0; i != objects.size();) {
    std::vector<record*> alike;
    const std::uint64_t number = objects[i].number;
    for (; i != objects.size() && objects[i].number == number; ++i) alike.push_back(objects[i].object);
    f(number, alike);
  }
}

/// The place of the first object that has at least that number, of sorted ones.
inline std::size_t first_of_number(const std::vector<numbered_record>& sorted, std::uint64_t number) {
  std::size_t low = 0;
  for (std::size_t high = sorted.size(); low != high;) {
    const std::size_t middle = low + (high - low) / 2;
    sorted[middle].number < number ? low = middle + 1 : high = middle;
  }
  return low;
}

inline int compare_addresses(const void* left, const void* right) {
  const auto one = reinterpret_cast<std::uintptr_t>(*static_cast<record* const*>(left));
  const auto other = reinterpret_cast<std::uintptr_t>(*static_cast<record* const*>(right));
  return one < other ? -1 : one > other;
}

/// Leaves each object once, in the order of their addresses.
inline void leave_each_once(std::vector<record*>& objects) {
  if (objects.empty()) return;
  std::qsort(objects.data(), objects.size(), sizeof(record*), &compare_addresses);
  std::size_t kept = 0;
  for (record* one : objects)
    if (kept == 0 || objects[kept - 1] != one) objects[kept++] = one;
  objects.resize(kept);
}

/// Whether an object is among those of such a list.
inline bool is_among(const std::vector<record*>& each_once, const record* object) {
  return !each_once.empty() &&
         std::bsearch(&object, each_once.data(), each_once.size(), sizeof(record*), &compare_addresses);
}

}  // namespace sqlalloy::inline v0
