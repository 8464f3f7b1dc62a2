// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy/orm/object_record.hpp>

#include <cstddef>
#include <span>

namespace sqlalloy::inline v0 {

/// The structs of objects, as an INSERT goes over them.
template <class T>
class struct_view {
 public:
  class iterator {
   public:
    explicit iterator(record* const* at) noexcept : at_(at) {}
    const T& operator*() const noexcept { return static_cast<const object_record<T>*>(*at_)->object; }
    iterator& operator++() noexcept {
      ++at_;
      return *this;
    }
    bool operator==(const iterator&) const = default;

   private:
    record* const* at_;
  };

  explicit struct_view(std::span<record* const> all) noexcept : all_(all) {}
  iterator begin() const noexcept { return iterator(all_.data()); }
  iterator end() const noexcept { return iterator(all_.data() + all_.size()); }
  std::size_t size() const noexcept { return all_.size(); }

 private:
  std::span<record* const> all_;
};

/// A struct as it is and as it was loaded.
template <class T>
struct object_change {
  const T& now;
  const T& before;
};

/// The same of objects, as an UPDATE or a DELETE goes over them.
template <class T>
class change_view {
 public:
  class iterator {
   public:
    explicit iterator(record* const* at) noexcept : at_(at) {}
    object_change<T> operator*() const noexcept {
      const auto& object = static_cast<const object_record<T>&>(**at_);
      return {object.object, object.as_loaded()};
    }
    iterator& operator++() noexcept {
      ++at_;
      return *this;
    }
    bool operator==(const iterator&) const = default;

   private:
    record* const* at_;
  };

  explicit change_view(std::span<record* const> all) noexcept : all_(all) {}
  iterator begin() const noexcept { return iterator(all_.data()); }
  iterator end() const noexcept { return iterator(all_.data() + all_.size()); }
  std::size_t size() const noexcept { return all_.size(); }

 private:
  std::span<record* const> all_;
};

}  // namespace sqlalloy::inline v0
