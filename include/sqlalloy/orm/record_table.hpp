// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy/orm/record.hpp>

#include <cstddef>
#include <cstdint>
#include <vector>

namespace sqlalloy::inline v0 {

/// Objects by numbers that are made of their keys: a hash table, for whatever the keys are. It keeps none of them
/// alive.
class record_table {
 public:
  using predicate = bool (*)(const record& object, const void* key);

  /// The object of that number that has the key; null where there is none.
  record* find(std::uint64_t hash, predicate has, const void* key) const {
    if (count_ == 0) return nullptr;
    for (std::size_t at = hash & mask();; at = (at + 1) & mask()) {
      record* const object = slots_[at].object;
      if (!object || (slots_[at].hash == hash && has(*object, key))) return object;
    }
  }

  /// Makes room for so many more at once.
  void reserve(std::size_t more) {
    std::size_t wanted = slots_.empty() ? 16 : slots_.size();
    while ((count_ + more) * 4 > wanted * 3) wanted *= 2;
    if (wanted != slots_.size()) resize(wanted);
  }

  /// The object that has the key; where there is none, takes another in and gives null.
  record* find_or_insert(std::uint64_t hash, predicate has, const void* key, record& other) {
    if ((count_ + 1) * 4 > slots_.size() * 3) grow();
    for (std::size_t at = hash & mask();; at = (at + 1) & mask()) {
      record* const object = slots_[at].object;
      if (object && !(slots_[at].hash == hash && has(*object, key))) continue;
      if (object) return object;
      slots_[at] = {hash, &other};
      ++count_;
      return nullptr;
    }
  }

  /// Takes an object in whose key is not there.
  void insert(std::uint64_t hash, record& object) {
    if ((count_ + 1) * 4 > slots_.size() * 3) grow();
    place({hash, &object});
    ++count_;
  }

  void erase(std::uint64_t hash, const record& object) {
    if (count_ == 0) return;
    std::size_t at = hash & mask();
    while (slots_[at].object != &object) {
      if (!slots_[at].object) return;
      at = (at + 1) & mask();
    }
    --count_;
    // What stands behind it and may not be found any more moves up.
    for (std::size_t behind = at;;) {
      slots_[at].object = nullptr;
      do {
        behind = (behind + 1) & mask();
        if (!slots_[behind].object) return;
      } while (((behind - slots_[behind].hash) & mask()) < ((behind - at) & mask()));
      slots_[at] = slots_[behind];
      at = behind;
    }
  }

  void clear() {
    slots_.clear();
    count_ = 0;
  }

  std::size_t size() const noexcept { return count_; }

  template <class F>
  void each(F f) const {
    for (const slot& one : slots_)
      if (one.object) f(*one.object);
  }

 private:
  struct slot {
    std::uint64_t hash = 0;
    record* object = nullptr;
  };

  std::vector<slot> slots_{};  // a power of two, one quarter empty at least
  std::size_t count_ = 0;

  std::size_t mask() const noexcept { return slots_.size() - 1; }

  void place(const slot& one) {
    std::size_t at = one.hash & mask();
    while (slots_[at].object) at = (at + 1) & mask();
    slots_[at] = one;
  }

  // While it is small it grows fast: to place everything anew is what takes the time where many objects are loaded.
  void grow() { resize(slots_.empty() ? 16 : slots_.size() * (slots_.size() < (1u << 18) ? 4 : 2)); }

  void resize(std::size_t slots) {
    std::vector<slot> old(slots);
    old.swap(slots_);
    for (const slot& one : old)
      if (one.object) place(one);
  }
};

}  // namespace sqlalloy::inline v0
