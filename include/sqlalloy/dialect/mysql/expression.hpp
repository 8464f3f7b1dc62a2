// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy/dialect/ansi.hpp>
#include <sqlalloy/query/slots.hpp>

#include <concepts>
#include <cstddef>
#include <string_view>
#include <type_traits>

namespace sqlalloy::inline v0::mysql {

/// How MySQL and MariaDB spell expressions.
struct expression_spelling : ansi::dialect {
  using ansi::dialect::write;

  static constexpr char quote = '`';

  static constexpr bool needs_quotes(std::string_view word) {
    return !is_plain(word) || is_among(word, reserved_words::mysql);
  }

  /// The type of a column. An instant is a DATETIME in UTC: TIMESTAMP ends in 2038. JSON is its text: MySQL's own type
  /// would give its keys back in another order, and to MariaDB the two are one.
  static constexpr std::string_view type_name(sql_type type) {
    switch (type) {
      case sql_type::boolean:
        return "BOOL";
      case sql_type::integer:
        return "INT";
      case sql_type::interval:
        return "BIGINT";
      case sql_type::real:
        return "FLOAT";
      case sql_type::double_precision:
        return "DOUBLE";
      case sql_type::text:
      case sql_type::json:
        return "LONGTEXT";
      case sql_type::bytes:
        return "LONGBLOB";
      case sql_type::numeric:
        return "DECIMAL(65, 30)";
      case sql_type::time:
        return "TIME(6)";
      case sql_type::timestamp:
      case sql_type::timestamp_with_time_zone:
        return "DATETIME(6)";
      default:
        return ansi::dialect::type_name(type);
    }
  }

  /// The type of a CAST (MySQL 8.0, 14.10): integers have one width.
  static constexpr std::string_view cast_name(sql_type type) {
    switch (type) {
      case sql_type::smallint:
      case sql_type::integer:
      case sql_type::bigint:
      case sql_type::interval:
        return "SIGNED";
      case sql_type::text:
      case sql_type::json:
        return "CHAR";
      case sql_type::bytes:
        return "BINARY";
      default:
        return type_name(type);
    }
  }

  template <class Writer, class T, class Node>
  static constexpr void write(Writer& out, type<operation<cast_operator<T>, Node>>) {
    write_cast<Node>(out, cast_name(sql_type_v<T>));
  }
  // There is no type of truth values to cast to.
  template <class Writer, class Node>
  static constexpr void write(Writer& out, type<operation<cast_operator<bool>, Node>>) {
    out.text("(");
    out.template operand<Node>(precedence::other);
    out.text(" <> 0)");
  }

  // `||` is OR, unless the session says otherwise.
  template <class Writer, class Left, class Right>
  static constexpr void write(Writer& out, type<operation<concat_operator, Left, Right>>) {
    out.text("concat(");
    write_pieces<Left>(out);
    out.text(", ");
    write_pieces<Right>(out);
    out.text(")");
  }

  // The quotient of integers is an integer, as everywhere; `/` would make a DECIMAL of it.
  struct integer_division : divided_by {
    static constexpr std::string_view token = " DIV ";
  };
  template <class Writer, class Left, class Right>
  static constexpr void write(Writer& out, type<operation<divided_by, Left, Right>>) {
    using quotient = base_value_t<operation<divided_by, Left, Right>>;
    using spelled = std::conditional_t<std::is_integral_v<quotient>, integer_division, divided_by>;
    write_between<spelled, Left, Right>(out);
  }

  template <class Writer, class Left, class Right>
  static constexpr void write(Writer& out, type<operation<is_not_distinct_operator, Left, Right>>) {
    write_equal<Left, Right>(out);
  }
  template <class Writer, class Left, class Right>
  static constexpr void write(Writer& out, type<operation<is_distinct_operator, Left, Right>>) {
    out.text("NOT (");
    write_equal<Left, Right>(out);
    out.text(")");
  }

  // With `!` for the escape the pattern is the same whatever the session makes of a backslash.
  template <class Writer, placed Place, class Node, class Needle>
  static constexpr void write(Writer& out, type<operation<find_operator<Place>, Node, Needle>>) {
    out.template operand<Node>(precedence::other);
    out.text(Place == placed::at_start ? " LIKE concat(" : " LIKE concat('%', ");
    out.text("replace(replace(replace(");
    out.template node<Needle>();
    out.text(", '!', '!!'), '%', '!%'), '_', '!_')");
    out.text(Place == placed::at_end ? ") ESCAPE '!'" : ", '%') ESCAPE '!'");
  }

  // A list of run-time length is one parameter: a JSON array.
  template <class Writer, class Node, class T, class Range>
  static constexpr void write(Writer& out, type<operation<in_operator, Node, bind_list<T, Range>>>) {
    constexpr bool is_uuid = sql_type_v<T> == sql_type::uuid;
    constexpr bool is_blob = is_uuid || sql_type_v<T> == sql_type::bytes;  // JSON has no bytes, but their digits
    out.template operand<Node>(precedence::other);
    out.text(is_blob ? " IN (SELECT unhex(sa_list.v) FROM JSON_TABLE(" : " IN (SELECT sa_list.v FROM JSON_TABLE(");
    out.slot(array_of(sql_type_v<T>));
    out.text(", '$[*]' COLUMNS (v ");
    out.text(is_uuid ? "CHAR(32)" : is_blob ? "LONGTEXT" : type_name(sql_type_v<T>));
    if (sql_type_v<T> == sql_type::text) {
      out.text(" CHARACTER SET utf8mb4 COLLATE ");
      out.text(Writer::dialect::collation);
    }
    out.text(" PATH '$')) AS sa_list)");
  }

  // length() counts bytes.
  template <class Writer, class Node>
  static constexpr void write(Writer& out, type<operation<plain_function<"length", std::int64_t>, Node>>) {
    out.text("char_length(");
    out.template node<Node>();
    out.text(")");
  }

  // Of an integer round() is an integer, avg() a DECIMAL with four more digits; both are to be a double.
  template <class Writer, class Node>
  static constexpr void write(Writer& out, type<operation<plain_function<"round", double>, Node>>) {
    out.text("round(");
    write_double<Node>(out);
    out.text(")");
  }

  // FILTER is a CASE, or, where a value stands in the operand, an inner query: values are bound in the order of the
  // text, and that of the operand comes first.
  template <class Writer, class Function, bool Distinct, class Filter, class... Operands>
  static constexpr void write(Writer& out, type<aggregate<Function, Distinct, Filter, Operands...>>) {
    out.text(Function::name);
    out.text(Distinct ? "(DISTINCT " : "(");
    constexpr bool has_filter = !std::same_as<Filter, no_filter>;
    constexpr bool has_slots = (slot_count<Operands> + ... + 0) != 0;
    if constexpr (has_filter) {
      out.text(has_slots ? "(SELECT " : "CASE WHEN ");
      if constexpr (!has_slots) {
        out.template node<Filter>();
        out.text(" THEN ");
      }
    }
    write_argument<Function, has_filter, Operands...>(out);
    if constexpr (has_filter && has_slots) {
      out.text(" FROM DUAL WHERE ");
      out.template node<Filter>();
      out.text(")");
    } else if (has_filter) {
      out.text(" END");
    }
    out.text(")");
  }

  // NULL is the least value here; where that puts it at the wrong end, whether it is NULL is sorted by first.
  template <class Writer, class Node, direction Direction, nulls_place Place>
  static constexpr void write(Writer& out, type<ordering<Node, Direction, Place>>) {
    constexpr std::string_view direction_text = Direction == direction::descending ? " DESC" : "";
    if constexpr (Place == (Direction == direction::descending ? nulls_place::first : nulls_place::last)) {
      if constexpr (is_name<Node>)
        out.template node<Node>();
      else
        out.template operand<Node>(precedence::other);
      out.text(" IS NULL");
      out.text(direction_text);
      out.text(", ");
    }
    out.template node<Node>();
    out.text(direction_text);
  }

  /// Such a sort key is written twice, which a value in it cannot be.
  static constexpr bool places_nulls = false;

  // OFFSET stands behind LIMIT only; the number is the manual's own for no limit (MySQL 8.0, 15.2.13).
  template <class Writer, class Count>
  static constexpr void write_limit(Writer& out, type<no_clause>, type<row_count<Count>>) {
    out.text(" LIMIT 18446744073709551615 OFFSET ");
    out.template node<Count>();
  }
  template <class Writer, class Limit, class Offset>
  static constexpr void write_limit(Writer& out, type<Limit> limit, type<Offset> offset) {
    ansi::dialect::write_limit(out, limit, offset);
  }

  static constexpr bool has_full_join = false;

 private:
  template <class Node, class Writer>
  static constexpr void write_cast(Writer& out, std::string_view name) {
    out.text("CAST(");
    out.template node<Node>();
    out.text(" AS ");
    out.text(name);
    out.text(")");
  }

  template <class Node, class Writer>
  static constexpr void write_double(Writer& out) {
    if constexpr (std::is_integral_v<base_value_t<Node>>)
      write_cast<Node>(out, "DOUBLE");
    else
      out.template node<Node>();
  }

  // What is joined to what is joined stands in one list.
  template <class Node>
  struct pieces_of {
    template <class Writer>
    static constexpr void write(Writer& out) {
      out.template node<Node>();
    }
  };
  template <class Left, class Right>
  struct pieces_of<operation<concat_operator, Left, Right>> {
    template <class Writer>
    static constexpr void write(Writer& out) {
      pieces_of<Left>::write(out);
      out.text(", ");
      pieces_of<Right>::write(out);
    }
  };
  template <class Node, class Writer>
  static constexpr void write_pieces(Writer& out) {
    pieces_of<Node>::write(out);
  }

  template <class Left, class Right, class Writer>
  static constexpr void write_equal(Writer& out) {
    out.template operand<Left>(precedence::other);
    out.text(" <=> ");
    out.template operand<Right>(precedence::other);
  }

  template <class Function, bool Filtered, class Writer>
  static constexpr void write_argument(Writer& out) {
    out.text(Filtered ? "1" : "*");
  }
  template <class Function, bool, class First, class... Rest, class Writer>
  static constexpr void write_argument(Writer& out) {
    if constexpr (std::same_as<Function, avg_function>)
      write_double<First>(out);
    else
      out.list(type_list<First, Rest...>{});
  }
};

}  // namespace sqlalloy::inline v0::mysql
