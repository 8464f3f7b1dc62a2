// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy/query/search.hpp>
#include <sqlalloy/query/slots.hpp>
#include <sqlalloy/schema/options.hpp>

#include <array>
#include <concepts>
#include <cstddef>
#include <type_traits>

namespace sqlalloy::inline v0::rules {

/// A value that stands in DDL is a whole number or a truth value: those have one spelling in every database. `Slot` is
/// one that has not.
template <class Slot>
inline constexpr bool value_has_one_spelling = std::is_void_v<Slot>;

struct slots_without_one_spelling {
  template <class Node>
  static consteval bool matches() {
    if constexpr (requires(const Node& node) { node.value; } && is_slot<Node>)
      return !std::is_integral_v<typename Node::value_type>;
    else
      return is_slot<Node>;
  }
  template <class Node>
  static consteval bool stops() {
    return false;
  }
};

// The value in an option of a table that has no one spelling; else void.
template <class... Option>
struct unspelled_value {
  using type = void;
};
template <auto Condition>
struct unspelled_value<check<Condition>> {
  using type = find_t<slots_without_one_spelling, std::remove_const_t<decltype(Condition)>>;
};
template <auto Member, auto Expression>
struct unspelled_value<computed<Member, Expression>> {
  using type = find_t<slots_without_one_spelling, std::remove_const_t<decltype(Expression)>>;
};
template <fixed_string Name, class Constraint>
struct unspelled_value<named<Name, Constraint>> : unspelled_value<Constraint> {};

}  // namespace sqlalloy::inline v0::rules

namespace sqlalloy::inline v0 {

/// The values of an expression as they stand in DDL, one behind the other; `at` says where each begins.
template <auto Expression>
struct inlined_values {
  static constexpr std::size_t size = static_cast<std::size_t>(slot_count<std::remove_const_t<decltype(Expression)>>);

  std::array<char, 24 * size + 1> characters{};
  std::array<std::size_t, size + 1> at{};

  consteval inlined_values() {
    spell speller{*this};
    for_each_slot(Expression, speller);
  }

 private:
  struct spell {
    inlined_values& out;
    std::size_t index = 0;

    template <class Slot>
    constexpr void operator()(const Slot& slot) {
      using value = typename Slot::value_type;
      std::size_t next = out.at[index];
      const auto put = [&](char letter) { out.characters[next++] = letter; };
      if constexpr (std::same_as<value, bool>) {
        for (const char letter : slot.value ? std::string_view("TRUE") : std::string_view("FALSE")) put(letter);
      } else if constexpr (std::is_integral_v<value>) {
        std::array<char, 24> digits{};
        std::size_t count = 0;
        auto rest = slot.value;
        do {
          const int digit = static_cast<int>(rest % 10);
          digits[count++] = static_cast<char>('0' + (digit < 0 ? -digit : digit));
          rest = static_cast<value>(rest / 10);
        } while (rest != 0);
        if (slot.value < 0) put('-');
        while (count != 0) put(digits[--count]);
      }
      out.at[++index] = next;
    }
  };
};

template <auto Expression>
inline constexpr inlined_values<Expression> inlined{};

}  // namespace sqlalloy::inline v0
