// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <initializer_list>
#include <utility>

namespace sqlalloy::inline v0 {

/// What a relation member holds once it holds something. The ORM's: whoever only queries leaves it null.
class relation_content {
 public:
  /// What a copy of the struct holds.
  virtual relation_content* copy() const = 0;
  /// Ends with the struct.
  virtual void release() noexcept = 0;
  /// Whether it belongs to an object of a session, and so stays where it is when the struct is moved or assigned to.
  virtual bool stays() const noexcept = 0;
  /// Takes over what a struct without session says of the relation, and releases it.
  virtual void assign(relation_content* given) = 0;

 protected:
  ~relation_content() = default;
};

/// A member that is no column: the rows of another table that belong to this one. As large as a pointer, and without
/// anything until a session fills it.
class relation_member {
 public:
  constexpr relation_content* content() const noexcept { return content_; }
  void set_content(relation_content* content) noexcept {
    if (relation_content* old = exchange_content(content)) old->release();
  }
  /// The same, and gives the former one, which whoever calls it owns.
  relation_content* exchange_content(relation_content* content) noexcept { return std::exchange(content_, content); }

 protected:
  constexpr relation_member() = default;
  constexpr relation_member(const relation_member& other)
      : content_(other.content_ ? other.content_->copy() : nullptr) {}
  constexpr relation_member(relation_member&& other) : content_(other.take()) {}
  relation_member& operator=(const relation_member& other) {
    if (this != &other) assign(other.content_ ? other.content_->copy() : nullptr);
    return *this;
  }
  relation_member& operator=(relation_member&& other) {
    if (this != &other) assign(other.take());
    return *this;
  }
  constexpr ~relation_member() {
    if (content_) content_->release();
  }

 private:
  relation_content* content_ = nullptr;

  constexpr relation_content* take() {
    if (!content_) return nullptr;
    return content_->stays() ? content_->copy() : std::exchange(content_, nullptr);
  }
  void assign(relation_content* given) {
    if (content_ && content_->stays()) {
      if (given) content_->assign(given);
    } else {
      set_content(given);
    }
  }
};

template <class T>
class tracked;

/// The rows of another table that refer to this one, or that a table between the two joins to it: `sa::many<Post>
/// posts{}`. `T` may be incomplete here. orm/many.hpp has the bodies.
///
/// In an object of a session it is a collection of `tracked<T>`, once it is loaded: to read it before is an error that
/// says how to load it. In a plain struct it holds the objects that will be added with the struct.
template <class T>
class many : public relation_member {
 public:
  class iterator;

  constexpr many() = default;
  /// New objects, which are added to a session along with the struct.
  many(std::initializer_list<T> objects);

  /// Whether it can be read.
  bool is_loaded() const noexcept;

  std::size_t size() const;
  bool empty() const { return size() == 0; }
  iterator begin() const;
  iterator end() const;
  const tracked<T> operator[](std::size_t index) const;
  tracked<T> operator[](std::size_t index);
  bool contains(const tracked<T>& object) const;

  /// Adds an object at the end; one that is there already stays once.
  void append(const tracked<T>& object);
  /// Adds a new one, to the session of the struct too; gives the handle of it.
  tracked<T> append(T object);
  /// Takes an object out; false where it was not in.
  bool remove(const tracked<T>& object);
  void clear();
};

/// The one row of another table that this one refers to, or the only one that refers to this one: `sa::one<User>
/// author{}`. `T` may be incomplete here. orm/one.hpp has the bodies.
///
/// In an object of a session it is read like a pointer, once it is loaded: to read it before is an error that says how
/// to load it. In a plain struct it holds the object that the struct will refer to.
template <class T>
class one : public relation_member {
 public:
  constexpr one() = default;
  one(const tracked<T>& object);
  one(T object);
  one& operator=(const tracked<T>& object);
  one& operator=(T object);
  one& operator=(std::nullptr_t);

  /// Whether it can be read.
  bool is_loaded() const noexcept;

  /// The object; a null handle where there is none.
  const tracked<T> get() const;
  tracked<T> get();
  explicit operator bool() const;
  const T* operator->() const;
  T* operator->();
  const T& operator*() const;
  T& operator*();
};

/// Whether a field is no column but a relation.
template <class T>
inline constexpr bool is_relation = false;
template <class T>
inline constexpr bool is_relation<many<T>> = true;
template <class T>
inline constexpr bool is_relation<one<T>> = true;

}  // namespace sqlalloy::inline v0
