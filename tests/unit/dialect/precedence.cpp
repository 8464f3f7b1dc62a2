// SPDX-License-Identifier: MIT
// Parentheses stand where a database needs them: what is written is read back by the rules of its manual.

#include <sqlalloy/dialect/postgresql.hpp>
#include <sqlalloy/dialect/sqlite.hpp>
#include <sqlalloy/expr/arithmetic.hpp>
#include <sqlalloy/expr/comparison.hpp>
#include <sqlalloy/expr/logical.hpp>
#include <sqlalloy/expr/null.hpp>
#include <sqlalloy/expr/range.hpp>
#include <sqlalloy/expr/text.hpp>

#include <catch2/catch.hpp>

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>

#include "support/statements/tables.hpp"

namespace sa = sqlalloy;

namespace {

// What binds how tightly, the loosest first, in the words of each manual.
struct sqlite_manual {  // sqlite.org, "SQL Language Expressions", 3
  static constexpr std::string_view chainless = "";
  static constexpr std::string_view ranks[] = {"OR",    "AND", "NOT", "= <> IS LIKE BETWEEN IN", "< <= > >=", "+ -",
                                               "* / %", "||",  "sign"};
};
struct postgresql_manual {  // PostgreSQL 15, 4.1.6 "Operator Precedence"
  static constexpr std::string_view chainless = "= <> < <= > >= LIKE BETWEEN IN";
  static constexpr std::string_view ranks[] = {"OR", "AND", "NOT",   "IS",  "= <> < <= > >=", "LIKE BETWEEN IN",
                                               "||", "+ -", "* / %", "sign"};
};

template <class Manual>
int rank_of(std::string_view word) {
  int rank = 0;
  for (const std::string_view same : Manual::ranks) {
    for (std::size_t at = same.find(word); at != std::string_view::npos; at = same.find(word, at + 1))
      if ((at == 0 || same[at - 1] == ' ') && (at + word.size() == same.size() || same[at + word.size()] == ' '))
        return rank;
    ++rank;
  }
  return -1;
}

// Reads an expression as a database does, and writes it with all its parentheses.
template <class Manual>
class reader {
 public:
  explicit reader(std::string_view text) : rest_(text) { take(); }

  std::string read(int weakest = 0) {
    std::string left = operand();
    int last_chainless = -1;
    for (int rank = rank_of<Manual>(word_); rank >= weakest && rank >= 0; rank = rank_of<Manual>(word_)) {
      const std::string_view op = take();
      if (rank == last_chainless) return "(what does not chain)";
      last_chainless = Manual::chainless.find(op) == std::string_view::npos ? -1 : rank;
      if (op == "IS") {
        std::string test = " IS ";
        for (std::string_view last = ""; last != "NULL"; test += std::string(last) + (last == "NULL" ? "" : " "))
          last = take();
        left = "(" + left + test + ")";
      } else if (op == "BETWEEN") {
        const std::string low = read(rank + 1);
        take();  // AND
        left = "(" + left + " BETWEEN " + low + " AND " + read(rank + 1) + ")";
      } else {
        left = "(" + left + " " + std::string(op) + " " + read(rank + 1) + ")";
      }
    }
    return left;
  }

 private:
  std::string_view rest_;
  std::string_view word_;

  std::string_view take() {
    const std::string_view taken = word_;
    while (rest_.starts_with(' ')) rest_.remove_prefix(1);
    std::size_t size = rest_.empty() ? 0 : 1;
    const auto is_letter = [](char c) {
      return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '.' || c == '$' || (c >= '0' && c <= '9');
    };
    if (size != 0 && is_letter(rest_[0]))
      while (size != rest_.size() && is_letter(rest_[size])) ++size;
    else if (rest_.starts_with("<>") || rest_.starts_with("<=") || rest_.starts_with(">=") || rest_.starts_with("||"))
      size = 2;
    word_ = rest_.substr(0, size);
    rest_.remove_prefix(size);
    return taken;
  }

  std::string operand() {
    const std::string_view word = take();
    if (word == "(") {
      std::string inner = read();
      take();
      return inner;
    }
    if (word == "-") return "(-" + read(rank_of<Manual>("sign")) + ")";
    if (word == "NOT") return "(NOT " + read(rank_of<Manual>("NOT")) + ")";
    return std::string(word);
  }
};

// An expression, and how it is meant.
template <class Node>
struct meant {
  Node node;
  std::string text;
};
template <class Node>
meant(Node, std::string) -> meant<Node>;

template <class Dialect, class Node>
std::string written(const Node&) {
  sa::writer<Dialect> count;
  count.template node<Node>();
  std::string text(count.size, '\0');
  sa::writer<Dialect> fill{.buffer = text.data()};
  fill.template node<Node>();
  return text;
}

template <class Node>
void check(const meant<Node>& one) {
  CHECK(reader<sqlite_manual>(written<sa::sqlite::dialect>(one.node)).read() == one.text);
  CHECK(reader<postgresql_manual>(written<sa::postgresql::dialect>(one.node)).read() == one.text);
}

const meant number{statements::age, "users.age"};
const meant text{statements::name, "users.name"};

// Each takes what one operator gives and hands it to another one as each of its operands.
template <class Make, class Visit>
auto binary(const char* op, Make make, Visit visit) {
  return [=](const auto& left, const auto& right) {
    visit(meant{make(left.node, right.node), "(" + left.text + " " + op + " " + right.text + ")"});
  };
}

template <class Visit>
void each_sum(const auto& left, const auto& right, Visit visit) {
  binary(
      "+", [](auto a, auto b) { return a + b; }, visit)(left, right);
  binary(
      "-", [](auto a, auto b) { return a - b; }, visit)(left, right);
  binary(
      "*", [](auto a, auto b) { return a * b; }, visit)(left, right);
  binary(
      "/", [](auto a, auto b) { return a / b; }, visit)(left, right);
  binary(
      "%", [](auto a, auto b) { return a % b; }, visit)(left, right);
}
template <class Visit>
void each_comparison(const auto& left, const auto& right, Visit visit) {
  binary(
      "=", [](auto a, auto b) { return a == b; }, visit)(left, right);
  binary(
      "<>", [](auto a, auto b) { return a != b; }, visit)(left, right);
  binary(
      "<", [](auto a, auto b) { return a < b; }, visit)(left, right);
  binary(
      ">=", [](auto a, auto b) { return a >= b; }, visit)(left, right);
}
template <class Visit>
void each_connection(const auto& left, const auto& right, Visit visit) {
  binary(
      "AND", [](auto a, auto b) { return a && b; }, visit)(left, right);
  binary(
      "OR", [](auto a, auto b) { return a || b; }, visit)(left, right);
}
template <class Visit>
void each_test(const auto& one, Visit visit) {
  visit(meant{sa::is_null(one.node), "(" + one.text + " IS NULL)"});
  visit(meant{sa::is_not_null(one.node), "(" + one.text + " IS NOT NULL)"});
}
template <class Visit>
void each_range(const auto& one, const auto& low, const auto& high, Visit visit) {
  visit(meant{sa::between(one.node, low.node, high.node),
              "(" + one.text + " BETWEEN " + low.text + " AND " + high.text + ")"});
}

}  // namespace

TEST_CASE("a database reads arithmetic as it was meant, in every nesting of two operators") {
  const auto show = [](const auto& one) { check(one); };
  each_sum(number, number, [&](const auto& inner) {
    each_sum(inner, number, show);
    each_sum(number, inner, show);
    check(meant{-inner.node, "(-" + inner.text + ")"});
    each_test(inner, show);
    each_comparison(inner, inner, show);
    each_range(inner, number, inner, show);
    each_range(number, inner, number, show);
  });
  const meant negative{-number.node, "(-users.age)"};
  check(meant{-negative.node, "(-(-users.age))"});
  each_sum(negative, number, show);
  each_sum(number, negative, show);
}

TEST_CASE("a database reads conditions as they were meant, in every nesting of two operators") {
  const auto show = [](const auto& one) { check(one); };
  const meant condition{number.node > number.node, "(users.age > users.age)"};
  const auto around = [&](const auto& inner) {
    each_comparison(inner, condition, show);
    each_comparison(condition, inner, show);
    each_connection(inner, condition, show);
    each_connection(condition, inner, show);
    each_test(inner, show);
    check(meant{!inner.node, "(NOT " + inner.text + ")"});
  };
  each_comparison(number, number, around);
  each_connection(condition, condition, [&](const auto& inner) {
    each_comparison(inner, condition, show);
    each_comparison(condition, inner, show);
    each_test(inner, show);
    check(meant{!inner.node, "(NOT " + inner.text + ")"});
  });
  each_test(number, around);
  each_range(number, number, number, around);
  around(meant{!condition.node, "(NOT (users.age > users.age))"});
  around(meant{sa::like(text.node, text.node), "(users.name LIKE users.name)"});

  // AND in AND and OR in OR are the same either way, and are written without parentheses.
  each_connection(condition, condition, [&](const auto& inner) {
    const bool is_and = inner.text.find("AND") != std::string::npos;
    binary(
        is_and ? "OR" : "AND", [](auto a, auto b) { return std::pair(a && b, a || b); },
        [&](const auto& both) {
          if (is_and)
            check(meant{both.node.second, both.text});
          else
            check(meant{both.node.first, both.text});
        })(condition, inner);
  });
}

TEST_CASE("a database reads text that is joined as it was meant") {
  const auto show = [](const auto& one) { check(one); };
  const meant joined{sa::concat(text.node, text.node), "(users.name || users.name)"};
  each_comparison(joined, joined, show);
  each_test(joined, show);
  each_range(text, joined, joined, show);
  check(meant{sa::like(joined.node, joined.node), "(" + joined.text + " LIKE " + joined.text + ")"});
  check(meant{sa::concat(joined.node, text.node), "(" + joined.text + " || users.name)"});
}
