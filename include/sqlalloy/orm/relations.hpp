// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy/meta/field.hpp>
#include <sqlalloy/meta/type_name.hpp>
#include <sqlalloy/orm/attachment.hpp>
#include <sqlalloy/orm/key_edges.hpp>
#include <sqlalloy/orm/related_objects.hpp>
#include <sqlalloy/schema/relation_facts.hpp>

#include <array>
#include <cstddef>
#include <type_traits>
#include <utility>
#include <vector>

namespace sqlalloy::inline v0 {

template <class T>
class object_record;

/// Its address stands for a struct.
template <class T>
inline constexpr char entity_tag = 0;

/// How many relations a struct has, with those of what it inherits.
template <class T>
inline constexpr std::size_t relation_count = column_fields<T>::shape.relations + relation_count<base_of_t<T>>;
template <>
inline constexpr std::size_t relation_count<void> = 0;

template <class T>
inline constexpr bool has_relations = relation_count<T> != 0;

template <class Edge, class Child, class Parent>
struct foreign_key_of {
  using ends = key_ends<Edge>;
  static void refer(record& child, const record& parent) {
    ends::refer(static_cast<object_record<Child>&>(child).object,
                static_cast<const object_record<Parent>&>(parent).object);
  }
  static bool refers(const record& child, const record& parent) {
    return ends::refers(static_cast<const object_record<Child>&>(child).object,
                        static_cast<const object_record<Parent>&>(parent).object);
  }
  static void refer_to_none(record& child) { ends::refer_to_none(static_cast<object_record<Child>&>(child).object); }
  static bool refers_to_any(const record& child) {
    return key_reader<typename Edge::from>::is_whole(static_cast<const object_record<Child>&>(child).object);
  }
  static constexpr foreign_key_functions functions{
      may_refer_to_none<typename Edge::from>, &refer, &refers, &refer_to_none, &refers_to_any,
      bits_beside_key<typename Edge::to>};
};

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
  template <bool IsCopy>
  static related_objects& unloaded(bool is_detached) noexcept {
    // Objects of static storage may outlive them.
    static related_objects* const shared[] = {new related_objects(info, false, IsCopy),
                                              new related_objects(info, true, IsCopy)};
    return *shared[is_detached];
  }
  static consteval const foreign_key_functions* key() {
    using owner = typename Relation::owner;
    using target = typename Relation::target;
    if constexpr (Relation::kind == relation_kind::many_to_one)
      return &foreign_key_of<typename Relation::edge, owner, target>::functions;
    else if constexpr (Relation::kind == relation_kind::one_to_many)
      return &foreign_key_of<typename Relation::edge, target, owner>::functions;
    else
      return nullptr;
  }
  static constexpr relation_info info{.owner = meta::type_name<typename Relation::owner>(),
                                      .name = Relation::name,
                                      .target = meta::type_name<typename Relation::target>(),
                                      .is_collection = Relation::is_collection,
                                      .cascade = Relation::cascade,
                                      .member = &member,
                                      .other_side = &other,
                                      .unloaded = &unloaded<false>,
                                      .unloaded_copy = &unloaded<true>,
                                      .owner_entity = &entity_tag<typename Relation::owner>,
                                      .target_entity = &entity_tag<typename Relation::target>,
                                      .kind = Relation::kind,
                                      .passive_deletes = Relation::passive_deletes,
                                      .key = key()};
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

/// Calls `f` with the facts of each relation that is a field of a struct.
template <class T, class F>
void for_each_relation(F f) {
  if constexpr (column_fields<T>::shape.relations != 0)
    each_relation<T>(f, std::make_index_sequence<meta::field_count<T>>{});
}

template <class T, std::size_t Field>
consteval const relation_info* info_at_field() {
  if constexpr (is_relation<meta::field_t<T, Field>>)
    return &info_of<relation_facts<T, Field>>::info;
  else
    return nullptr;
}

// The relations that are fields of a struct, and behind them null for each column and one more.
template <class T>
inline constexpr auto own_relation_infos = []<std::size_t... Field>(std::index_sequence<Field...>) {
  // A flag, for under a sanitizer g++ takes no comparison with the address of a constant for a constant.
  const std::array<const relation_info*, sizeof...(Field) + 1> found{info_at_field<T, Field>()...};
  const bool is_one[] = {is_relation<meta::field_t<T, Field>>..., false};
  std::array<const relation_info*, sizeof...(Field) + 1> all{};
  std::size_t next = 0;
  for (std::size_t field = 0; field != found.size(); ++field)
    if (is_one[field]) all[next++] = found[field];
  return all;
}(std::make_index_sequence<meta::field_count<T>>{});

// Those of what a struct inherits come first.
template <class T>
inline constexpr auto relation_infos = [] {
  std::array<const relation_info*, relation_count<T> + 1> all{};
  std::size_t next = 0;
  if constexpr (has_base<T>)
    for (; next != relation_count<base_of_t<T>>; ++next) all[next] = relation_infos<base_of_t<T>>[next];
  for (std::size_t i = 0; next != relation_count<T>; ++i) all[next++] = own_relation_infos<T>[i];
  return all;
}();

/// All relations of the objects of a struct.
template <class T>
inline constexpr relation_list relations_of{relation_infos<T>.data(), relation_count<T>};

/// Those that are fields of the struct itself.
template <class T>
inline constexpr relation_list own_relations_of{own_relation_infos<T>.data(), column_fields<T>::shape.relations};

/// Those whose foreign keys are of its own table, and not of that which has the rest of its rows.
template <class T>
inline constexpr relation_list row_relations_of{relation_infos<T>.data() + relation_count<upper_of_t<T>>,
                                                relation_count<T> - relation_count<upper_of_t<T>>};

/// What the relation of an object holds, once that is loaded; else null.
inline related_objects* loaded_relation(const relation_info& relation, record& of) {
  auto* const found = static_cast<related_objects*>(relation.member(of).content());
  return found && found->is_loaded() ? found : nullptr;
}
template <class Relation>
related_objects* loaded_relation(object_record<typename Relation::owner>& of) {
  return loaded_relation(info_of<Relation>::info, of);
}

/// Whether the foreign key of an object says more of a relation than the object itself, in which nobody has set it.
inline bool is_said_by_key(const relation_info& relation, const record& owner) {
  return owner.state >= object_state::persistent && relation.kind == relation_kind::many_to_one &&
         relation.key->refers_to_any(owner);
}

/// What an object that was new has in a relation that nobody has set: nothing. Once there is a row, it is not loaded,
/// or can be: what refers to the row by its key alone is not known.
inline related_objects& content_of_new(const relation_info& relation, record& owner) {
  if (is_said_by_key(relation, owner)) return relation.unloaded(owner.state == object_state::detached);
  auto* const empty = new related_objects(relation, owner);
  if (owner.state >= object_state::persistent) empty->set_extent(relation_extent::assumed);
  return *empty;
}

inline void prepare_relations_of(record& owner, relation_list relations, bool is_new) {
  std::vector<attachment> given;
  for (std::size_t i = relations.size(); i-- != 0;) {  // what is given last comes along first
    const relation_info& relation = *relations[i];
    relation_member& member = relation.member(owner);
    auto* const held = static_cast<related_objects*>(member.content());
    if (held && held->is_unloaded_copy()) related_objects::refuse_unloaded(held);
    if (held && held->is_loaded())
      given.emplace_back(*held, relation, owner);
    else
      member.set_content(is_new ? &content_of_new(relation, owner)
                                : &relation.unloaded(owner.state == object_state::detached));
  }
  if (!given.empty()) attach_all(*owner.store->core, std::move(given));
}

/// The relations of an object that was inserted, some of which nobody has set.
inline void settle_relations_of_new(record& owner, relation_list relations) {
  for (const relation_info* relation : relations) {
    related_objects* const held = loaded_relation(*relation, owner);
    if (!held) continue;
    if (held->is_changed())
      held->settle();
    else if (is_said_by_key(*relation, owner))
      relation->member(owner).set_content(&relation->unloaded(false));
    else
      held->set_extent(relation_extent::assumed);
  }
}

/// What is not loaded says whether a session can load it; `is_new`: there is nothing to load again.
inline void renew_unloaded(record& owner, relation_list relations, bool is_detached, bool is_new) noexcept {
  for (const relation_info* relation : relations) {
    relation_member& member = relation->member(owner);
    const auto* const held = static_cast<const related_objects*>(member.content());
    if (held && !held->is_loaded())
      member.set_content(is_new ? &content_of_new(*relation, owner) : &relation->unloaded(is_detached));
  }
}

/// Those that were loaded earlier are not loaded any more.
inline void unload_old_relations_of(record& owner, relation_list relations) noexcept {
  for (const relation_info* relation : relations)
    if (const related_objects* held = loaded_relation(*relation, owner); held && held->is_old())
      relation->member(owner).set_content(&relation->unloaded(false));
}

/// The relations of an object are taken out of it while its struct is copied: the copy has the columns alone.
template <std::size_t Relations>
class relations_aside {
 public:
  relations_aside(record& owner, relation_list relations) noexcept {
    for (std::size_t i = 0; i != Relations; ++i) {
      members_[i] = &relations[i]->member(owner);
      contents_[i] = members_[i]->exchange_content(nullptr);
    }
  }
  relations_aside(const relations_aside&) = delete;
  relations_aside& operator=(const relations_aside&) = delete;
  ~relations_aside() {
    for (std::size_t i = 0; i != Relations; ++i) members_[i]->exchange_content(contents_[i]);
  }

 private:
  std::array<relation_member*, Relations> members_;
  std::array<relation_content*, Relations> contents_;
};

inline void clear_relations_of(record& owner, relation_list relations) noexcept {
  for (const relation_info* relation : relations) relation->member(owner).set_content(nullptr);
}

}  // namespace sqlalloy::inline v0
