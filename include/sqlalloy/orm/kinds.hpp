// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy/expr/column.hpp>
#include <sqlalloy/expr/comparison.hpp>
#include <sqlalloy/expr/logical.hpp>
#include <sqlalloy/meta/field.hpp>
#include <sqlalloy/orm/criteria.hpp>
#include <sqlalloy/orm/object_store.hpp>
#include <sqlalloy/schema/inheritance.hpp>
#include <sqlalloy/schema/metadata.hpp>

#include <string>
#include <string_view>
#include <type_traits>

namespace sqlalloy::inline v0 {

/// Whether the column that tells kinds apart says that of a struct.
template <class Kind, class Value>
bool is_identity_of(const Value& said) {
  if constexpr (identity_of<Kind>::is_there)
    return said == static_cast<Value>(plain_value(identity_of<Kind>::value));
  else
    return false;
}

/// What that column has in a struct.
template <class T>
const auto& kind_in(const T& object) {
  return [&]<auto Member>(columns<Member>) -> const auto& { return meta::field<Member>(object); }(discriminator_t<T>{});
}

template <class Value>
[[noreturn, gnu::cold]] void refuse_kind(std::string_view table, std::string_view struct_name, const Value& said) {
  std::string text;
  if constexpr (std::is_convertible_v<const Value&, std::string_view>)
    text = std::string_view(said);
  else
    text = std::to_string(static_cast<long long>(said));
  throw_refusal("sqlalloy: a row of " + std::string(table) + " is of the kind " + text +
                ", which is the sa::polymorphic_identity of no " + std::string(struct_name) + " that the session has");
}

// The object of a row that is of a struct which inherits `T`, of which the columns of `T` were read.
template <class T, class State, class... Kinds>
object_record<T>& keep_other_kind(State& state, T& read, bool refresh, const bool* wanted, metadata<Kinds...>) {
  object_record<T>* kept = nullptr;
  const auto one = [&]<class Kind>(type<Kind>) {
    if constexpr (is_kind_of<Kind, T> && !std::is_same_v<Kind, T>)
      if (!kept && is_identity_of<Kind>(kind_in(read)))
        kept = &state.template store<Kind>().keep_part(read, refresh, wanted);
  };
  const int order[] = {0, (one(type<Kinds>{}), 0)...};
  (void)order;
  if (!kept) refuse_kind(facts<T>.name, meta::type_name<T>(), kind_in(read));
  return *kept;
}

/// The one object of the session for the row that was read into the `spare()` of a struct: one of the struct, or of a
/// struct that inherits it, as the row says.
template <class T, class State>
object_record<T>& keep_row(State& state, bool refresh, const bool* wanted = nullptr) {
  auto& store = state.template store<T>();
  if constexpr (is_polymorphic<T>)
    if (T& read = store.spare().object; !is_identity_of<T>(kind_in(read)))
      return keep_other_kind<T>(state, read, refresh, wanted, typename State::schema{});
  return store.keep_read(refresh, wanted);
}

/// The condition that a row is of a struct, or of one among `Kinds` that inherits it.
template <class T, class... Kinds>
struct is_of_kind {
  template <class Source>
  constexpr auto operator()(Source source) const {
    return any<Kinds...>(source);
  }

 private:
  template <class Kind, class... More, class Source, class... Found>
  static constexpr auto any(Source source, Found... found) {
    if constexpr (is_kind_of<Kind, T> && identity_of<Kind>::is_there)
      return next<More...>(source, found..., equals<Kind>(source, discriminator_t<T>{}));
    else
      return next<More...>(source, found...);
  }
  template <class... More, class Source, class... Found>
  static constexpr auto next(Source source, Found... found) {
    if constexpr (sizeof...(More) != 0)
      return any<More...>(source, found...);
    else if constexpr (sizeof...(Found) != 0)
      return (found || ...);
    else
      return none(source, discriminator_t<T>{});
  }
  // There are no such rows: no struct has an identity.
  template <class Source, auto Member>
  static constexpr auto none(Source source, columns<Member>) {
    return source[column<Member>{}] != source[column<Member>{}];
  }
  template <class Kind, class Source, auto Member>
  static constexpr auto equals(Source source, columns<Member>) {
    return source[column<Member>{}] == static_cast<meta::value_t<Member>>(plain_value(identity_of<Kind>::value));
  }
};

// Each struct has one of its own.
template <class Entity, class Of, class... Kinds>
inline constexpr bool is_about<criterion_of<Of, is_of_kind<Of, Kinds...>>, Entity> = std::is_same_v<Entity, Of>;

template <class Found, class Schema, class... Entities>
struct criteria_of_kinds {
  using type = Found;
};
template <class... Found, class... Kinds, class Entity, class... Entities>
struct criteria_of_kinds<criteria<Found...>, metadata<Kinds...>, Entity, Entities...>
    : criteria_of_kinds<std::conditional_t<shares_table<Entity>,
                                           criteria<Found..., criterion_of<Entity, is_of_kind<Entity, Kinds...>>>,
                                           criteria<Found...>>,
                        metadata<Kinds...>, Entities...> {};

/// The criteria of the structs that share a table with what they inherit: each reads its own rows.
template <class... Entities>
using criteria_of_kinds_t = typename criteria_of_kinds<criteria<>, metadata<Entities...>, Entities...>::type;

}  // namespace sqlalloy::inline v0
