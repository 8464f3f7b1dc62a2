// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy/meta/type.hpp>
#include <sqlalloy/query/source.hpp>

#include <type_traits>
#include <utility>

namespace sqlalloy::inline v0 {

/// How strongly rows are locked, the weakest first.
enum class lock_strength : unsigned char { key_share, share, no_key_update, update };

/// What becomes of a query that meets rows which others have locked.
enum class lock_wait : unsigned char { wait, nowait, skip_locked };

/// FOR UPDATE and its kin. `Of` are the tables whose rows are locked; all of them where none is named.
template <lock_strength Strength, lock_wait Wait, class... Of>
struct row_lock {
  static constexpr lock_strength strength = Strength;
  static constexpr lock_wait wait = Wait;
  static constexpr bool names_tables = sizeof...(Of) != 0;
  using of = type_list<Of...>;
};

/// A query that locks nothing.
struct no_lock {};

/// What `with_for_update()` is told beside tables. SQLAlchemy's names; `for_share` is its `read`.
struct for_share_option {};
struct key_share_option {};
struct nowait_option {};
struct skip_locked_option {};

inline constexpr for_share_option for_share{};      ///< others may read and lock the rows for that, and not change them
inline constexpr key_share_option key_share{};      ///< keys alone: FOR NO KEY UPDATE, FOR KEY SHARE
inline constexpr nowait_option nowait{};            ///< an error where others have locked a row
inline constexpr skip_locked_option skip_locked{};  ///< without the rows that others have locked

template <class T>
inline constexpr bool is_lock_word =
    meta::is_one_of<T, for_share_option, key_share_option, nowait_option, skip_locked_option>;

/// What may be said in `with_for_update()`: one of the words above, `sa::tables<User>`, an alias.
template <class T>
concept lock_option = is_lock_word<T> || source<T>;

// The lock that the words and tables ask for.
template <class Words, class Of, class... Options>
struct asked_lock;
template <class... Words, class... Of>
struct asked_lock<type_list<Words...>, type_list<Of...>> {
  static constexpr bool shares = meta::is_one_of<for_share_option, Words...>;
  static constexpr bool keys = meta::is_one_of<key_share_option, Words...>;
  static constexpr lock_strength strength = shares ? (keys ? lock_strength::key_share : lock_strength::share)
                                            : keys ? lock_strength::no_key_update
                                                   : lock_strength::update;
  static constexpr lock_wait wait = meta::is_one_of<skip_locked_option, Words...> ? lock_wait::skip_locked
                                    : meta::is_one_of<nowait_option, Words...>    ? lock_wait::nowait
                                                                                  : lock_wait::wait;
  using type = row_lock<strength, wait, Of...>;
};
template <class... Words, class... Of, class Option, class... More>
  requires is_lock_word<Option>
struct asked_lock<type_list<Words...>, type_list<Of...>, Option, More...>
    : asked_lock<type_list<Words..., Option>, type_list<Of...>, More...> {};
template <class... Words, class... Of, class Option, class... More>
struct asked_lock<type_list<Words...>, type_list<Of...>, Option, More...>
    : asked_lock<type_list<Words...>, type_list<Of..., typename decltype(as_source(Option{}))::id>, More...> {};

template <class... Options>
using asked_lock_t = typename asked_lock<type_list<>, type_list<>, Options...>::type;

/// The words of a lock as one value, for what is no query: `session.refresh(user, sa::with_for_update(sa::nowait))`.
template <lock_option... Options>
struct lock_request {
  template <class Query>
  constexpr auto on(Query query) const {
    return std::move(query).with_for_update(Options{}...);
  }
};
template <lock_option... Options>
constexpr lock_request<Options...> with_for_update(Options...) {
  return {};
}

}  // namespace sqlalloy::inline v0

namespace sqlalloy::inline v0::rules {

// A table that a lock names and FROM does not have.
template <class Of, class InSight>
struct stray_lock;
template <class... Of, class... InSight>
struct stray_lock<type_list<Of...>, type_list<InSight...>> {
  template <class Done, class... Left>
  struct first {
    using type = Done;
  };
  template <class One, class... Left>
  struct first<void, One, Left...> : first<std::conditional_t<meta::is_one_of<One, InSight...>, void, One>, Left...> {};
  using type = typename first<void, Of...>::type;
};

/// The tables that a lock names are those of the query.
template <class Source, class InSight>
inline constexpr bool locked_table_is_in_scope = std::is_void_v<Source>;

/// A lock is of rows of tables, which the rows of a query with DISTINCT, groups or aggregates are not.
template <class Lock, bool Condensed>
inline constexpr bool lock_finds_rows = std::is_same_v<Lock, no_lock> || !Condensed;

}  // namespace sqlalloy::inline v0::rules
