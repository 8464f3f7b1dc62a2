// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy/expr/column.hpp>
#include <sqlalloy/meta/pack.hpp>
#include <sqlalloy/orm/column_loading.hpp>
#include <sqlalloy/orm/load_relation.hpp>
#include <sqlalloy/schema/relation_facts.hpp>

#include <utility>
#include <vector>

namespace sqlalloy::inline v0 {

/// A way to load a relation along with the objects that have it, and what is loaded along with its objects in turn.
template <class Relation, class... Nested>
struct selectin_option {
  using relation = Relation;
  using owner = typename Relation::owner;
};

template <class Relation, class... Nested>
struct joined_option {
  using relation = Relation;
  using owner = typename Relation::owner;
};
template <class Relation>
struct contains_eager_option {
  using relation = Relation;
  using owner = typename Relation::owner;
};

struct without_criteria_option {};

/// An option of a query that wants all rows, whatever the criteria of the session are.
inline constexpr without_criteria_option without_criteria{};

/// The columns of structs that inherit the one of the query.
template <class... Kinds>
struct selectin_polymorphic_option {};

template <class T>
inline constexpr bool is_selectin = false;
template <class Relation, class... Nested>
inline constexpr bool is_selectin<selectin_option<Relation, Nested...>> = true;
template <class... Kinds>
inline constexpr bool is_selectin<selectin_polymorphic_option<Kinds...>> = true;

template <class T>
inline constexpr bool is_loader_option = false;
template <class Relation, class... Nested>
inline constexpr bool is_loader_option<joined_option<Relation, Nested...>> = true;
template <class Relation>
inline constexpr bool is_loader_option<contains_eager_option<Relation>> = true;
template <class Relation, class... Nested>
inline constexpr bool is_loader_option<selectin_option<Relation, Nested...>> = true;
template <auto... Members>
inline constexpr bool is_loader_option<load_only_option<Members...>> = true;
template <auto... Members>
inline constexpr bool is_loader_option<defer_option<Members...>> = true;
template <auto... Members>
inline constexpr bool is_loader_option<undefer_option<Members...>> = true;
template <class... Kinds>
inline constexpr bool is_loader_option<selectin_polymorphic_option<Kinds...>> = true;

}  // namespace sqlalloy::inline v0

namespace sqlalloy::inline v0::rules {

/// The member is a relation.
template <auto Member>
inline constexpr bool member_is_a_relation = is_relation<meta::value_t<Member>>;

/// What is loaded of an object is a member of its struct, or of one that it inherits.
template <class Owner, class T>
inline constexpr bool member_is_of_the_object = is_kind_of<T, Owner>;

/// What is nested in a join does not choose columns.
template <class Option>
inline constexpr bool option_leaves_columns_alone = true;
template <auto... Members>
inline constexpr bool option_leaves_columns_alone<load_only_option<Members...>> = false;
template <auto... Members>
inline constexpr bool option_leaves_columns_alone<defer_option<Members...>> = false;
template <auto... Members>
inline constexpr bool option_leaves_columns_alone<undefer_option<Members...>> = false;

// What an option is about: the objects, or those among them that are of a struct which inherits theirs.
template <class Object, class Option>
inline constexpr bool option_is_about = std::is_same_v<typename Option::owner, Object>;
template <class Object, class Relation, class... Nested>
inline constexpr bool option_is_about<Object, selectin_option<Relation, Nested...>> =
    is_kind_of<Object, typename Relation::owner> || is_kind_of<typename Relation::owner, Object>;
template <class Object, class... Kinds>
inline constexpr bool option_is_about<Object, selectin_polymorphic_option<Kinds...>> =
    ((is_kind_of<Kinds, Object> && !std::is_same_v<Kinds, Object>)&&...);

/// What is nested in the loading of a relation is about its objects.
template <class Relation, class Nested>
inline constexpr bool nested_option_is_of_the_target = std::is_same_v<Nested, refused_option>;
template <class Relation, class Nested>
  requires is_loader_option<Nested>
inline constexpr bool nested_option_is_of_the_target<Relation, Nested> =
    option_is_about<typename Relation::target, Nested>;

}  // namespace sqlalloy::inline v0::rules

namespace sqlalloy::inline v0 {

/// Loads a relation by one more statement for all objects of the result: `.options(sa::selectin(sa::col<&User::posts>,
/// sa::selectin(sa::col<&Post::comments>)))`. SQLAlchemy's `selectinload()`.
template <auto Member, class... Nested>
constexpr auto selectin(column<Member>, Nested...) {
  static_assert(rules::member_is_a_relation<Member>,
                "sqlalloy: selectin() names a column; name a sa::many or sa::one member");
  if constexpr (rules::member_is_a_relation<Member>) {
    using relation = relation_of<Member>;
    static_assert((rules::nested_option_is_of_the_target<relation, Nested> && ...),
                  "sqlalloy: selectin() has an option in it that is about another struct than the objects it loads; "
                  "nest options about those");
    return selectin_option<relation, Nested...>{};
  } else {
    return refused_option{};
  }
}

/// Loads a relation by the query itself, with a LEFT JOIN: no further statement, and as many rows as there are related
/// objects. SQLAlchemy's `joinedload()`. The objects of the query come once each.
template <auto Member, class... Nested>
constexpr auto joined(column<Member>, Nested...) {
  static_assert(rules::member_is_a_relation<Member>,
                "sqlalloy: joined() names a column; name a sa::many or sa::one member");
  if constexpr (rules::member_is_a_relation<Member>) {
    using relation = relation_of<Member>;
    static_assert((rules::nested_option_is_of_the_target<relation, Nested> && ...),
                  "sqlalloy: joined() has an option in it that is about another struct than the objects it loads; "
                  "nest options about those");
    static_assert((rules::option_leaves_columns_alone<Nested> && ...),
                  "sqlalloy: joined() has an option in it that chooses columns, which it reads all; say selectin()");
    return joined_option<relation, Nested...>{};
  } else {
    return refused_option{};
  }
}

/// Says that the query joins and selects the objects of a relation itself, behind the objects that have it:
/// `session.query(sa::select(sa::tables<User>, sa::tables<Post>).join(sa::tables<Post>))
/// .options(sa::contains_eager(sa::col<&User::posts>))`. Where conditions leave some of them out, the relation has the
/// others only.
template <auto Member>
constexpr auto contains_eager(column<Member>) {
  static_assert(rules::member_is_a_relation<Member>,
                "sqlalloy: contains_eager() names a column; name a sa::many or sa::one member");
  if constexpr (rules::member_is_a_relation<Member>)
    return contains_eager_option<relation_of<Member>>{};
  else
    return refused_option{};
}

template <class Option>
struct by_selectin {
  using type = Option;
};
template <class Relation, class... Nested>
struct by_selectin<joined_option<Relation, Nested...>> {
  using type = selectin_option<Relation, Nested...>;
};

/// Loads the further columns of objects that are of these structs, which inherit the one that was read, by a SELECT for
/// each: `session.query(sa::select<Employee>()).options(sa::selectin_polymorphic(sa::tables<Engineer, Manager>))`.
/// SQLAlchemy's `selectin_polymorphic()`.
template <class... Kinds>
constexpr selectin_polymorphic_option<Kinds...> selectin_polymorphic(metadata<Kinds...>) {
  return {};
}

/// How `session.load()` loads a member: a relation by a SELECT of its objects, a deferred column by one of it.
template <class T, auto Member>
constexpr auto load_of(column<Member> member) {
  static_assert(rules::member_is_of_the_object<meta::owner_t<Member>, T>,
                "sqlalloy: load() names a member of another struct than that of the object; name one of its own");
  if constexpr (!rules::member_is_of_the_object<meta::owner_t<Member>, T>)
    return selectin_polymorphic_option<>{};
  else if constexpr (is_deferred<meta::value_t<Member>>)
    return undefer_option<Member>{};
  else
    return selectin(member);
}

// The objects that are of a struct.
template <class T>
std::vector<record*> those_of(const std::vector<record*>& objects) {
  std::vector<record*> found;
  for (record* const one : objects)
    if (!has_base<T> || one->is_a(&entity_tag<T>)) found.push_back(one);
  return found;
}

template <class Kind, class State>
void load_rest(State& state, const std::vector<record*>& objects, bool again) {
  key_lists<primary_key_t<Kind>> keys;
  for (record* const one : those_of<Kind>(objects))
    if (!one->is_expired && (again || (one->missing & mask_of_columns<Kind>) != 0))
      keys.add(primary_key_reader<Kind>::read(static_cast<object_record<Kind>*>(one)->object));
  if (!keys.empty()) take_rows(state, with_wanted_columns<>(rows_with<Kind>(state, keys)), again);
}

template <class State, class... Kinds>
void apply_option(State& state, selectin_polymorphic_option<Kinds...>, const std::vector<record*>& objects,
                  bool again) {
  const int order[] = {0, (load_rest<Kinds>(state, objects, again), 0)...};
  (void)order;
}

template <class State, auto Member>
void apply_option(State& state, undefer_option<Member>, const std::vector<record*>& objects, bool) {
  using entity = meta::owner_t<Member>;
  key_lists<primary_key_t<entity>> keys;
  for (record* const one : those_of<entity>(objects)) {
    const auto& object = static_cast<object_record<entity>*>(one)->object;
    if (is_left_out(meta::field<Member>(object))) keys.add(primary_key_reader<entity>::read(object));
  }
  if (!keys.empty())
    take_rows(state, with_wanted_columns<load_only_option<Member>>(rows_with<entity>(state, keys)), false);
}

/// Does what an option says for objects. Nested in it, `joined()` is a statement of its own, too.
template <class State, class Relation, class... Nested>
void apply_option(State& state, selectin_option<Relation, Nested...>, const std::vector<record*>& all, bool again) {
  const std::vector<record*> owners = those_of<typename Relation::owner>(all);
  load_relation<Relation, Nested...>(state, owners, again);
  if constexpr (sizeof...(Nested) != 0) {
    std::vector<record*> targets;
    for (record* const owner : owners)
      if (const related_objects* held = loaded_relation(info_of<Relation>::info, *owner))
        for (record* const one : held->now()) targets.push_back(one);
    leave_each_once(targets);
    const auto apply = [&]<class Option>(Option option) {
      if constexpr (is_selectin<Option>) apply_option(state, option, targets, again);
    };
    const int order[] = {(apply(typename by_selectin<Nested>::type{}), 0)...};
    (void)order;
  }
}

}  // namespace sqlalloy::inline v0
