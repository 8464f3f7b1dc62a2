// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy/expr/bind.hpp>
#include <sqlalloy/expr/param.hpp>
#include <sqlalloy/query/outputs.hpp>
#include <sqlalloy/query/rules.hpp>

#include <array>
#include <cstddef>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

namespace sqlalloy::inline v0 {

/// Where a placeholder stands in SQL that was written by hand.
struct placeholder_place {
  std::size_t begin = 0;  // of the colon
  std::size_t end = 0;    // behind the name
};

constexpr bool is_digit(char letter) { return letter >= '0' && letter <= '9'; }

constexpr bool is_name_letter(char letter) {
  return (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') || is_digit(letter) || letter == '_';
}

// Whether `word` stands at `at`. Letter by letter: with g++'s sanitizers std::string_view::find() is no constant.
constexpr bool stands_at(std::string_view sql, std::size_t at, std::string_view word) {
  for (std::size_t i = 0; i != word.size(); ++i)
    if (at + i >= sql.size() || sql[at + i] != word[i]) return false;
  return true;
}

// Behind the next `end` from `from` on; the end of the text where there is none.
constexpr std::size_t behind_next(std::string_view sql, std::size_t from, std::string_view end) {
  while (from < sql.size() && !stands_at(sql, from, end)) ++from;
  return from < sql.size() ? from + end.size() : sql.size();
}

// Behind the string, quoted name or comment that begins at `at` (PostgreSQL manual, "Lexical Structure"); `at` itself
// where none does.
constexpr std::size_t behind_quoted(std::string_view sql, std::size_t at) {
  if (stands_at(sql, at, "--")) return behind_next(sql, at, "\n");
  if (stands_at(sql, at, "/*")) return behind_next(sql, at + 2, "*/");
  const char first = sql[at];
  if (first == '\'' || first == '"' || first == '`') {
    const bool escapes = first == '\'' && at != 0 && (sql[at - 1] == 'E' || sql[at - 1] == 'e') &&
                         (at == 1 || !is_name_letter(sql[at - 2]));
    for (++at; at < sql.size() && sql[at] != first; ++at)
      if (escapes && sql[at] == '\\') ++at;
    return at < sql.size() ? at + 1 : sql.size();
  }
  if (first == '$' && (at == 0 || !is_name_letter(sql[at - 1]))) {
    std::size_t end = at + 1;
    while (end < sql.size() && is_name_letter(sql[end])) ++end;
    const bool is_number = end != at + 1 && is_digit(sql[at + 1]);  // $1
    if (end < sql.size() && sql[end] == '$' && !is_number)
      return behind_next(sql, end + 1, sql.substr(at, end + 1 - at));
  }
  return at;
}

/// Calls `found` with each `:name` in the text; not inside quotes and comments, and neither `::` nor `:2` is one.
template <class F>
constexpr void for_each_placeholder(std::string_view sql, F found) {
  for (std::size_t i = 0; i < sql.size();) {
    if (const std::size_t behind = behind_quoted(sql, i); behind != i) {
      i = behind;
    } else if (stands_at(sql, i, "::")) {
      i += 2;
    } else if (sql[i] == ':' && i + 1 < sql.size() && is_name_letter(sql[i + 1]) && !is_digit(sql[i + 1])) {
      std::size_t end = i + 1;
      while (end < sql.size() && is_name_letter(sql[end])) ++end;
      found(placeholder_place{i, end});
      i = end;
    } else {
      ++i;
    }
  }
}

template <fixed_string Sql>
struct placeholders_of {
  static constexpr std::size_t size = [] {
    std::size_t sum = 0;
    for_each_placeholder(Sql.view(), [&](placeholder_place) { ++sum; });
    return sum;
  }();
  static constexpr auto places = [] {
    std::array<placeholder_place, size + 1> all{};
    std::size_t next = 0;
    for_each_placeholder(Sql.view(), [&](placeholder_place one) { all[next++] = one; });
    return all;
  }();
  static constexpr std::string_view name(std::size_t index) {
    return Sql.view().substr(places[index].begin + 1, places[index].end - places[index].begin - 1);
  }
};

/// A value for a placeholder of `text()`: bound now, or a parameter with a type, for `execute()`.
template <fixed_string Name, class Slot>
struct named_slot {
  static constexpr std::string_view name = Name.view();
  using node = Slot;
  Slot slot;
};

template <fixed_string Name, class T>
constexpr auto as_slot(argument<Name, T>&& given) {
  using value = std::remove_cvref_t<T>;
  if constexpr (std::is_convertible_v<value, std::string_view> && !std::is_same_v<value, std::string>) {
    return named_slot<Name, bind<std::string>>{{std::string(std::string_view(given.value))}};
  } else {
    return named_slot<Name, bind<value>>{{std::forward<T>(given.value)}};
  }
}
template <fixed_string Name, class T>
constexpr auto as_slot(param<Name, T>&& given) {
  return named_slot<Name, param<Name, T>>{given};
}

// For a placeholder without a value: the rule has spoken.
struct no_slot {
  using node = bind<std::string_view>;
};

/// SQL that was written by hand; its placeholders are found by the compiler.
template <fixed_string Sql, class Row, class... Slots>
struct text_query {
  using node_tag = statement_tag;
  using placeholders = placeholders_of<Sql>;
  static constexpr std::string_view text = Sql.view();

  /// Which slot each placeholder takes; the number of slots where it has none.
  static constexpr std::size_t slot_at(std::size_t place) {
    const std::string_view names[] = {Slots::name..., placeholders::name(place)};
    std::size_t index = 0;
    while (names[index] != placeholders::name(place)) ++index;
    return index;
  }

  template <class Places>
  struct in_order;
  template <std::size_t... Place>
  struct in_order<std::index_sequence<Place...>> {
    using nodes = type_list<typename meta::element_t<slot_at(Place), meta::pack<Slots..., no_slot>>::node...>;
  };
  using places = std::make_index_sequence<placeholders::size>;
  using children = typename in_order<places>::nodes;

  struct rows {
    using value = Row;
    using view = Row;
  };

  [[no_unique_address]] meta::pack<Slots...> slots;

  template <class Dialect>
  static constexpr void check() {}
};

// In the order of the text, and one for each placeholder: a value may stand in several places.
template <fixed_string Sql, class Row, class... Slots>
struct slot_walk<text_query<Sql, Row, Slots...>> {
  using query = text_query<Sql, Row, Slots...>;

  template <class Holder, class F>
  static constexpr void run(const Holder* holder, F* f) {
    run(holder, f, typename query::places{});
  }
  template <class Holder, class F, std::size_t... Place>
  static constexpr void run(const Holder* holder, F* f, std::index_sequence<Place...>) {
    const int order[] = {0, ((*f)(meta::get<query::slot_at(Place)>(holder->value.slots).slot), 0)...};
    (void)order;
  }
};

}  // namespace sqlalloy::inline v0

namespace sqlalloy::inline v0::rules {

/// Each placeholder of the text has a value.
template <fixed_string Sql, class... Slots>
inline constexpr bool placeholders_have_values = [] {
  for (std::size_t place = 0; place != placeholders_of<Sql>::size; ++place)
    if (text_query<Sql, void, Slots...>::slot_at(place) == sizeof...(Slots)) return false;
  return true;
}();

/// Each value has a placeholder in the text.
template <fixed_string Sql, class... Slots>
inline constexpr bool values_have_placeholders = [] {
  for (const std::string_view name : {std::string_view(), Slots::name...}) {
    bool found = name.empty();
    for (std::size_t place = 0; place != placeholders_of<Sql>::size; ++place)
      found = found || placeholders_of<Sql>::name(place) == name;
    if (!found) return false;
  }
  return true;
}();

}  // namespace sqlalloy::inline v0::rules

namespace sqlalloy::inline v0 {

/// Whether a statement is SQL by hand, which may be anything.
template <class Query>
inline constexpr bool is_by_hand = false;
template <fixed_string Sql, class Row, class... Slots>
inline constexpr bool is_by_hand<text_query<Sql, Row, Slots...>> = true;

/// A statement in the database's own words: `sa::text<"SELECT id, name FROM users WHERE id = :id", id_and_name>("id"_p
/// = 5)`. Each row is read into a `Row` (a struct), column by column; without one the statement gives no rows. A value
/// that comes later is a parameter with a type: `"id"_p.of(sa::type<int>{})`.
template <fixed_string Sql, class Row = void, class... Given>
constexpr auto text(Given&&... given) {
  static_assert(rules::placeholders_have_values<Sql, decltype(as_slot(std::move(given)))...>,
                "sqlalloy: text() has a placeholder without a value; pass \"name\"_p = value");
  static_assert(rules::values_have_placeholders<Sql, decltype(as_slot(std::move(given)))...>,
                "sqlalloy: text() is given a value for which it has no placeholder; write :name in the text");
  using query = text_query<Sql, Row, decltype(as_slot(std::move(given)))...>;
  return query{{as_slot(std::move(given))...}};
}

}  // namespace sqlalloy::inline v0
