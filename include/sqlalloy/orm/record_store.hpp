// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy/orm/error.hpp>
#include <sqlalloy/orm/session_core.hpp>

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace sqlalloy::inline v0 {

class record;
class session_objects;

/// The objects of one struct in a session: what does not depend on the struct.
class record_store {
 public:
  session_core* const core;
  record* first = nullptr;         ///< all that are in memory
  std::vector<record*> touched{};  ///< persistent, and reached through a mutable handle
  std::vector<record*> pending{};  ///< new, to be inserted in the order of their turns
  std::vector<record*> doomed{};   ///< to be deleted

  record_store* base = nullptr;   ///< that of the struct which this one inherits
  record_store* upper = nullptr;  ///< that of the struct which has the rest of each row in another table
  /// Inserts rows with the keys that they have, though the database numbers them; there once merge() has added any.
  void (*insert_with_keys)(session_objects& session, std::span<record* const> objects) = nullptr;

  explicit record_store(session_core* of) noexcept : core(of) {}
  record_store(const record_store&) = delete;
  record_store& operator=(const record_store&) = delete;

  /// Reads the row of an object that has expired, or that misses columns; false where there is none.
  virtual bool read_again(record& object) = 0;
  /// The same, where there has to be one.
  void reload(record& object) {
    if (!read_again(object)) refuse_gone();
  }
  [[noreturn, gnu::cold]] void refuse_gone() const {
    throw_as<object_deleted_error>(failure::no_result, "sqlalloy: a " + std::string(name()) +
                                                           " was to be read again, and its row is not there any more");
  }
  /// Takes in a new object.
  virtual void adopt(record& object) = 0;
  /// Before so many more are remembered.
  virtual void make_room(std::size_t more) = 0;
  /// Knows a persistent object by its key.
  virtual void remember(record& object) = 0;
  /// The object that it knows for the row of that one; null where there is none.
  virtual record* find_row_of(const record& object) const = 0;
  /// Lets go of an object that nobody needs any more, or that is no row of the session.
  virtual void forget(record& object) noexcept = 0;
  /// The key that the database gave is none any more.
  virtual void clear_number(record& object) noexcept = 0;
  /// Distinct for each struct.
  virtual const void* entity() const noexcept = 0;
  /// The name of the struct.
  virtual std::string_view name() const noexcept = 0;

  /// Whether its objects are of a struct, or of one that inherits it.
  bool is_kind_of(const void* of) const noexcept { return entity() == of || (base && base->is_kind_of(of)); }
  /// Whether somebody is told of that who knows of its struct, or of one that it inherits.
  bool listens(session_event event) const noexcept {
    return core->listens(event, entity()) || (base && base->listens(event));
  }
  void tell(session_event event, record& object) {
    core->tell_nearest(event, object, [this](const void* of) { return steps_to(of); });
  }

  /// The columns of all changed rows are again what they were loaded with, their keys among them.
  void take_back_changes();
  /// Puts an object into one of the lists.
  static void put_in(std::vector<record*>& list, record& object);
  /// Takes it out; what was last comes into its place, so that however many there are makes no difference.
  static void take_out(std::vector<record*>& list, record& object) noexcept;

  /// Objects of which that holds do not count as changed any more.
  void untouch_all(bool (*of_which)(const record& object));
  /// The object does not count as changed any more.
  void untouch(record& object) noexcept;
  /// An object goes out of the session, and remembers what it was loaded with.
  void put_aside(record& object) noexcept;
  /// A row comes back into the session, with what has changed meanwhile. Refuses a second object for it.
  void readmit(record& object);

 protected:
  ~record_store() = default;

 private:
  // How often one goes to what a struct inherits until it is that; none where it never is.
  int steps_to(const void* of) const noexcept {
    if (entity() == of) return 0;
    const int further = base ? base->steps_to(of) : -1;
    return further < 0 ? further : further + 1;
  }
};

}  // namespace sqlalloy::inline v0
