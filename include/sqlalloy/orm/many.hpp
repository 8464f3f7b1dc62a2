// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy/orm/tracked.hpp>
#include <sqlalloy/schema/relation.hpp>

#include <cstddef>
#include <initializer_list>
#include <utility>
#include <vector>  // and std::input_iterator_tag: <iterator> has the streams in tow

namespace sqlalloy::inline v0 {

/// What a relation of a plain struct will be added with, made now where there is nothing yet.
inline related_objects& given_in(relation_member& member) {
  auto* found = static_cast<related_objects*>(member.content());
  if (!found) member.set_content(found = new related_objects);
  if (!found->is_loaded()) related_objects::refuse_unloaded(found);
  return *found;
}

/// What a relation holds; an error where it is not loaded.
inline const related_objects& read_in(const relation_member& member) {
  const auto* const found = static_cast<const related_objects*>(member.content());
  if (!found || !found->is_loaded()) related_objects::refuse_unloaded(found);
  return *found;
}

inline bool can_be_read(const relation_member& member) noexcept {
  const auto* const found = static_cast<const related_objects*>(member.content());
  return found && found->is_loaded();
}

/// Goes over the handles of a collection, which may change meanwhile: the one at which it stands may be taken out, or
/// others may, and what is added at the end is reached. Where it is no longer loaded, that is an error.
template <class T>
class many<T>::iterator {
 public:
  using value_type = tracked<T>;
  using reference = const tracked<T>;
  using difference_type = std::ptrdiff_t;
  using iterator_category = std::input_iterator_tag;
  using pointer = void;

  iterator() = default;
  explicit iterator(const many& of) : of_(&of), here_(read_in(of).at(0)) {}
  const tracked<T> operator*() const { return tracked<T>(static_cast<object_record<T>*>(here_)); }
  iterator& operator++() {
    const auto* const held = static_cast<const related_objects*>(of_->content());
    if (held && held->at(at_) == here_) [[likely]] {
      here_ = held->at(++at_);
      if (here_) return *this;
    }
    find_place(read_in(*of_));
    return *this;
  }
  iterator operator++(int) {
    iterator before = *this;
    ++*this;
    return before;
  }
  friend bool operator==(const iterator& left, const iterator& right) noexcept { return left.here_ == right.here_; }

 private:
  // It has moved, or another one has taken its place.
  void find_place(const related_objects& held) {
    for (std::size_t i = at_; i-- != 0;)
      if (held.at(i) == here_) at_ = i + 1;
    here_ = held.at(at_);
  }

  const many* of_ = nullptr;
  std::size_t at_ = 0;
  record* here_ = nullptr;  // null: at the end
};

template <class T>
many<T>::many(std::initializer_list<T> objects) {
  for (const T& object : objects) append(object);
}

template <class T>
bool many<T>::is_loaded() const noexcept {
  return can_be_read(*this);
}
template <class T>
std::size_t many<T>::size() const {
  return read_in(*this).now().size();
}
template <class T>
typename many<T>::iterator many<T>::begin() const {
  return iterator(*this);
}
template <class T>
typename many<T>::iterator many<T>::end() const {
  return {};
}
template <class T>
tracked<T> many<T>::operator[](std::size_t index) {
  return tracked<T>(static_cast<object_record<T>*>(read_in(*this).now().at(index)));
}
template <class T>
const tracked<T> many<T>::operator[](std::size_t index) const {
  return tracked<T>(static_cast<object_record<T>*>(read_in(*this).now().at(index)));
}
template <class T>
bool many<T>::contains(const tracked<T>& object) const {
  return read_in(*this).contains(object.get_record());
}
template <class T>
void many<T>::append(const tracked<T>& object) {
  (void)object.state();  // a null handle is refused
  given_in(*this).append(*object.get_record());
}
template <class T>
tracked<T> many<T>::append(T object) {
  tracked<T> made = make_tracked(std::move(object));
  given_in(*this).append_new(*made.get_record());
  return made;
}
template <class T>
bool many<T>::remove(const tracked<T>& object) {
  return object && given_in(*this).remove(*object.get_record());
}
template <class T>
void many<T>::clear() {
  given_in(*this).clear();
}

}  // namespace sqlalloy::inline v0
