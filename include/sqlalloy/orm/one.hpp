// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy/orm/many.hpp>

#include <cstddef>
#include <utility>

namespace sqlalloy::inline v0 {

/// Makes an object, or none, the one of a relation. A plain struct need not know which it was.
inline void set_one(relation_member& member, record* object) {
  const auto* const held = static_cast<const related_objects*>(member.content());
  if (held && held->is_unloaded_copy()) member.set_content(nullptr);
  given_in(member).set(object);
}

template <class T>
one<T>::one(const tracked<T>& object) {
  set_one(*this, object.get_record());
}
template <class T>
one<T>::one(T object) : one(make_tracked(std::move(object))) {}
template <class T>
one<T>& one<T>::operator=(const tracked<T>& object) {
  set_one(*this, object.get_record());
  return *this;
}
template <class T>
one<T>& one<T>::operator=(T object) {
  return *this = make_tracked(std::move(object));
}
template <class T>
one<T>& one<T>::operator=(std::nullptr_t) {
  set_one(*this, nullptr);
  return *this;
}

template <class T>
bool one<T>::is_loaded() const noexcept {
  return can_be_read(*this);
}
template <class T>
tracked<T> one<T>::get() {
  const related_objects& held = read_in(*this);
  return tracked<T>(held.now().empty() ? nullptr : static_cast<object_record<T>*>(held.now().front()));
}
template <class T>
const tracked<T> one<T>::get() const {
  return const_cast<one&>(*this).get();
}
template <class T>
one<T>::operator bool() const {
  return !read_in(*this).now().empty();
}
template <class T>
const T& one<T>::operator*() const {
  return *get();
}
template <class T>
const T* one<T>::operator->() const {
  return &**this;
}
template <class T>
T& one<T>::operator*() {
  return *get();
}
template <class T>
T* one<T>::operator->() {
  return &**this;
}

}  // namespace sqlalloy::inline v0
