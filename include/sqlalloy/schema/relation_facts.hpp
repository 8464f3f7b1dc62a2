// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy/schema/cascade_set.hpp>
#include <sqlalloy/schema/column_fields.hpp>
#include <sqlalloy/schema/keys.hpp>
#include <sqlalloy/schema/relation_options.hpp>

#include <cstddef>
#include <string_view>
#include <type_traits>
#include <utility>

namespace sqlalloy::inline v0 {

enum class relation_kind : unsigned char {
  many_to_one,   ///< the object refers to the other
  one_to_many,   ///< the others refer to the object; of a `sa::one` there is one at most
  many_to_many,  ///< a table between the two refers to both
  unknown,       ///< no foreign key says, or too many do
};

template <class Said, class Found = void>
struct secondary_in {
  using type = Found;
};
template <class Entity, class... Said>
struct secondary_in<type_list<secondary<Entity>, Said...>> {
  using type = Entity;
};
template <class First, class... Said>
struct secondary_in<type_list<First, Said...>> : secondary_in<type_list<Said...>> {};

// The columns that `sa::foreign_keys` names, or names on the other side; void where nothing does.
template <template <auto...> class Option, class Said>
struct columns_in {
  using type = void;
};
template <template <auto...> class Option, auto... Members, class... Said>
struct columns_in<Option, type_list<Option<Members...>, Said...>> {
  using type = columns<Members...>;
};
template <template <auto...> class Option, class First, class... Said>
struct columns_in<Option, type_list<First, Said...>> : columns_in<Option, type_list<Said...>> {};

// The edges that go by the named columns; all where none are named.
template <class Edges, class From>
struct edges_by;
template <class... Edges>
struct edges_by<type_list<Edges...>, void> {
  using type = type_list<Edges...>;
};
template <class... Edges, class From>
struct edges_by<type_list<Edges...>, From>
    : joined_lists<type_list<>,
                   std::conditional_t<std::is_same_v<typename Edges::from, From>, type_list<Edges>, type_list<>>...> {};

template <class From, class To, class By>
using edges_by_t = typename edges_by<edges_t<From, To>, By>::type;

template <class Edges>
struct only_edge {
  using type = void;
};
template <class Edge>
struct only_edge<type_list<Edge>> {
  using type = Edge;
};

template <class Said>
inline constexpr cascade_set cascades_in = parse_cascades("save-update, merge");
template <fixed_string Words, class... Said>
inline constexpr cascade_set cascades_in<type_list<cascades<Words>, Said...>> = parse_cascades(Words.view());
template <class First, class... Said>
inline constexpr cascade_set cascades_in<type_list<First, Said...>> = cascades_in<type_list<Said...>>;

template <class Said>
struct order_in {
  using type = collection_order<>;
};
template <auto... Keys, class... Said>
struct order_in<type_list<collection_order<Keys...>, Said...>> {
  using type = collection_order<Keys...>;
};
template <class First, class... Said>
struct order_in<type_list<First, Said...>> : order_in<type_list<Said...>> {};

template <class Option, class Said>
inline constexpr bool is_said = false;
template <class Option, class... Said>
inline constexpr bool is_said<Option, type_list<Said...>> = meta::is_one_of<Option, Said...>;

// The first edge that is not `Other`.
template <class Other, class... Edges>
struct another_edge {
  using type = void;
};
template <class Other, class Edge, class... Edges>
struct another_edge<Other, type_list<Edge, Edges...>>
    : std::conditional_t<std::is_same_v<Edge, Other>, another_edge<Other, type_list<Edges...>>,
                         std::type_identity<Edge>> {};

// How a relation goes through a table between the two, or by one foreign key. It is `By` that leads to the owner, or
// `OtherBy` that leads to the target; where nobody says, the first one leads to the owner, or else to the target.
template <class Entity, class Target, class Secondary, class By, class OtherBy, bool IsCollection, bool IsBackwards>
struct relation_way {
  using to_owner = typename another_edge<void, edges_by_t<Secondary, Entity, By>>::type;
  using to_target = typename another_edge<to_owner, edges_t<Secondary, Target>>::type;
  using edge = void;
  static constexpr relation_kind kind =
      std::is_void_v<to_owner> || std::is_void_v<to_target> ? relation_kind::unknown : relation_kind::many_to_many;
};
template <class Entity, class Target, class Secondary, class OtherBy, bool IsCollection>
  requires(!std::is_void_v<Secondary>)
struct relation_way<Entity, Target, Secondary, void, OtherBy, IsCollection, true> {
  using back = relation_way<Target, Entity, Secondary, OtherBy, void, IsCollection, false>;
  using to_owner = typename back::to_target;
  using to_target = typename back::to_owner;
  using edge = void;
  static constexpr relation_kind kind = back::kind;
};
template <class Entity, class Target, class By, class OtherBy, bool IsCollection, bool IsBackwards>
struct relation_way<Entity, Target, void, By, OtherBy, IsCollection, IsBackwards> {
  using to_owner = void;
  using to_target = void;
  using named = std::conditional_t<std::is_void_v<By>, OtherBy, By>;
  using by_owner = typename only_edge<edges_by_t<Entity, Target, named>>::type;
  using by_target = typename only_edge<edges_by_t<Target, Entity, named>>::type;
  static constexpr relation_kind kind = !IsCollection && !std::is_void_v<by_owner> ? relation_kind::many_to_one
                                        : !std::is_void_v<by_target>               ? relation_kind::one_to_many
                                                                                   : relation_kind::unknown;
  using edge = std::conditional_t<kind == relation_kind::many_to_one, by_owner, by_target>;
};

template <class Said>
inline constexpr std::string_view named_other_side{};
template <auto Member, class... Said>
inline constexpr std::string_view named_other_side<type_list<back_populates<Member>, Said...>> =
    meta::member_name<Member>;
template <class First, class... Said>
inline constexpr std::string_view named_other_side<type_list<First, Said...>> = named_other_side<type_list<Said...>>;

// Whether it is the second of two sides in one struct.
template <class Entity, class Target, class Said, std::size_t Field>
inline constexpr bool is_second_side = false;
template <class Entity, class Said, std::size_t Field>
inline constexpr bool is_second_side<Entity, Entity, Said, Field> =
    !named_other_side<Said>.empty() && meta::field_index<Entity>(named_other_side<Said>) < Field;

/// All that is known of the relation that a field of a struct is.
template <class Entity, std::size_t Field>
struct relation_facts {
  using owner = Entity;
  using target = typename relation_target<meta::field_t<Entity, Field>>::type;
  using options = relation_options_t<Entity, Field>;
  using secondary = typename secondary_in<options>::type;  ///< the table between the two, or void
  using order = typename order_in<options>::type;

  static constexpr std::size_t field = Field;
  static constexpr std::string_view name = meta::field_names<Entity>[Field];
  static constexpr bool is_collection = std::is_same_v<meta::field_t<Entity, Field>, many<target>>;
  static constexpr cascade_set cascade = cascades_in<options>;
  static constexpr bool passive_deletes = is_said<sqlalloy::passive_deletes, options>;

  using by = typename columns_in<foreign_keys, options>::type;
  using other_by = typename columns_in<foreign_keys_of_other, options>::type;
  using way =
      relation_way<Entity, target, secondary, by, other_by, is_collection,
                   std::is_void_v<by> && (!std::is_void_v<other_by> || is_second_side<Entity, target, options, Field>)>;
  static constexpr relation_kind kind = way::kind;
  using edge = typename way::edge;            ///< from the table that refers to the other; void with a table between
  using to_owner = typename way::to_owner;    ///< from the table between
  using to_target = typename way::to_target;  ///< the same
};

template <class One, class Other>
inline constexpr bool are_sides_of_one = [] {
  if constexpr (!std::is_same_v<typename One::target, typename Other::owner> ||
                !std::is_same_v<typename One::owner, typename Other::target> || std::is_same_v<One, Other>)
    return false;
  else if constexpr (One::kind == relation_kind::many_to_many)
    return Other::kind == relation_kind::many_to_many &&
           std::is_same_v<typename One::to_owner, typename Other::to_target> &&
           std::is_same_v<typename One::to_target, typename Other::to_owner>;
  else
    return One::kind != Other::kind && One::kind != relation_kind::unknown && Other::kind != relation_kind::unknown &&
           std::is_same_v<typename One::edge, typename Other::edge>;
}();

template <class Relation, std::size_t Field>
consteval bool is_other_side() {
  using target = typename Relation::target;
  if constexpr (is_relation<meta::field_t<target, Field>>)
    return are_sides_of_one<Relation, relation_facts<target, Field>>;
  else
    return false;
}

/// The field of the target that is the other side of a relation; the number of its fields where there is none.
template <class Relation, class Fields = std::make_index_sequence<meta::field_count<typename Relation::target>>>
inline constexpr std::size_t other_side = 0;
template <class Relation, std::size_t... Field>
inline constexpr std::size_t other_side<Relation, std::index_sequence<Field...>> = [] {
  if constexpr (!named_other_side<typename Relation::options>.empty()) {
    return meta::field_index<typename Relation::target>(named_other_side<typename Relation::options>);
  } else {
    const bool is_it[] = {is_other_side<Relation, Field>()..., true};
    std::size_t found = 0;
    while (!is_it[found]) ++found;
    return found;
  }
}();

/// The relation that a member is.
template <auto Member>
using relation_of =
    relation_facts<meta::owner_t<Member>, meta::field_index<meta::owner_t<Member>>(meta::member_name<Member>)>;

}  // namespace sqlalloy::inline v0
