// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy/dialect/reserved_words.hpp>
#include <sqlalloy/dialect/writer.hpp>
#include <sqlalloy/expr/aggregate.hpp>
#include <sqlalloy/expr/arithmetic.hpp>
#include <sqlalloy/expr/case.hpp>
#include <sqlalloy/expr/cast.hpp>
#include <sqlalloy/expr/column.hpp>
#include <sqlalloy/expr/comparison.hpp>
#include <sqlalloy/expr/function.hpp>
#include <sqlalloy/expr/literal.hpp>
#include <sqlalloy/expr/logical.hpp>
#include <sqlalloy/expr/ordering.hpp>
#include <sqlalloy/expr/range.hpp>
#include <sqlalloy/expr/text.hpp>
#include <sqlalloy/expr/window.hpp>
#include <sqlalloy/query/source.hpp>
#include <sqlalloy/schema/facts.hpp>

#include <concepts>
#include <cstddef>
#include <string_view>

namespace sqlalloy::inline v0::ansi {

// Asked once for each name of the schema, not once for each place where it is written: the compiler has to search the
// reserved words.
template <class Dialect, class Source>
inline constexpr bool source_needs_quotes = Dialect::needs_quotes(source_name<Source>);
template <class Dialect, auto Member>
inline constexpr bool column_needs_quotes = Dialect::needs_quotes(column_facts_of<Member>.name);

inline constexpr std::string_view decimal_names[decimal_digits + 1] = {
    "DECIMAL(18, 0)",  "DECIMAL(18, 1)",  "DECIMAL(18, 2)",  "DECIMAL(18, 3)",  "DECIMAL(18, 4)",
    "DECIMAL(18, 5)",  "DECIMAL(18, 6)",  "DECIMAL(18, 7)",  "DECIMAL(18, 8)",  "DECIMAL(18, 9)",
    "DECIMAL(18, 10)", "DECIMAL(18, 11)", "DECIMAL(18, 12)", "DECIMAL(18, 13)", "DECIMAL(18, 14)",
    "DECIMAL(18, 15)", "DECIMAL(18, 16)", "DECIMAL(18, 17)", "DECIMAL(18, 18)"};

/// How the standard spells expressions. A dialect inherits `ansi::dialect` and shadows what it spells differently: a
/// token, or one overload of `write`.
struct expression_spelling {
  static constexpr char quote = '"';

  static constexpr bool is_plain(std::string_view word) {
    if (word.empty() || (word[0] >= '0' && word[0] <= '9')) return false;
    for (const char letter : word)
      if (!((letter >= 'a' && letter <= 'z') || (letter >= '0' && letter <= '9') || letter == '_')) return false;
    return true;
  }

  template <std::size_t Size>
  static constexpr bool is_among(std::string_view word, const std::string_view (&words)[Size]) {
    std::size_t low = 0;
    std::size_t high = Size;
    while (low != high) {
      const std::size_t middle = (low + high) / 2;
      if (words[middle] < word)
        low = middle + 1;
      else
        high = middle;
    }
    return low != Size && words[low] == word;
  }

  static constexpr bool needs_quotes(std::string_view word) {
    return !is_plain(word) || is_among(word, reserved_words::sqlite) || is_among(word, reserved_words::postgresql) ||
           is_among(word, reserved_words::mysql);
  }

  template <class Writer>
  static constexpr void placeholder(Writer& out) {
    out.text("?");
  }

  /// The type of a column, and of a CAST.
  static constexpr std::string_view type_name(sql_type type) {
    switch (kind_of(type)) {
      case sql_type::boolean:
        return "BOOLEAN";
      case sql_type::smallint:
        return "SMALLINT";
      case sql_type::integer:
        return "INTEGER";
      case sql_type::bigint:
        return "BIGINT";
      case sql_type::real:
        return "REAL";
      case sql_type::double_precision:
        return "DOUBLE PRECISION";
      case sql_type::text:
        return "CHARACTER LARGE OBJECT";
      case sql_type::bytes:
        return "BINARY LARGE OBJECT";
      case sql_type::date:
        return "DATE";
      case sql_type::time:
        return "TIME";
      case sql_type::timestamp:
        return "TIMESTAMP";
      case sql_type::timestamp_with_time_zone:
        return "TIMESTAMP WITH TIME ZONE";
      case sql_type::interval:
        return "INTERVAL";
      case sql_type::uuid:
        return "BINARY(16)";
      case sql_type::json:
        return "JSON";
      case sql_type::numeric:
        return "NUMERIC";
      case sql_type::decimal:
        return decimal_names[scale_of(type)];
    }
    return {};
  }

  template <class Writer, auto Member, class Source>
  static constexpr void write(Writer& out, type<column<Member, Source>>) {
    if (out.qualified) {
      if (column_facts_of<Member>.is_own())
        out.name(source_name<Source>, source_needs_quotes<typename Writer::dialect, Source>);
      else
        write_base_name(out, type<Source>{}, column_facts_of<Member>.base_table);
      out.text(".");
    }
    out.name(column_facts_of<Member>.name, column_needs_quotes<typename Writer::dialect, Member>);
  }

  // How the table of a base goes where a struct that inherits it is read: by its name, or under an alias e by
  // e_employees.
  template <class Writer, class Source>
  static constexpr void write_base_name(Writer& out, type<Source>, std::string_view table) {
    out.name(table);
  }
  template <class Writer, class Entity, fixed_string Name>
  static constexpr void write_base_name(Writer& out, type<aliased<Entity, Name>>, std::string_view table) {
    out.joined_name({Name.view(), table});
  }

  template <class Writer, class Value>
  static constexpr void write(Writer& out, type<bind<Value>>) {
    out.slot(sql_type_v<Value>);
  }
  template <class Writer, fixed_string Name, class Value>
  static constexpr void write(Writer& out, type<param<Name, Value>>) {
    out.slot(sql_type_v<Value>);
  }
  template <class Writer, fixed_string Text>
  static constexpr void write(Writer& out, type<quoted_text<Text>>) {
    out.quoted(Text.view(), '\'');
  }
  template <class Writer, fixed_string Sql, class T>
  static constexpr void write(Writer& out, type<sql_words<Sql, T>>) {
    out.text(Sql.view());
  }
  template <class Writer, class Node, fixed_string Name>
  static constexpr void write(Writer& out, type<label<Node, Name>>) {
    out.template node<Node>();
  }
  template <class Writer, fixed_string Name>
  static constexpr void write(Writer& out, type<name<Name>>) {
    out.name(Name.view());
  }

  // left <token> right
  template <class Writer, class Operator, class Left, class Right>
    requires requires { Operator::token; }
  static constexpr void write(Writer& out, type<operation<Operator, Left, Right>>) {
    write_between<Operator, Left, Right>(out);
  }
  template <class Operator, class Left, class Right, class Writer>
  static constexpr void write_between(Writer& out) {
    // Operators of one rank need no parentheses on the left; comparisons do, on both sides.
    constexpr auto own = Operator::binding;
    constexpr auto tighter = static_cast<precedence>(static_cast<int>(own) + 1);
    constexpr bool chains = own != precedence::comparison && own != precedence::other;
    constexpr bool associative = std::same_as<Operator, and_operator> || std::same_as<Operator, or_operator> ||
                                 std::same_as<Operator, concat_operator>;
    out.template operand<Left>(chains || associative ? own : tighter);
    out.text(Operator::token);
    out.template operand<Right>(associative ? own : tighter);
  }

  template <class Writer, class Operator, class Node>
    requires requires { Operator::prefix; }
  static constexpr void write(Writer& out, type<operation<Operator, Node>>) {
    out.text(Operator::prefix);
    // NOT before a comparison is plain to read in parentheses only; "--" would begin a comment.
    out.template operand<Node>(precedence::atom);
  }

  template <class Writer, class Operator, class Node>
    requires requires { Operator::postfix; }
  static constexpr void write(Writer& out, type<operation<Operator, Node>>) {
    out.template operand<Node>(precedence::other);
    out.text(Operator::postfix);
  }

  // function(operand, …)
  template <class Writer, class Operator, class... Nodes>
    requires requires { Operator::function; }
  static constexpr void write(Writer& out, type<operation<Operator, Nodes...>>) {
    out.text(Operator::function);
    out.text("(");
    out.list(type_list<Nodes...>{});
    out.text(")");
  }

  template <class Writer, class Node, class Low, class High>
  static constexpr void write(Writer& out, type<operation<between_operator, Node, Low, High>>) {
    out.template operand<Node>(precedence::other);
    out.text(" BETWEEN ");
    out.template operand<Low>(precedence::other);
    out.text(" AND ");
    out.template operand<High>(precedence::other);
  }

  template <class Writer, class Node, class... Values>
  static constexpr void write(Writer& out, type<operation<in_operator, Node, Values...>>) {
    out.template operand<Node>(precedence::other);
    out.text(" IN (");
    out.list(type_list<Values...>{});
    out.text(")");
  }

  // The needle's own % and _ are escaped by the database, so that one text serves every needle.
  template <class Writer, placed Place, class Node, class Needle>
  static constexpr void write(Writer& out, type<operation<find_operator<Place>, Node, Needle>>) {
    out.template operand<Node>(precedence::other);
    out.text(" LIKE ");
    if (Place != placed::at_start) out.text("'%' || ");
    out.text("replace(replace(replace(");
    out.template node<Needle>();
    out.text(", '\\', '\\\\'), '%', '\\%'), '_', '\\_')");
    if (Place != placed::at_end) out.text(" || '%'");
    out.text(" ESCAPE '\\'");
  }

  template <class Writer, class T, class Node>
  static constexpr void write(Writer& out, type<operation<cast_operator<T>, Node>>) {
    out.text("CAST(");
    out.template node<Node>();
    out.text(" AS ");
    out.text(Writer::dialect::type_name(sql_type_v<T>));
    out.text(")");
  }

  template <class Writer, class... Operands>
  static constexpr void write(Writer& out, type<operation<case_operator, Operands...>>) {
    constexpr std::size_t size = sizeof...(Operands);
    out.text("CASE");
    std::size_t index = 0;
    const auto one = [&]<class Node>(type<Node>) {
      out.text(index + 1 == size && size % 2 == 1 ? " ELSE " : index % 2 == 0 ? " WHEN " : " THEN ");
      out.template node<Node>();
      ++index;
    };
    const int order[] = {(one(type<Operands>{}), 0)...};
    (void)order;
    out.text(" END");
  }

  template <class Writer, class Function, bool Distinct, class Filter, class... Operands>
  static constexpr void write(Writer& out, type<aggregate<Function, Distinct, Filter, Operands...>>) {
    out.text(Function::name);
    out.text(Distinct ? "(DISTINCT " : "(");
    if constexpr (sizeof...(Operands) == 0)
      out.text("*");
    else
      out.list(type_list<Operands...>{});
    out.text(")");
    if constexpr (!std::same_as<Filter, no_filter>) {
      out.text(" FILTER (WHERE ");
      out.template node<Filter>();
      out.text(")");
    }
  }

  template <class Writer, fixed_string Name>
  static constexpr void write(Writer& out, type<rank_function<Name>>) {
    out.text(Name.view());
    out.text("()");
  }

  template <class Writer, class Function, class... By, class... Order>
  static constexpr void write(Writer& out, type<window<Function, partition<By...>, window_order<Order...>>>) {
    out.template node<Function>();
    write_over(out, type_list<By...>{}, type_list<Order...>{});
  }

  template <class Writer, class... By, class... Order>
  static constexpr void write_over(Writer& out, type_list<By...>, type_list<Order...>) {
    out.text(" OVER (");
    if constexpr (sizeof...(By) != 0) {
      out.text("PARTITION BY ");
      out.list(type_list<By...>{});
      if (sizeof...(Order) != 0) out.text(" ");
    }
    if constexpr (sizeof...(Order) != 0) {
      out.text("ORDER BY ");
      out.list(type_list<Order...>{});
    }
    out.text(")");
  }

  template <class Writer, class Node, direction Direction, nulls_place Place>
  static constexpr void write(Writer& out, type<ordering<Node, Direction, Place>>) {
    out.template node<Node>();
    if (Direction == direction::descending) out.text(" DESC");
    if (Place == nulls_place::first) out.text(" NULLS FIRST");
    if (Place == nulls_place::last) out.text(" NULLS LAST");
  }
};

}  // namespace sqlalloy::inline v0::ansi
