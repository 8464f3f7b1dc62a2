// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy/meta/field.hpp>
#include <sqlalloy/meta/type_name.hpp>
#include <sqlalloy/orm/related_objects.hpp>
#include <sqlalloy/schema/relation_facts.hpp>

#include <cstddef>
#include <type_traits>
#include <utility>

namespace sqlalloy::inline v0 {

template <class T>
class object_record;

/// Whether a struct has relations.
template <class T>
inline constexpr bool has_relations = column_fields<T>::shape.relations != 0;

template <class Relation>
struct info_of {
  static relation_member& member(record& owner) {
    return meta::field_at<Relation::field>(static_cast<object_record<typename Relation::owner>&>(owner).object);
  }
  static const relation_info* other() noexcept {
    using target = typename Relation::target;
    if constexpr (other_side<Relation> == meta::field_count<target>)
      return nullptr;
    else
      return &info_of<relation_facts<target, other_side<Relation>>>::info;
  }
  static constexpr relation_info info{.owner = meta::type_name<typename Relation::owner>(),
                                      .name = Relation::name,
                                      .target = meta::type_name<typename Relation::target>(),
                                      .is_collection = Relation::is_collection,
                                      .cascade = Relation::cascade,
                                      .member = &member,
                                      .other_side = &other};
  static related_objects& unloaded() noexcept {
    static related_objects& shared = *new related_objects(info);  // objects of static storage may outlive it
    return shared;
  }
};

// One after the other; those of `Fields` that are columns are passed over.
template <class T, class F, std::size_t... Field>
void each_relation(F& f, std::index_sequence<Field...>) {
  const auto one = [&f]<std::size_t Index>(std::integral_constant<std::size_t, Index>) {
    if constexpr (is_relation<meta::field_t<T, Index>>) f(relation_facts<T, Index>{});
  };
  const int order[] = {0, (one(std::integral_constant<std::size_t, Field>{}), 0)...};
  (void)order;
}

/// Calls `f` with the facts of each relation of a struct.
template <class T, class F>
void for_each_relation(F f) {
  if constexpr (has_relations<T>) each_relation<T>(f, std::make_index_sequence<meta::field_count<T>>{});
}

/// What the relation of an object holds, once that is loaded; else null.
template <class Relation>
related_objects* loaded_relation(object_record<typename Relation::owner>& of) noexcept {
  auto* const found = static_cast<related_objects*>(info_of<Relation>::member(of).content());
  return found && found->is_loaded() ? found : nullptr;
}

template <class T>
void prepare_relations_of(T& object, record& owner, bool is_new) {
  for_each_relation<T>([&]<class Relation>(Relation) {
    relation_member& member = meta::field_at<Relation::field>(object);
    using info = info_of<Relation>;
    if (auto* const given = static_cast<related_objects*>(member.content()); given && given->is_loaded())
      given->attach(info::info, owner);
    else
      member.set_content(is_new ? new related_objects(info::info, owner) : &info::unloaded());
  });
}

template <class T>
void clear_relations_of(T& object) noexcept {
  for_each_relation<T>([&]<class Relation>(Relation) {
    relation_member& member = meta::field_at<Relation::field>(object);
    member.set_content(nullptr);
  });
}

}  // namespace sqlalloy::inline v0
