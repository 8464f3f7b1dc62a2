// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy/expr/label.hpp>

#include <string>
#include <string_view>

namespace sqlalloy::inline v0 {

/// Text that stands in the SQL itself, quoted: for what must be a constant there, as in CHECK.
template <fixed_string Text>
struct quoted_text : expression_node<quoted_text<Text>> {
  using value_type = std::string;
  using children = type_list<>;
  static constexpr nulls null_rule = nulls::never;
  static constexpr precedence binding = precedence::atom;
  static constexpr std::string_view text = Text.view();
};

/// A text constant in the SQL: `sa::lit<"new">`.
template <fixed_string Text>
inline constexpr quoted_text<Text> lit{};

/// A piece of SQL in the database's own words, with the type of its value: `sa::literal_column<"CURRENT_DATE", …>`.
template <fixed_string Sql, class T>
struct sql_words : expression_node<sql_words<Sql, T>> {
  using value_type = T;
  using children = type_list<>;
  static constexpr nulls null_rule = nulls::own;
  static constexpr precedence binding = precedence::weakest;
  static constexpr std::string_view text = Sql.view();
};

template <fixed_string Sql, class T = std::string>
inline constexpr sql_words<Sql, T> literal_column{};

}  // namespace sqlalloy::inline v0
