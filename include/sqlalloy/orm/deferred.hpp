// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy/orm/error.hpp>
#include <sqlalloy/schema/column_fields.hpp>
#include <sqlalloy/type/codec.hpp>

#include <array>
#include <cstddef>
#include <optional>
#include <type_traits>
#include <utility>

namespace sqlalloy::inline v0::rules {

/// NULL stands around what is deferred.
template <class T>
inline constexpr bool deferred_value_is_not_optional = !nullable<T>;

}  // namespace sqlalloy::inline v0::rules

namespace sqlalloy::inline v0 {

/// A column that the queries of a session leave out until they are told otherwise: `sa::deferred<std::string> text{}`;
/// where it may be NULL `std::optional<sa::deferred<std::string>>`. Core reads it as any other column, and in
/// expressions it is one of a T. SQLAlchemy's `deferred()`.
template <class T>
class deferred {
  static_assert(rules::deferred_value_is_not_optional<T>,
                "sqlalloy: sa::deferred is given a std::optional; put it around: std::optional<sa::deferred<T>>");

 public:
  constexpr deferred() = default;
  constexpr deferred(T value) : value_(std::move(value)) {}
  // No class: reflection tries what converts to anything.
  template <class Value>
    requires(std::is_convertible_v<Value, T> && !std::is_class_v<std::remove_cvref_t<Value>> &&
             !std::is_same_v<std::remove_cvref_t<Value>, T>)
  constexpr deferred(Value&& value) : value_(std::forward<Value>(value)) {}

  /// Whether there is a value; where not, it was left out.
  constexpr bool is_loaded() const noexcept { return is_loaded_; }

  /// The value; an error where it was left out.
  constexpr const T& get() const {
    if (!is_loaded_) [[unlikely]]
      refuse_left_out();
    return value_;
  }
  constexpr const T& operator*() const { return get(); }
  constexpr const T* operator->() const { return &get(); }

  friend constexpr bool operator==(const deferred& left, const deferred& right) {
    return left.is_loaded_ == right.is_loaded_ && left.value_ == right.value_;
  }

  /// For the library: it was left out.
  void leave_out() {
    value_ = T{};
    is_loaded_ = false;
    can_be_loaded_ = true;
  }
  /// For the library: whether a session can load it.
  void set_reach(bool can_be_loaded) noexcept { can_be_loaded_ = can_be_loaded; }

 private:
  T value_{};
  bool is_loaded_ = true;
  bool can_be_loaded_ = true;

  [[noreturn, gnu::cold]] void refuse_left_out() const {
    if (can_be_loaded_)
      throw_refusal(
          "sqlalloy: a column that is sa::deferred was not loaded; say sa::undefer(column) with the query, or "
          "session.load(object, column)");
    throw_as<detached_instance_error>(
        failure::invalid_request,
        "sqlalloy: a column that is sa::deferred was not loaded before its object left the session; say "
        "sa::undefer(column) with the query, or merge() the object into a session");
  }
};

template <class T>
struct codec<deferred<T>> {
  using storage = T;
  using column = T;
  static constexpr const T& encode(const deferred<T>& value) { return value.get(); }
  static constexpr deferred<T> decode(T stored) { return deferred<T>(std::move(stored)); }
};

template <class T>
inline constexpr bool is_deferred = false;
template <class T>
inline constexpr bool is_deferred<deferred<T>> = true;
template <class T>
inline constexpr bool is_deferred<std::optional<deferred<T>>> = true;

/// Which columns of a struct are deferred.
template <class Entity>
inline constexpr auto deferred_columns = []<std::size_t... Column>(std::index_sequence<Column...>) {
  return std::array<bool, sizeof...(Column) + 1>{is_deferred<column_field_t<Entity, Column>>...};
}(std::make_index_sequence<column_fields<Entity>::size>{});

template <class Entity>
inline constexpr bool has_deferred = [] {
  for (const bool one : deferred_columns<Entity>)
    if (one) return true;
  return false;
}();

template <class T>
bool is_left_out(const deferred<T>& value) noexcept {
  return !value.is_loaded();
}
template <class T>
bool is_left_out(const std::optional<deferred<T>>& value) noexcept {
  return value && !value->is_loaded();
}
template <class T>
void leave_out(deferred<T>& value) {
  value.leave_out();
}
template <class T>
void leave_out(std::optional<deferred<T>>& value) {
  value.emplace().leave_out();
}

template <class T>
void set_reach(deferred<T>& value, bool can_be_loaded) noexcept {
  value.set_reach(can_be_loaded);
}
template <class T>
void set_reach(std::optional<deferred<T>>& value, bool can_be_loaded) noexcept {
  if (value) value->set_reach(can_be_loaded);
}

/// Tells the deferred columns of a struct whether a session can load them.
template <class Entity>
void note_reach([[maybe_unused]] Entity& object, [[maybe_unused]] bool can_be_loaded) noexcept {
  if constexpr (has_deferred<Entity>) {
    const auto one = [can_be_loaded]<class V>(V& field) {
      if constexpr (is_deferred<V>) set_reach(field, can_be_loaded);
    };
    for_each_column(object, one);
  }
}

/// Leaves out the deferred columns of a struct for which `wanted` is false.
template <class Entity>
void leave_out_unwanted(Entity& object, const bool* wanted) {
  if constexpr (has_deferred<Entity>) {
    const auto one = [&wanted]<class V>(V& field) {
      const bool is_wanted = *wanted++;
      if constexpr (is_deferred<V>)
        if (!is_wanted) leave_out(field);
    };
    for_each_column(object, one);
  }
}

/// Copies the deferred columns that one struct has and another one lacks.
template <class Entity>
void take_left_out(const Entity& from, Entity& to) {
  if constexpr (has_deferred<Entity>) {
    std::array<const void*, column_fields<Entity>::size> given{};
    std::size_t next = 0;
    const auto note = [&](const auto& field) { given[next++] = &field; };
    for_each_column(from, note);
    next = 0;
    const auto take = [&]<class V>(V& field) {
      const void* const other = given[next++];
      if constexpr (is_deferred<V>)
        if (is_left_out(field) && !is_left_out(*static_cast<const V*>(other))) field = *static_cast<const V*>(other);
    };
    for_each_column(to, take);
  }
}

}  // namespace sqlalloy::inline v0
