// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy/orm/entity_functions.hpp>
#include <sqlalloy/orm/load_relation.hpp>
#include <sqlalloy/orm/send_objects.hpp>

#include <array>
#include <cstddef>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace sqlalloy::inline v0 {

/// Brings what structs have to the objects of a session with their keys, along the relations that cascade.
template <class Session>
class merge_objects {
 public:
  explicit merge_objects(Session& into) noexcept : session_(into) {}

  /// The session's object for a struct.
  template <class T>
  tracked<T> take(const T& given) {
    tracked<T> known;
    if (!has_unset_key(given)) known = session_.template get_by_key<T>(primary_key_reader<T>::read(given));
    if (!known) known = new_object_of(given);
    if (known && &known.get_record()->object == &given) return known;
    if (!known && !has_unset_key(given)) known = added_before(given);
    if (known) {
      known.get_record()->touch();
      if (!has_version_of(given, known.get_record()->object))
        throw_as<stale_data_error>(failure::operational,
                                   "sqlalloy: merge() of a " + std::string(meta::type_name<T>()) +
                                       " whose version is not that of its row: others have changed it since");
      copy_given(given, known.get_record()->object);
      if constexpr (is_polymorphic<T>) object_store<T>::give_kind(known.get_record()->object);
    } else {
      T fresh{};
      copy_columns(given, fresh);
      known = session_.add(std::move(fresh));
      added_.push_back(known.get_record());
      if constexpr (has_numbered_key<root_of_t<T>>)
        if (!has_unset_key(given)) insert_with_key<T>(*known.get_record());
      known.get_record()->touch();  // its relations are there
    }
    done_.emplace_back(&given, known.get_record());
    take_relations(given, known);
    return known;
  }

 private:
  Session& session_;
  std::vector<std::pair<const void*, record*>> done_{};  // by structs: what refers to each other comes to an end
  std::vector<record*> added_{};                         // new ones, which are not known by their keys yet

  // The new object of the session whose struct was given.
  template <class T>
  tracked<T> new_object_of(const T& given) const {
    for (record* one : session_.template store<T>().pending)
      if (&static_cast<object_record<T>*>(one)->object == &given)
        return tracked<T>(static_cast<object_record<T>*>(one));
    return {};
  }

  // The new object that another struct with the same key has become.
  template <class T>
  tracked<T> added_before(const T& given) const {
    using key = primary_key_reader<T>;
    for (record* one : added_)
      if (one->entity() == &entity_tag<T>) {
        auto* const same = static_cast<object_record<T>*>(one);
        if (key::equal(key::read(same->object), key::read(given))) return tracked<T>(same);
      }
    return {};
  }

  template <class T>
  static bool has_unset_key(const T& object) {
    if constexpr (has_numbered_key<root_of_t<T>>)
      return meta::field<key_member<primary_key_t<T>>::column.member>(object) == 0;
    else
      return false;
  }

  template <class T>
  void take_relations(const T& given, const tracked<T>& known) {
    if constexpr (has_base<T>) take_relations<base_of_t<T>>(record_above<T>::part(given), known);
    for_each_relation<T>([&]<class Relation>(Relation) {
      if constexpr (Relation::cascade.merge && Relation::kind != relation_kind::unknown)
        this->template take_relation<Relation>(given, known);
    });
  }

  // The row gets the key that was given, as in SQLAlchemy.
  template <class T>
  void insert_with_key(record& added) {
    if constexpr (!std::is_void_v<upper_of_t<T>>) {
      insert_with_key<upper_of_t<T>>(added);
    } else {
      added.has_own_key = true;
      session_.template store<T>().insert_with_keys = [](session_objects& session, std::span<record* const> objects) {
        auto& state = static_cast<typename Session::unguarded&>(session);
        send_inserts_with_keys<typename Session::unguarded::driver_type, T>(state.db().pooled(), objects);
      };
    }
  }

  // What the struct leaves out stays, and so does what the database computes.
  template <class T>
  static void copy_given(const T& given, T& known) {
    if constexpr (has_deferred<T>) {
      T whole = given;
      take_left_out(known, whole);
      copy_missing_columns(whole, known, not_computed<T>.data(), ~column_mask{});
    } else {
      copy_missing_columns(given, known, not_computed<T>.data(), ~column_mask{});
    }
  }
  template <class T>
  static constexpr auto not_computed = [] {
    std::array<bool, column_fields<T>::size + 1> all{};
    for (std::size_t i = 0; i != facts<T>.columns.size(); ++i) all[i] = !facts<T>.columns[i].computed;
    return all;
  }();

  // A struct that says nothing of a relation leaves that as it is.
  template <class Relation, class T>
  void take_relation(const T& given, const tracked<T>& known) {
    auto* const said = static_cast<related_objects*>(meta::field_at<Relation::field>(given).content());
    if (!said || !said->is_loaded()) return;
    std::vector<tracked<typename Relation::target>> wanted;
    for (record* one : said->now()) wanted.push_back(take_record<typename Relation::target>(*one));
    session_.template load_relation_of<Relation>(known);
    std::vector<record*> records;
    for (const auto& one : wanted) records.push_back(one.get_record());
    loaded_relation<Relation>(*known.get_record())->set_all(records);
  }

  template <class T>
  tracked<T> take_record(record& one) {
    auto& object = static_cast<object_record<T>&>(one);
    if (session_.contains(tracked<T>(&object))) return tracked<T>(&object);
    object.look_at_all();
    return take_as_kind<T>(one, typename Session::schema{});
  }

  template <class T>
  tracked<T> take_once(const T& given) {
    for (const auto& [from, into] : done_)
      if (from == &given) return tracked<T>(static_cast<object_record<T>*>(into));
    return take(given);
  }

  // An object is merged as one of its own struct.
  template <class T, class... Entities>
  tracked<T> take_as_kind(record& one, metadata<Entities...>) {
    tracked<T> taken;
    const auto as = [&]<class Kind>(type<Kind>) {
      if constexpr (is_kind_of<Kind, T>)
        if (one.entity() == &entity_tag<Kind>) taken = take_once(static_cast<object_record<Kind>&>(one).object);
    };
    const int order[] = {0, (as(type<Entities>{}), 0)...};
    (void)order;
    if (!taken) session_objects::refuse_unknown_kind();
    return taken;
  }
};

}  // namespace sqlalloy::inline v0
