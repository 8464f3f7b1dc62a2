// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy/meta/type_name.hpp>
#include <sqlalloy/orm/identity_map.hpp>
#include <sqlalloy/orm/take_read.hpp>
#include <sqlalloy/orm/tracked.hpp>

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace sqlalloy::inline v0 {

/// The persistent objects by their keys: one map for all that inherit one struct, since a row is one object.
template <class T, class Root = root_of_t<T>>
struct known_objects {
  identity_map<Root>* map_of_root = nullptr;

  identity_map<Root>& known() const noexcept { return *map_of_root; }
};
template <class T>
struct known_objects<T, T> {
  mutable identity_map<T> map{};

  identity_map<T>& known() const noexcept { return map; }
};

/// The objects of a struct in a session.
template <class T>
class object_store final : public record_store, public known_objects<T> {
  using root = root_of_t<T>;

 public:
  using read_function = bool (*)(session_core&, object_record<T>&);
  using known_objects<T>::known;

  object_store(session_core* of, read_function how) noexcept : record_store(of), read_again_(how) {}

  /// Knows the stores of what its struct inherits, once they are there.
  template <class State>
  void link([[maybe_unused]] State& all) noexcept {
    if constexpr (has_base<T>) {
      base = &all.template store<base_of_t<T>>();
      this->map_of_root = &all.template store<root>().map;
      if constexpr (!std::is_void_v<upper_of_t<T>>) upper = &all.template store<upper_of_t<T>>();
    }
  }

  bool read_again(record& object) override { return read_again_(*core, static_cast<object_record<T>&>(object)); }

  std::string_view name() const noexcept override { return meta::type_name<T>(); }
  const void* entity() const noexcept override { return &entity_tag<T>; }

  /// The object with that key; null where there is none, or one of another kind.
  object_record<T>* find(const key_t<root>& key) const { return as_kind(known().find(key)); }

  /// A new object comes into the session: the next flush inserts it.
  void adopt(record& object) override {
    if constexpr (is_polymorphic<T>) give_kind(static_cast<object_record<T>&>(object).object);
    if (!object.store) object.enter(*this);
    object.state = object_state::pending;
    object.turn = core->next_turn();
    object.pin();
    record_store::put_in(pending, object);
    object.is_bare = has_relations<T>;
    object.starts_empty = true;
    // What the struct was given in its relations is new, too.
    for (const relation_info* relation : relations_of<T>)
      if (relation->member(object).content()) return object.prepare_relations();
  }

  /// Has the column that tells kinds apart say what stands for the struct.
  static void give_kind(T& object) {
    if constexpr (identity_of<T>::is_there)
      [&]<auto Member>(columns<Member>) {
        meta::field<Member>(object) = static_cast<meta::value_t<Member>>(plain_value(identity_of<T>::value));
      }(discriminator_t<T>{});
    else
      throw_refusal("sqlalloy: add() of a " + std::string(meta::type_name<T>()) +
                    ", whose table says no sa::polymorphic_identity; add one of a kind that inherits it");
  }

  void clear_number(record& object) noexcept override {
    if (object.has_own_key) return;
    if constexpr (has_numbered_key<root>)
      []<auto Key>(columns<Key>, T& of) { meta::field<Key>(of) = {}; }(primary_key_t<T>{},
                                                                       static_cast<object_record<T>&>(object).object);
  }
  void make_room(std::size_t more) override { known().reserve(more); }
  void remember(record& object) override {
    auto& own = static_cast<object_record<T>&>(object);
    object_record<root>* const other = known().find_or_insert(own);
    if (!other || other == &object) return;
    // The row of that one is gone, or there would be two.
    known().erase(*other);
    known().insert(own);
    other->store->untouch(*other);
    other->state = object_state::detached;
    other->is_gone = true;
    other->note_session();
  }

  record* find_row_of(const record& object) const override {
    const T& row = static_cast<const object_record<T>&>(object).as_loaded();
    return known().find(primary_key_reader<T>::read(row));
  }

  void forget(record& object) noexcept override {
    if (object.state == object_state::persistent) known().erase(static_cast<object_record<T>&>(object));
    if (spare_ == &object) spare_ = nullptr;
  }

  /// An object for the next row to be read into; see `keep_read()`.
  object_record<T>& spare() {
    if (!spare_) {
      spare_ = new stored_object<T>;
      spare_->state = object_state::detached;
    }
    return *spare_;
  }

  /// The one object for the row that was read into `spare()`. One that the session has already stays as it is, but for
  /// columns that it misses, unless it has expired or `refresh` says to take what was read: then its relations are to
  /// be loaded again, too. Where not all columns were read, `wanted` says which. Whoever calls it takes a handle.
  object_record<T>& keep_read(bool refresh, const bool* wanted = nullptr) {
    return keep(spare_->object, refresh, wanted, missing_columns<T>(wanted), 0);
  }

  /// The same, of a row of which what it inherits was read; an object is new with the columns of that alone.
  template <class Base>
  object_record<T>& keep_part(Base& read, bool refresh, const bool* wanted) {
    move_columns(read, static_cast<object_record<Base>&>(spare()).object);
    const column_mask rest = mask_of_columns<T> & ~mask_of_columns<Base>;
    return keep(static_cast<object_record<Base>&>(*spare_).object, refresh, wanted,
                missing_columns<Base>(wanted) | rest, rest);
  }

  ~object_store() { delete_spare(); }

 private:
  read_function read_again_;
  stored_object<T>* spare_ = nullptr;

  object_record<T>* as_kind(object_record<root>* object) const {
    if constexpr (std::is_same_v<T, root>)
      return object;
    else
      return object && object->is_a(&entity_tag<T>) ? static_cast<object_record<T>*>(object) : nullptr;
  }

  template <class Read>
  object_record<T>& keep(Read& from, bool refresh, const bool* wanted, column_mask missing, column_mask rest) {
    stored_object<T>& read = *spare_;
    if (object_record<root>* const found = known().find_or_insert(read)) {
      if (is_polymorphic<T> && found->entity() != &entity_tag<T>)
        throw_refusal("sqlalloy: a " + std::string(found->store->name()) + " of the session is a " +
                      std::string(name()) + " in the database: its kind was changed there");
      auto& same = static_cast<object_record<T>&>(*found);
      if (refresh) unload_relations(same);
      if (same.is_expired || refresh || same.missing != 0 || has_deferred<Read>) [[unlikely]]
        take_read<Read>(same, from, refresh, wanted, rest);
      return same;
    }
    spare_ = nullptr;
    read.enter(*this);
    read.state = object_state::persistent;
    read.is_bare = has_relations<T>;
    read.missing = missing;
    if (missing == 0) tell_of_load(read);  // of a part most would be false
    return read;
  }

  // Nobody has a handle of it yet, and who is told may take one and drop it.
  void tell_of_load(record& read) {
    if (!listens(session_event::load)) return;
    struct held {
      record& object;
      ~held() { object.unpin_for_handle(); }
    };
    read.pin();
    const held until_told{read};
    tell(session_event::load, read);
  }

  // Objects that it refers to may be the only ones that refer to it.
  static void unload_relations(object_record<T>& object) noexcept {
    object.pin();
    unload_old_relations_of(object, relations_of<T>);
    object.unpin_for_handle();
  }

  void delete_spare() noexcept {
    if (spare_) std::exchange(spare_, nullptr)->discard();
  }
};

}  // namespace sqlalloy::inline v0
