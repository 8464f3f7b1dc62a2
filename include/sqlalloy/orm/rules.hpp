// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy/schema/inheritance_rules.hpp>
#include <sqlalloy/schema/relation_facts.hpp>
#include <sqlalloy/schema/rules.hpp>

#include <cstddef>
#include <type_traits>
#include <utility>

namespace sqlalloy::inline v0 {

/// A relation in the compiler's words: the struct, and the member's name.
template <class Entity, fixed_string Member>
struct relation_named {};

}  // namespace sqlalloy::inline v0

/// What the structs of a session must be. A rule is one bool over the culprit, which the compiler prints with it.
namespace sqlalloy::inline v0::rules {

template <class Relation>
consteval auto name_of_relation() {
  char text[Relation::name.size() + 1]{};
  for (std::size_t i = 0; i != Relation::name.size(); ++i) text[i] = Relation::name[i];
  return fixed_string<Relation::name.size() + 1>(text);
}
template <class Relation>
using named_relation = relation_named<typename Relation::owner, name_of_relation<Relation>()>;

// The first relation of a struct at which `Fault` finds something.
template <class Fault, class Entity, class Fields = std::make_index_sequence<meta::field_count<Entity>>>
struct fault_in_relations;
template <class Fault, class Entity, std::size_t... Field>
struct fault_in_relations<Fault, Entity, std::index_sequence<Field...>> {
  template <std::size_t Index>
  static consteval bool is_at() {
    if constexpr (is_relation<meta::field_t<Entity, Index>>)
      return Fault::template is_in<relation_facts<Entity, Index>>();
    else
      return false;
  }
  static constexpr std::size_t first = [] {
    const bool found[] = {is_at<Field>()..., true};
    std::size_t index = 0;
    while (!found[index]) ++index;
    return index;
  }();
  template <std::size_t Index>
  struct named {
    using type = named_relation<relation_facts<Entity, Index>>;
  };
  using type = typename std::conditional_t<first == sizeof...(Field), std::type_identity<void>, named<first>>::type;
};

template <class Fault, class... Entities>
using fault_in_relations_t = first_fault_t<typename fault_in_relations<Fault, Entities>::type...>;

struct lacks_foreign_key {
  template <class Relation>
  static consteval bool is_in() {
    using owner = typename Relation::owner;
    using target = typename Relation::target;
    return Relation::kind == relation_kind::unknown && edges_t<owner, target>::size + edges_t<target, owner>::size == 0;
  }
};
struct has_several_foreign_keys {
  template <class Relation>
  static consteval bool is_in() {
    return Relation::kind == relation_kind::unknown && !lacks_foreign_key::is_in<Relation>();
  }
};
struct has_unknown_cascades {
  template <class Relation>
  static consteval bool is_in() {
    return !Relation::cascade.is_known;
  }
};
struct has_orphans_of_several {
  template <class Relation>
  static consteval bool is_in() {
    return Relation::cascade.delete_orphan &&
           (Relation::kind == relation_kind::many_to_one || Relation::kind == relation_kind::many_to_many);
  }
};
template <class... Entities>
struct leads_out_of {
  template <class Relation>
  static consteval bool is_in() {
    return !meta::is_one_of<typename Relation::target, Entities...>;
  }
};

/// A foreign key joins the two tables of a relation, or each of them to the table between.
template <class Culprit>
inline constexpr bool relation_has_a_foreign_key = std::is_void_v<Culprit>;

/// Only one foreign key does, or the table says which.
template <class Culprit>
inline constexpr bool relation_has_one_foreign_key = std::is_void_v<Culprit>;

/// The words in `sa::cascades` are SQLAlchemy's.
template <class Culprit>
inline constexpr bool cascades_are_known = std::is_void_v<Culprit>;

/// What is deleted as an orphan can have one owner alone.
template <class Culprit>
inline constexpr bool orphan_has_one_owner = std::is_void_v<Culprit>;

/// Where a relation leads to is a table of the session.
template <class Culprit>
inline constexpr bool relation_stays_in_the_session = std::is_void_v<Culprit>;

// The member, where `sa::relation` is about what is none.
template <class Option>
struct relation_of_a_column {
  using type = void;
};
template <auto Member, class... Said>
  requires(!is_relation<meta::value_t<Member>>)
struct relation_of_a_column<relation<Member, Said...>> {
  using type = relation<Member, Said...>;
};

/// What `sa::relation` is about is a `sa::many` or a `sa::one`.
template <class Culprit>
inline constexpr bool option_is_about_a_relation = std::is_void_v<Culprit>;

template <class Option>
struct version_that_does_not_count {
  using type = void;
};
template <auto Member>
  requires(!std::is_integral_v<meta::value_t<Member>> || std::is_same_v<meta::value_t<Member>, bool>)
struct version_that_does_not_count<version_id<Member>> {
  using type = version_id<Member>;
};

/// A version is an integer.
template <class Culprit>
inline constexpr bool version_counts = std::is_void_v<Culprit>;

/// The objects of a session are told apart by their keys.
template <class Entity>
inline constexpr bool object_has_a_key = !can_be_reflected<Entity> || has_primary_key<Entity>;

/// Whether a session of the structs can be, or another rule has spoken.
template <class... Entities>
inline constexpr bool can_have_objects = [] {
  if constexpr ((can_be_reflected<Entities> && ...) && (object_has_a_key<Entities> && ...))
    return base_is_there<baseless_t<Entities...>> && base_leaves_bits<wide_t<Entities...>> &&
           identity_is_a_value_of_the_column<stray_identity_t<Entities...>>;
  else
    return false;
}();

}  // namespace sqlalloy::inline v0::rules

namespace sqlalloy::inline v0 {

/// What can be said of the structs of a session, by the rules.
template <class... Entities>
constexpr bool check_session_tables() {
  static_assert((rules::can_be_reflected<Entities> && ...),
                "sqlalloy: session() meets a struct whose fields cannot be found; make it an aggregate without base "
                "classes, C arrays and references, or adapt it with BOOST_HANA_ADAPT_STRUCT");
  static_assert((rules::object_has_a_key<Entities> && ...),
                "sqlalloy: session() meets a struct without a primary key; name one with sa::primary_key");
  static_assert(rules::base_is_there<rules::baseless_t<Entities...>>,
                "sqlalloy: session() meets a struct without the one that it inherits; name that in sa::tables, too");
  static_assert(
      rules::base_leaves_bits<rules::wide_t<Entities...>>,
      "sqlalloy: a struct that others inherit has more than 63 columns; put some of them into a table of their "
      "own");
  static_assert(rules::kinds_are_told_apart<rules::kindless_t<Entities...>>,
                "sqlalloy: sa::inherits names a struct whose table does not say sa::polymorphic_on; name the column "
                "there that tells kinds apart");
  static_assert(
      rules::identity_is_a_value_of_the_column<rules::stray_identity_t<Entities...>>,
      "sqlalloy: sa::polymorphic_identity is no value of the column that sa::polymorphic_on names, or that is "
      "optional; give a value of its type");
  static_assert(rules::identities_differ<rules::taken_identity_t<Entities...>>,
                "sqlalloy: two structs have the same sa::polymorphic_identity; give each its own");
  static_assert(rules::option_is_about_a_relation<rules::fault_in_tables_t<rules::relation_of_a_column, Entities...>>,
                "sqlalloy: sa::relation names a column; name a sa::many or sa::one member");
  static_assert(rules::version_counts<rules::fault_in_tables_t<rules::version_that_does_not_count, Entities...>>,
                "sqlalloy: sa::version_id names a column that is no integer; let it count");
  static_assert(
      rules::relation_stays_in_the_session<rules::fault_in_relations_t<rules::leads_out_of<Entities...>, Entities...>>,
      "sqlalloy: a relation leads to a struct that the session does not have; name it in sa::tables, too");
  static_assert(
      rules::relation_has_a_foreign_key<rules::fault_in_relations_t<rules::lacks_foreign_key, Entities...>>,
      "sqlalloy: a relation finds no foreign key between its two tables; say sa::references, or the table between "
      "them with sa::relation and sa::secondary");
  static_assert(
      rules::relation_has_one_foreign_key<rules::fault_in_relations_t<rules::has_several_foreign_keys, Entities...>>,
      "sqlalloy: a relation finds more than one foreign key between its two tables; choose one with sa::relation and "
      "sa::foreign_keys");
  static_assert(rules::cascades_are_known<rules::fault_in_relations_t<rules::has_unknown_cascades, Entities...>>,
                "sqlalloy: sa::cascades has a word that is none; say all, save-update, merge, delete, delete-orphan, "
                "expunge, refresh-expire or none");
  static_assert(
      rules::orphan_has_one_owner<rules::fault_in_relations_t<rules::has_orphans_of_several, Entities...>>,
      "sqlalloy: sa::cascades says delete-orphan of objects that may have other owners; say it of a relation whose "
      "objects refer to their owner by a foreign key");
  return true;
}

}  // namespace sqlalloy::inline v0
