// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy/dialect/mysql/transaction.hpp>
#include <sqlalloy/dialect/tag.hpp>

#include <string>
#include <string_view>

namespace sqlalloy::inline v0::mysql {

/// MySQL's SQL, from version 8.0.19 on.
struct dialect : transaction_spelling {
  using transaction_spelling::write;

  static constexpr std::string_view name = "mysql";
  static constexpr std::string_view collation = "utf8mb4_0900_bin";

  // An assignment sees those before it (MySQL 8.0, 15.2.17).
  static constexpr bool sets_at_once = false;

  // MySQL 8.0, 15.2.13 "SELECT Statement".
  static constexpr bool has_lock(lock_strength strength, lock_wait, bool) {
    return strength == lock_strength::update || strength == lock_strength::share;
  }

  // What excluded() is of (MySQL 8.0, 15.2.7.2).
  static constexpr std::string_view name_of_new_row = " AS excluded";

  // A parameter has the type of what stands around it (MySQL 8.0, 15.5.1), and where nothing says one it is text,
  // whatever is bound: so bytes say that they are.
  template <class Writer, class Value>
  static constexpr void write(Writer& out, type<bind<Value>>) {
    write_value<Value>(out);
  }
  template <class Writer, fixed_string Name, class Value>
  static constexpr void write(Writer& out, type<param<Name, Value>>) {
    write_value<Value>(out);
  }

  // In a CAST to text a time becomes NULL otherwise, and an instant gets digits that it has not.
  template <class Writer, class Value>
  static constexpr void write(Writer& out, type<operation<cast_operator<std::string>, bind<Value>>>) {
    write_as_text<Value>(out);
  }
  template <class Writer, fixed_string Name, class Value>
  static constexpr void write(Writer& out, type<operation<cast_operator<std::string>, param<Name, Value>>>) {
    write_as_text<Value>(out);
  }

  // An expression that the server keeps it writes down with backslashes, and reads it again in the session, where they
  // have no meaning.
  template <class Writer, fixed_string Text>
  static constexpr void write(Writer& out, type<quoted_text<Text>>) {
    if (!out.inlines || Text.view().find_first_of("'\\") == std::string_view::npos)
      return out.quoted(Text.view(), '\'');
    out.text("CONVERT(0x");
    for (const char& letter : Text.view()) {
      const auto byte = static_cast<unsigned char>(letter);
      for (const char digit : {"0123456789ABCDEF"[byte >> 4], "0123456789ABCDEF"[byte & 15]}) out.text({&digit, 1});
    }
    out.text(" USING utf8mb4)");
  }

  // Of the NULLs in a column that is UNIQUE, a bare `<=>` finds the first alone (MySQL 9.7).
  template <class Writer, class Left, class Right>
    requires(nullable<typename Left::value_type> && nullable<typename Right::value_type>)
  static constexpr void write(Writer& out, type<operation<is_not_distinct_operator, Left, Right>>) {
    write_between_parentheses<Left, Right>(out, ") IS TRUE");
  }
  template <class Writer, class Left, class Right>
    requires(nullable<typename Left::value_type> && nullable<typename Right::value_type>)
  static constexpr void write(Writer& out, type<operation<is_distinct_operator, Left, Right>>) {
    write_between_parentheses<Left, Right>(out, ") IS NOT TRUE");
  }

 private:
  template <class Left, class Right, class Writer>
  static constexpr void write_between_parentheses(Writer& out, std::string_view end) {
    out.text("(");
    out.template operand<Left>(precedence::other);
    out.text(" <=> ");
    out.template operand<Right>(precedence::other);
    out.text(end);
  }

  template <class Value, class Writer>
  static constexpr void write_value(Writer& out) {
    constexpr sql_type type = sql_type_v<Value>;
    const bool is_bytes = type == sql_type::bytes || type == sql_type::uuid;
    if (is_bytes) out.text("CAST(");
    out.slot(type);
    if (is_bytes) out.text(" AS BINARY)");
  }

  template <class Value, class Writer>
  static constexpr void write_as_text(Writer& out) {
    constexpr sql_type type = sql_type_v<Value>;
    const bool is_time =
        type == sql_type::time || type == sql_type::timestamp || type == sql_type::timestamp_with_time_zone;
    out.text(is_time ? "CAST(CAST(" : "CAST(");
    if (is_time) {
      out.slot(type);
      out.text(" AS ");
      out.text(type_name(type));
      out.text(")");
    } else {
      write_value<Value>(out);
    }
    out.text(" AS CHAR)");
  }
};

}  // namespace sqlalloy::inline v0::mysql
