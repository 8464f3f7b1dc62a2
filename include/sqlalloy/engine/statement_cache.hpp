// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy/driver/status.hpp>
#include <sqlalloy/engine/statement_id.hpp>
#include <sqlalloy/type/statement_text.hpp>

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <utility>

namespace sqlalloy::inline v0 {

/// Which statement: all of it is constant, but for the number, which the first execution gives.
struct statement_key {
  unsigned* id;        ///< of the first text of the query
  unsigned texts;      ///< how many the query has
  unsigned variant;    ///< which of them this is
  std::uint64_t hash;  ///< of this text
  const statement_text* text;
};

/// The prepared statements of one connection, found by their number. Belongs to one thread at a time.
///
/// A number means different statements in two images of a program that do not share their symbols (shared libraries
/// with hidden visibility), so a slot holds a chain, told apart by the hash of the text and then by the text. A
/// statement whose rows are still being read is busy, and a second one is prepared beside it. Where there are more than
/// `limit`, the one that was not used for longest is released. The texts must outlive the cache: unload no library
/// whose statements an engine still has prepared.
template <class Driver>
class statement_cache {
 public:
  using driver_connection = typename Driver::connection;

  /// A prepared statement and what it is known by.
  struct entry {
    typename driver_connection::statement statement{};
    std::uint64_t hash = 0;
    std::uint64_t last_used = 0;
    const statement_text* text = nullptr;
    entry* next = nullptr;  // in the same slot
    unsigned slot = 0;
    void* reader = nullptr;  ///< who reads its rows; null: it can be executed
  };

  explicit statement_cache(std::size_t limit) : limit_(limit) {}
  statement_cache(const statement_cache&) = delete;
  statement_cache& operator=(const statement_cache&) = delete;
  ~statement_cache() { forget(); }

  /// The statement, prepared now if it was not before; null where preparing failed, and the connection says why.
  entry* acquire(driver_connection& connection, const statement_key& key) {
    // A statement without a number yet finds nothing, or what has another hash.
    const unsigned slot = load_statement_id(*key.id) + key.variant;
    entry* const found = slot < size_ ? slots_[slot] : nullptr;
    if (!found || found->hash != key.hash || found->reader) [[unlikely]]
      return find_or_prepare(connection, key);
    found->last_used = ++clock_;
    return found;
  }

  /// Says that a statement is used no more for now. Whether there are too many, so that it should be dropped.
  bool give_back(entry* used) noexcept {
    used->reader = nullptr;
    return count_ > limit_;
  }

  /// Releases a statement that may not be used again.
  [[gnu::cold]] void drop(driver_connection& connection, entry* unwanted) noexcept {
    entry** link = &slots_[unwanted->slot];
    while (*link != unwanted) link = &(*link)->next;
    *link = unwanted->next;
    connection.release(unwanted->statement);
    delete unwanted;
    --count_;
  }

  /// Calls `f` with each who reads rows.
  template <class F>
  void for_each_reader(F f) {
    for (unsigned slot = 0; slot != size_; ++slot)
      for (entry *one = slots_[slot], *next; one; one = next) {
        next = one->next;
        if (one->reader) f(one->reader);
      }
  }

  /// Releases all. Nobody may read.
  void clear(driver_connection& connection) noexcept {
    for (unsigned slot = 0; slot != size_; ++slot)
      while (slots_[slot]) drop(connection, slots_[slot]);
  }

  /// How many are prepared.
  std::size_t size() const noexcept { return count_; }

 private:
  entry** slots_ = nullptr;
  unsigned size_ = 0;
  std::uint64_t clock_ = 0;
  std::size_t count_ = 0;
  std::size_t limit_;

  [[gnu::noinline]] entry* find_or_prepare(driver_connection& connection, const statement_key& key) {
    unsigned first = load_statement_id(*key.id);
    if (first == 0) first = assign_statement_id(*key.id, key.texts);
    const unsigned slot = first + key.variant;
    if (slot >= size_) grow(slot + 1);
    for (entry* found = slots_[slot]; found; found = found->next) {
      if (found->hash != key.hash || found->reader || !same_text(*found->text, *key.text)) continue;
      found->last_used = ++clock_;
      return found;
    }
    return prepare(connection, key, slot);
  }

  entry* prepare(driver_connection& connection, const statement_key& key, unsigned slot) {
    if (count_ >= limit_) drop_oldest(connection);
    entry* made = new entry;
    if (!connection.prepare(made->statement, *key.text).ok()) {
      delete made;
      return nullptr;
    }
    made->hash = key.hash;
    made->last_used = ++clock_;
    made->text = key.text;
    made->slot = slot;
    made->next = slots_[slot];
    slots_[slot] = made;
    ++count_;
    return made;
  }

  static bool same_text(const statement_text& left, const statement_text& right) {
    return left.sql == right.sql || std::string_view(left.sql, left.size) == std::string_view(right.sql, right.size);
  }

  void drop_oldest(driver_connection& connection) noexcept {
    entry* oldest = nullptr;
    for (unsigned slot = 0; slot != size_; ++slot)
      for (entry* one = slots_[slot]; one; one = one->next)
        if (!one->reader && (!oldest || one->last_used < oldest->last_used)) oldest = one;
    if (oldest) drop(connection, oldest);
  }

  void grow(unsigned least) {
    const unsigned size = least < 2 * size_ ? 2 * size_ : least + 16;
    entry** slots = new entry* [size] {};
    for (unsigned slot = 0; slot != size_; ++slot) slots[slot] = slots_[slot];
    delete[] slots_;
    slots_ = slots;
    size_ = size;
  }

  // Without the connection, which has closed: its statements are gone with it.
  void forget() noexcept {
    for (unsigned slot = 0; slot != size_; ++slot)
      for (entry* one = slots_[slot]; one;) delete std::exchange(one, one->next);
    delete[] slots_;
  }
};

}  // namespace sqlalloy::inline v0
