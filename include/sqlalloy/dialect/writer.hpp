// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy/expr/expression.hpp>
#include <sqlalloy/meta/type.hpp>
#include <sqlalloy/type/storage.hpp>

#include <cstddef>
#include <initializer_list>
#include <string_view>

namespace sqlalloy::inline v0 {

/// Where SQL is written to: counts when it has no buffer, fills when it has one. It walks types, not values: the text
/// of a query is a constant.
template <class Dialect>
struct writer {
  using dialect = Dialect;

  char* buffer = nullptr;
  sql_type* parameter_types = nullptr;
  std::size_t size = 0;
  int placeholders = 0;
  std::size_t variant = 0;                  // which way each conditional clause goes, in mixed radix
  bool qualified = true;                    // users.name rather than name
  bool inlines = false;                     // in DDL: the values stand in the text,
  const char* inlined = nullptr;            // as these literals,
  const std::size_t* inlined_at = nullptr;  // of which the next one begins here

  constexpr void text(std::string_view piece) {
    if (buffer)
      for (std::size_t i = 0; i != piece.size(); ++i) buffer[size + i] = piece[i];
    size += piece.size();
  }

  constexpr void number(int value) {
    if (value >= 10) number(value / 10);
    const char digit = static_cast<char>('0' + value % 10);
    text({&digit, 1});
  }

  /// A name, in quotes where it must be.
  constexpr void name(std::string_view word) { name(word, Dialect::needs_quotes(word)); }
  constexpr void name(std::string_view word, bool needs_quotes) {
    if (needs_quotes)
      quoted(word, Dialect::quote);
    else
      text(word);
  }

  /// A name made of pieces, with _ between them; in quotes where a piece needs them, or the whole is a word of SQL's.
  constexpr void joined_name(std::initializer_list<std::string_view> pieces) {
    char word[64]{};  // longer than any that is reserved
    std::size_t length = 0;
    bool needs_quotes = false;
    for (const std::string_view piece : pieces) {
      needs_quotes = needs_quotes || !Dialect::is_plain(piece);
      if (length != 0 && length < sizeof(word)) word[length++] = '_';
      for (const char letter : piece)
        if (length < sizeof(word)) word[length++] = letter;
    }
    needs_quotes = needs_quotes || (length < sizeof(word) && Dialect::needs_quotes({word, length}));
    const char quote = Dialect::quote;
    if (needs_quotes) text({&quote, 1});
    std::string_view between = "";
    for (const std::string_view piece : pieces) {
      text(between);
      between = "_";
      doubled(piece, quote);
    }
    if (needs_quotes) text({&quote, 1});
  }

  /// Text between quotes; quotes inside are doubled.
  constexpr void quoted(std::string_view word, char quote) {
    text({&quote, 1});
    doubled(word, quote);
    text({&quote, 1});
  }

  /// Text as it stands between quotes.
  constexpr void doubled(std::string_view word, char quote) {
    for (const char& letter : word) {
      if (letter == quote) text({&quote, 1});
      text({&letter, 1});
    }
  }

  /// A place for a value of that type.
  constexpr void slot(sql_type type) {
    if (inlines) {
      text({inlined + inlined_at[0], inlined_at[1] - inlined_at[0]});
      ++inlined_at;
      return;
    }
    if (parameter_types) parameter_types[placeholders] = type;
    ++placeholders;
    Dialect::placeholder(*this);
  }

  template <class Node>
  constexpr void node() {
    Dialect::write(*this, type<Node>{});
  }

  /// A node inside another one: in parentheses where it binds less tightly than `around`.
  template <class Node>
  constexpr void operand(precedence around) {
    const bool parentheses = Node::binding < around;
    if (parentheses) text("(");
    node<Node>();
    if (parentheses) text(")");
  }

  /// Nodes with something between them.
  template <class... Nodes>
  constexpr void list(type_list<Nodes...>, std::string_view between = ", ") {
    bool first = true;
    [[maybe_unused]] const auto one = [&]<class Node>(type<Node>) {
      if (!first) text(between);
      first = false;
      node<Node>();
    };
    const int order[] = {0, (one(type<Nodes>{}), 0)...};
    (void)order;
  }

  /// Which of `ways` a conditional clause goes.
  constexpr std::size_t take_way(std::size_t ways) {
    const std::size_t way = variant % ways;
    variant /= ways;
    return way;
  }
};

}  // namespace sqlalloy::inline v0
