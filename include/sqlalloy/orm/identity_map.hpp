// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy/orm/key.hpp>
#include <sqlalloy/orm/object_record.hpp>

#include <cstddef>
#include <cstdint>
#include <vector>

namespace sqlalloy::inline v0 {

/// The persistent objects of a struct by their keys: one object for each row. It keeps none of them alive.
template <class T>
class identity_map {
  using reader = primary_key_reader<T>;

 public:
  /// The object with that key; null where there is none.
  object_record<T>* find(const key_t<T>& key) const {
    if (count_ == 0) return nullptr;
    const std::uint64_t hash = reader::hash(key);
    for (std::size_t at = hash & mask();; at = (at + 1) & mask()) {
      if (!slots_[at].object) return nullptr;
      if (slots_[at].hash == hash && reader::equal(reader::read(slots_[at].object->as_loaded()), key))
        return slots_[at].object;
    }
  }

  /// Takes an object in whose key is not there.
  void insert(object_record<T>& object) {
    if ((count_ + 1) * 4 > slots_.size() * 3) grow();
    place({reader::hash(reader::read(object.as_loaded())), &object});
    ++count_;
  }

  void erase(const object_record<T>& object) {
    if (count_ == 0) return;
    std::size_t at = reader::hash(reader::read(object.as_loaded())) & mask();
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
    object_record<T>* object = nullptr;
  };

  std::vector<slot> slots_{};  // a power of two, one quarter empty at least
  std::size_t count_ = 0;

  std::size_t mask() const noexcept { return slots_.size() - 1; }

  void place(const slot& one) {
    std::size_t at = one.hash & mask();
    while (slots_[at].object) at = (at + 1) & mask();
    slots_[at] = one;
  }

  void grow() {
    std::vector<slot> old(slots_.empty() ? 16 : slots_.size() * 2);
    old.swap(slots_);
    for (const slot& one : old)
      if (one.object) place(one);
  }
};

}  // namespace sqlalloy::inline v0
