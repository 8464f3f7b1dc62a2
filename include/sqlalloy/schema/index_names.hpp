// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy/schema/facts.hpp>
#include <sqlalloy/schema/options.hpp>
#include <sqlalloy/schema/rules.hpp>

#include <array>
#include <cstddef>
#include <string_view>
#include <type_traits>

namespace sqlalloy::inline v0 {

/// A name as the database with the least sight sees it: its first 63 bytes (PostgreSQL, without a part of a character),
/// in any letter case (SQLite).
struct seen_name {
  static constexpr std::size_t greatest = 63;

  std::array<char, greatest> text{};
  std::size_t size = 0;
  bool is_cut = false;

  constexpr void append(std::string_view more) {
    for (const char c : more)
      if (is_cut)
        return;
      else if (size != greatest)
        text[size++] = c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c;
      else
        cut(c);
  }

  friend bool operator==(const seen_name&, const seen_name&) = default;

 private:
  // Where `next` goes on with a character, what there is of it goes as well.
  constexpr void cut(char next) {
    is_cut = true;
    const auto goes_on = [](char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; };
    if (!goes_on(next)) return;
    while (goes_on(text[size - 1])) text[--size] = 0;
    text[--size] = 0;
  }
};

/// What a table option makes that has a name beside those of tables.
template <class Option>
struct named_part {
  static constexpr bool is_there = false, is_index = false;
};
template <auto Member, auto... Members>
struct named_part<index<Member, Members...>> {
  using entity = meta::owner_t<Member>;
  static constexpr bool is_there = true, is_index = true;

  static constexpr void write(seen_name& out) {
    out.append("ix");
    for (const std::string_view piece :
         {facts<entity>.name, column_facts_of<Member>.name, column_facts_of<Members>.name...}) {
      out.append("_");
      out.append(piece);
    }
  }
};
template <fixed_string Name, class Constraint>
struct named_part<named<Name, Constraint>> {
  static constexpr bool is_there = true, is_index = named_part<Constraint>::is_index;

  static constexpr void write(seen_name& out) { out.append(Name.view()); }
};

/// The names of tables, of their indexes, and of the constraints that were given one.
template <class... Entities>
class table_names {
 public:
  /// Whether the name of an index of a table is that of something else in its schema.
  template <class Entity, class Option>
  static constexpr bool is_taken() {
    seen_name name;
    named_part<Option>::write(name);
    std::size_t same = 0;
    const int order[] = {0, (same += count<Entities>(facts<Entity>.schema, name), 0)...};
    (void)order;
    return same > 1;
  }

 private:
  template <class Entity>
  static constexpr std::size_t count(std::string_view schema, const seen_name& name) {
    if (facts<Entity>.schema != schema) return 0;
    seen_name own;
    own.append(facts<Entity>.name);
    return (own == name ? 1u : 0u) + count(options_of_t<Entity>{}, name);
  }

  template <class... Options>
  static constexpr std::size_t count(type_list<Options...>, const seen_name& name) {
    std::size_t same = 0;
    for (const bool is : {false, has_name<Options>(name)...}) same += is ? 1 : 0;
    return same;
  }

  template <class Option>
  static constexpr bool has_name(const seen_name& name) {
    if constexpr (named_part<Option>::is_there) {
      seen_name own;
      named_part<Option>::write(own);
      return own == name;
    } else {
      return false;
    }
  }
};

}  // namespace sqlalloy::inline v0

namespace sqlalloy::inline v0::rules {

// An index whose name is taken, among all that the tables have.
template <class Entity, class... Entities>
struct taken_index {
  template <class Option>
  struct of {
    using type = void;
  };
  template <class Option>
    requires named_part<Option>::is_index
  struct of<Option> : std::conditional<table_names<Entities...>::template is_taken<Entity, Option>(), Option, void> {};
};

/// The first index whose name something else has; void where there is none.
template <class... Entities>
using taken_index_t = first_fault_t<fault_in_tables_t<taken_index<Entities, Entities...>::template of, Entities>...>;

/// An index has a name of its own.
template <class TakenIndex>
inline constexpr bool index_name_is_free = std::is_void_v<TakenIndex>;

}  // namespace sqlalloy::inline v0::rules
