// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy/expr/column.hpp>
#include <sqlalloy/meta/type_name.hpp>
#include <sqlalloy/orm/object_record.hpp>
#include <sqlalloy/schema/metadata.hpp>

#include <cstddef>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

namespace sqlalloy::inline v0 {

/// The handle of an object of a session: `auto ada = session.add(User{.name = "Ada"}); ada->name = "Ada L.";`. Copies
/// are of the same object, and are equal. A handle may be null.
///
/// What is reached through a handle that is not const counts as changed where it differs at the next flush: read
/// through `const auto&`, and the session need not look. A reference to the struct is good until the transaction ends.
///
/// It outlives its session: then the object is detached, and what has not been loaded is an error. It belongs to the
/// thread of its session; copy the struct to pass it on, without relations that are loaded: these hold handles.
template <class T>
class tracked {
 public:
  constexpr tracked() = default;
  constexpr tracked(std::nullptr_t) noexcept {}
  explicit tracked(object_record<T>* of) noexcept : record_(of) {
    if (record_) record_->add_handle();
  }
  tracked(const tracked& other) noexcept : tracked(other.record_) {}
  tracked(tracked&& other) noexcept : record_(std::exchange(other.record_, nullptr)) {}
  tracked& operator=(const tracked& other) noexcept { return *this = tracked(other); }
  tracked& operator=(tracked&& other) noexcept {
    tracked taken(std::move(other));
    std::swap(record_, taken.record_);
    return *this;
  }
  ~tracked() {
    if (record_) record_->drop_handle();
  }
  /// Of an object as one of the struct that its own inherits.
  template <class Kind>
    requires(is_kind_of<Kind, T> && !std::is_same_v<Kind, T>)
  tracked(const tracked<Kind>& of) noexcept : tracked(of.get_record()) {}

  explicit operator bool() const noexcept { return record_ != nullptr; }

  /// To read. An object that has expired is read from the database again.
  const T* operator->() const { return &**this; }
  const T& operator*() const {
    found().look_at_all(own_columns);
    return record_->object;
  }

  /// The same object as one of a struct that inherits this one; null where it is none of these:
  /// `if (auto engineer = employee.as(sa::tables<Engineer>))`.
  template <class Kind>
    requires is_kind_of<Kind, T>
  tracked<Kind> as(metadata<Kind>) const {
    if (!record_ || !record_->is_a(&entity_tag<Kind>)) return {};
    return tracked<Kind>(static_cast<object_record<Kind>*>(record_));
  }

  /// A column, to read: of an object that was loaded in part, too, if it was among those that were.
  template <auto Member>
    requires std::is_same_v<meta::owner_t<Member>, T>
  const meta::value_t<Member>& operator[](column<Member>) const {
    found().look();
    if (record_->missing != 0 && (record_->missing & mask_of_member<Member>)) [[unlikely]] {
      if (!record_->reads_rest) refuse_missing(meta::member_name<Member>);
      record_->look_at_all();
    }
    return meta::field<Member>(record_->object);
  }

  /// To read and change.
  T* operator->() { return &**this; }
  T& operator*() {
    found().look_at_all(own_columns);
    record_->touch();
    return record_->object;
  }

  object_state state() const { return found().state; }

  /// Whether the columns will be read again before the next use.
  bool is_expired() const { return found().is_expired; }

  friend bool operator==(const tracked& left, const tracked& right) noexcept { return left.record_ == right.record_; }

  /// What the session keeps of the object; for the library.
  object_record<T>* get_record() const noexcept { return record_; }

 private:
  object_record<T>* record_ = nullptr;

  object_record<T>& found() const {
    if (!record_) [[unlikely]]
      refuse_null();
    return *record_;
  }
  static constexpr column_mask own_columns = mask_of_columns<T>;
  template <auto Member>
  static constexpr column_mask mask_of_member = [] {
    for (std::size_t i = 0; i != facts<T>.columns.size(); ++i)
      if (facts<T>.columns[i].member == meta::member_name<Member>) return mask_of_column(i);
    return column_mask{};
  }();

  [[noreturn, gnu::cold]] void refuse_missing(std::string_view member) const {
    record_->refuse_if_detached();
    throw_refusal("sqlalloy: " + std::string(meta::type_name<T>()) + "::" + std::string(member) +
                  " was not loaded, because of load_only() or defer(); refresh() the object, or load it with the "
                  "query");
  }
  [[noreturn, gnu::cold]] static void refuse_null() {
    throw_refusal("sqlalloy: a handle of a " + std::string(meta::type_name<T>()) +
                  " is null, and there is nothing behind it; ask whether it is before it is used");
  }
};

/// An object of no session yet, to be given to others before it is added along with one of them.
template <class T>
tracked<T> make_tracked(T object) {
  return tracked<T>(new stored_object<T>(std::move(object)));
}

}  // namespace sqlalloy::inline v0
