// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy/expr/aggregate.hpp>
#include <sqlalloy/expr/case.hpp>
#include <sqlalloy/expr/cast.hpp>
#include <sqlalloy/expr/conditional.hpp>
#include <sqlalloy/expr/function.hpp>
#include <sqlalloy/expr/null.hpp>
#include <sqlalloy/expr/range.hpp>
#include <sqlalloy/expr/text.hpp>
#include <sqlalloy/expr/value.hpp>
#include <sqlalloy/expr/window.hpp>
#include <sqlalloy/query/select.hpp>
#include <sqlalloy/query/subquery.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "support/statements/expected.hpp"
#include "support/statements/tables.hpp"

namespace statements {

using namespace sa::literals;

inline constexpr int few[] = {1, 2, 3};
inline constexpr std::string_view words[] = {"a", "b"};

template <class T, std::size_t N>
struct borrowed {
  const T (&values)[N];
  constexpr const T* data() const { return values; }
  constexpr std::size_t size() const { return N; }
};

/// Conditions: `check(query, expected)` is called with each in a WHERE.
template <class Check>
constexpr void each_condition(Check&& check) {
  const auto where = [&check](auto condition, std::string_view sqlite, std::string_view postgresql = {}) {
    check(sa::select(user_id).where(condition), expected{"SELECT users.id FROM users WHERE ", sqlite, postgresql});
  };

  // Comparisons, in both orders.
  where(age == 5, "users.age = ?");
  where(5 == age, "? = users.age");
  where(age != 5, "users.age <> ?");
  where(5 != age, "? <> users.age");
  where(age < 5, "users.age < ?");
  where(5 < age, "? < users.age");
  where(age <= 5, "users.age <= ?");
  where(5 <= age, "? <= users.age");
  where(age > 5, "users.age > ?");
  where(5 > age, "? > users.age");
  where(age >= 5, "users.age >= ?");
  where(5 >= age, "? >= users.age");
  where(name == "Ada", "users.name = ?");
  where("Ada" == name, "? = users.name");
  where(name < "Ada", "users.name < ?");
  where(name == "name"_p, "users.name = ?");
  where("least"_p <= age, "? <= users.age");
  where(name != email, "users.name <> users.email");
  where(user_id > age, "users.id > users.age");
  where(age == 1.5, "users.age = ?");

  // NULL.
  where(email == std::nullopt, "users.email IS NULL");
  where(std::nullopt == email, "users.email IS NULL");
  where(email != std::nullopt, "users.email IS NOT NULL");
  where(sa::is_null(email), "users.email IS NULL");
  where(sa::is_not_null(age + 1), "users.age + ? IS NOT NULL");
  where(sa::is_null(age == 1), "(users.age = ?) IS NULL");
  where(sa::is_null(sa::is_null(email)), "(users.email IS NULL) IS NULL");
  where(sa::is_distinct_from(email, name), "users.email IS NOT users.name", "users.email IS DISTINCT FROM users.name");
  where(sa::is_not_distinct_from(email, "x"_p), "users.email IS ?", "users.email IS NOT DISTINCT FROM $1");
  where(sa::is_not_distinct_from(age, std::optional(5)), "users.age IS ?", "users.age IS NOT DISTINCT FROM $1");
  where(sa::is_distinct_from(age < 1, age < 2), "(users.age < ?) IS NOT (users.age < ?)",
        "(users.age < $1) IS DISTINCT FROM (users.age < $2)");

  // AND, OR, NOT.
  where(age > 1 && age < 9, "users.age > ? AND users.age < ?");
  where(age > 1 || age < 9, "(users.age > ? OR users.age < ?)");
  where((age > 1 || age < 9) && name == "x", "(users.age > ? OR users.age < ?) AND users.name = ?");
  where((age > 1 && age < 9) || name == "x", "(users.age > ? AND users.age < ? OR users.name = ?)");
  where(age > 1 && (age < 9 && name == "x"), "users.age > ? AND users.age < ? AND users.name = ?");
  where(!(age > 1), "NOT (users.age > ?)");
  where(!(age > 1 && age < 9), "NOT (users.age > ? AND users.age < ?)");
  where(!(age > 1) && age < 9, "NOT (users.age > ?) AND users.age < ?");
  where(!!(age > 1), "NOT (NOT (users.age > ?))");
  where((age > 1) == (age > 2), "(users.age > ?) = (users.age > ?)");
  where(((age > 1) == (age > 2)) == (age > 3), "((users.age > ?) = (users.age > ?)) = (users.age > ?)");
  where((!(age > 1)) == (age > 2), "(NOT (users.age > ?)) = (users.age > ?)");

  // BETWEEN.
  where(sa::between(age, 1, 9), "users.age BETWEEN ? AND ?");
  where(sa::between(name, "a", "b"), "users.name BETWEEN ? AND ?");
  where(sa::between(age + 1, "low"_p, age * 2), "users.age + ? BETWEEN ? AND users.age * ?");
  where(!sa::between(age, 1, 9) && age > 3, "NOT (users.age BETWEEN ? AND ?) AND users.age > ?");

  // LIKE and its kin; the backslash escapes itself first.
  where(sa::like(name, "A%"), "users.name LIKE ?");
  where(sa::like(name, "pattern"_p), "users.name LIKE ?");
  where(sa::like(sa::concat(name, "x"), email), "users.name || ? LIKE users.email");
  where(!sa::like(name, "A%"), "NOT (users.name LIKE ?)");
  where(sa::starts_with(name, "50%"),
        R"(users.name LIKE replace(replace(replace(?, '\', '\\'), '%', '\%'), '_', '\_') || '%' ESCAPE '\')");
  where(sa::ends_with(name, "end"_p),
        R"(users.name LIKE '%' || replace(replace(replace(?, '\', '\\'), '%', '\%'), '_', '\_') ESCAPE '\')");
  where(
      sa::contains(name, email),
      R"(users.name LIKE '%' || replace(replace(replace(users.email, '\', '\\'), '%', '\%'), '_', '\_') || '%' ESCAPE '\')");
  where(sa::contains(name, "x") && age > 1,
        R"(users.name LIKE '%' || replace(replace(replace(?, '\', '\\'), '%', '\%'), '_', '\_') || '%' ESCAPE '\')"
        " AND users.age > ?");

  // IN: a list that is spelled out, one of run-time length, none, a query.
  where(sa::in(age, 1, 2, 3), "users.age IN (?, ?, ?)");
  where(sa::in(age, age + 1, "n"_p), "users.age IN (users.age + ?, ?)");
  where(sa::in(name, "a", "b"), "users.name IN (?, ?)");
  where(sa::in(age), "(1 = 0)");
  where(sa::not_in(age), "NOT (1 = 0)");
  where(sa::not_in(age, 1, 2), "NOT (users.age IN (?, ?))");
  where(sa::in(age + 1, borrowed<int, 3>{few}), "users.age + ? IN (SELECT value FROM json_each(?))",
        "users.age + $1 = ANY($2)");
  where(sa::not_in(name, borrowed<std::string_view, 2>{words}) && age > 1,
        "NOT (users.name IN (SELECT value FROM json_each(?))) AND users.age > ?",
        "NOT (users.name = ANY($1)) AND users.age > $2");
  where(sa::in(user_id, sa::select(author_id)), "users.id IN (SELECT posts.author_id FROM posts)");
  where(!sa::in(age + 1, sa::select(age).where(age > 3)),
        "NOT (users.age + ? IN (SELECT users.age FROM users WHERE users.age > ?))");

  // Queries as values.
  where(sa::exists(sa::select<blog::User>().where(age > 90)),
        "EXISTS (SELECT users.id, users.name, users.email, users.age FROM users WHERE users.age > ?)");
  where(!sa::exists(sa::select(sa::value(1))
                        .from(sa::tables<blog::Post>)
                        .correlate(sa::tables<blog::User>)
                        .where(author_id == user_id)),
        "NOT EXISTS (SELECT ? FROM posts WHERE posts.author_id = users.id)");
  where(age == sa::scalar_subquery(sa::select(sa::max(age))), "users.age = (SELECT max(users.age) FROM users)");
  where(sa::scalar_subquery(sa::select(sa::count())
                                .from(sa::tables<blog::Post>)
                                .correlate(sa::tables<blog::User>)
                                .where(author_id == user_id)) > 2,
        "(SELECT count(*) FROM posts WHERE posts.author_id = users.id) > ?");

  // Words of the database's own.
  where(sa::literal_column<"users.age % 2 = 0 OR users.age = 1", bool>, "(users.age % 2 = 0 OR users.age = 1)");
  where(name == sa::lit<"it's">, "users.name = 'it''s'");
}

/// Values: each is the select list of a query.
template <class Check>
constexpr void each_value(Check&& check) {
  const auto value = [&check](auto node, std::string_view sqlite, std::string_view postgresql = {}) {
    check(sa::select(node), expected{"SELECT ", sqlite, postgresql});
  };

  // Arithmetic.
  value(age + 1, "users.age + ? FROM users");
  value(1 + age, "? + users.age FROM users");
  value(age - 1 - 2, "users.age - ? - ? FROM users");
  value(age - (1 - age), "users.age - (? - users.age) FROM users");
  value(age + (1 + age), "users.age + (? + users.age) FROM users");
  value((age + 1) * 2, "(users.age + ?) * ? FROM users");
  value(age + age * 2, "users.age + users.age * ? FROM users");
  value(age / 2 / 3, "users.age / ? / ? FROM users");
  value(age / (2 / age), "users.age / (? / users.age) FROM users");
  value(age * (age / 2), "users.age * (users.age / ?) FROM users");
  value(age % 10, "users.age % ? FROM users");
  value(-age, "-users.age FROM users");
  value(-(-age), "-(-users.age) FROM users");
  value(age - -age, "users.age - -users.age FROM users");
  value(-(age + 1), "-(users.age + ?) FROM users");
  value(-age * 2, "-users.age * ? FROM users");
  value("n"_p + age, "? + users.age FROM users");

  // Text.
  value(sa::concat(name, "!"), "users.name || ? FROM users");
  value(sa::concat("<", name), "? || users.name FROM users");
  value(sa::concat(sa::concat(name, ": "), email), "users.name || ? || users.email FROM users");
  value(sa::concat(name, sa::concat(": ", email)), "users.name || ? || users.email FROM users");
  value(sa::concat(name, sa::cast<std::string>(age + 1), email),
        "users.name || CAST(users.age + ? AS TEXT) || users.email FROM users");
  value(sa::concat(name, "x") == email, "users.name || ? = users.email FROM users");

  // Functions.
  value(sa::lower(name), "lower(users.name) FROM users");
  value(sa::upper(sa::trim(name)), "upper(trim(users.name)) FROM users");
  value(sa::length(name), "length(users.name) FROM users");
  value(sa::substr(name, 2), "substr(users.name, ?) FROM users");
  value(sa::substr(name, 2, "n"_p), "substr(users.name, ?, ?) FROM users");
  value(sa::replace(name, "a", "b"), "replace(users.name, ?, ?) FROM users");
  value(sa::abs(age - 5), "abs(users.age - ?) FROM users");
  value(sa::round(age), "round(users.age) FROM users");
  value(sa::round(age / 3.0, 2), "round(users.age / ?, ?) FROM users",
        "CAST(round(CAST(users.age / $1 AS NUMERIC), $2) AS DOUBLE PRECISION) FROM users");
  value(sa::coalesce(email, name), "coalesce(users.email, users.name) FROM users");
  value(sa::coalesce(email, "none"), "coalesce(users.email, ?) FROM users");
  value(sa::nullif(age, 0), "nullif(users.age, ?) FROM users");
  value(sa::func<"ltrim", std::string>(name, "x"_p), "ltrim(users.name, ?) FROM users");
  value(sa::func<"random", double>(), "random()");

  // CAST.
  value(sa::cast<std::int64_t>(name), "CAST(users.name AS INTEGER) FROM users",
        "CAST(users.name AS BIGINT) FROM users");
  value(sa::cast<int>(name), "CAST(users.name AS INTEGER) FROM users");
  value(sa::cast<double>(age + 1), "CAST(users.age + ? AS REAL) FROM users",
        "CAST(users.age + $1 AS DOUBLE PRECISION) FROM users");
  value(sa::cast<std::string>(age), "CAST(users.age AS TEXT) FROM users");
  value(sa::cast<float>("x"_p), "CAST(? AS REAL)");

  // CASE.
  value(sa::case_(sa::then(age > 17, "adult")), "CASE WHEN users.age > ? THEN ? END FROM users");
  value(sa::case_(sa::then(age > 17, "adult"), sa::else_("child")),
        "CASE WHEN users.age > ? THEN ? ELSE ? END FROM users");
  value(sa::case_(sa::then(age > 64, 2), sa::then(age > 17 && age < 65, 1), sa::else_(age - 1)),
        "CASE WHEN users.age > ? THEN ? WHEN users.age > ? AND users.age < ? THEN ? ELSE users.age - ? END FROM users");
  value(sa::case_(sa::then(sa::is_null(email), sa::case_(sa::then(age > 1, 1), sa::else_(2))), sa::else_(3)) + 1,
        "CASE WHEN users.email IS NULL THEN CASE WHEN users.age > ? THEN ? ELSE ? END ELSE ? END + ? FROM users");

  // Values by themselves, and a name for them.
  value(sa::value(1), "?");
  value(sa::value("text").as("t"_n), "? AS t");
  value(sa::value(std::optional<int>()), "?");
  value((age + 1).as("Next Year"_n), "users.age + ? AS \"Next Year\" FROM users");
  value(age.as("select"_n), "users.age AS \"select\" FROM users");
  value("n"_p.of(sa::type<int>{}), "?");
  value(age > 17, "users.age > ? FROM users");

  // Aggregates: PostgreSQL's sums and means are NUMERIC.
  value(sa::count().as("n"_n), "count(*) AS n");
  value(sa::count(email), "count(users.email) FROM users");
  value(sa::count(age).distinct(), "count(DISTINCT users.age) FROM users");
  value(sa::sum(age), "sum(users.age) FROM users");
  value(sa::sum(user_id), "sum(users.id) FROM users", "CAST(sum(users.id) AS BIGINT) FROM users");
  value(sa::sum(user_id).distinct() + 1, "sum(DISTINCT users.id) + ? FROM users",
        "CAST(sum(DISTINCT users.id) AS BIGINT) + $1 FROM users");
  value(sa::avg(age), "avg(users.age) FROM users", "CAST(avg(users.age) AS DOUBLE PRECISION) FROM users");
  value(sa::min(name), "min(users.name) FROM users");
  value(sa::max(age * 2), "max(users.age * ?) FROM users");
  value(sa::aggregate_func<"max", std::optional<int>>(age).distinct(), "max(DISTINCT users.age) FROM users");
  value(sa::count().filter(age > 17), "count(*) FILTER (WHERE users.age > ?) FROM users");
  value(sa::sum(user_id + 1).filter(age > 2 || age < 1),
        "sum(users.id + ?) FILTER (WHERE users.age > ? OR users.age < ?) FROM users",
        "CAST(sum(users.id + $1) FILTER (WHERE users.age > $2 OR users.age < $3) AS BIGINT) FROM users");
  value(sa::sum(sa::col<&Sample::narrow>), "sum(samples.narrow) FROM samples");
  value(sa::sum(sa::col<&Sample::wide>), "sum(samples.wide) FROM samples",
        "CAST(sum(samples.wide) AS BIGINT) FROM samples");
  value(sa::sum(sa::col<&Sample::ratio>), "sum(samples.ratio) FROM samples",
        "CAST(sum(samples.ratio) AS DOUBLE PRECISION) FROM samples");
  value(sa::sum(sa::col<&Sample::exact>), "sum(samples.exact) FROM samples");
  value(sa::avg(sa::col<&Sample::exact>), "avg(samples.exact) FROM samples");

  // Windows: the CAST is around all of it.
  value(sa::over(sa::row_number(), sa::order_by(age)), "row_number() OVER (ORDER BY users.age) FROM users");
  value(sa::over(sa::rank(), sa::partition_by(name, age > 17), sa::order_by(sa::desc(age).nulls_last(), user_id)),
        "rank() OVER (PARTITION BY users.name, users.age > ? ORDER BY users.age DESC NULLS LAST, users.id) FROM users");
  value(sa::rank().over(sa::partition_by(name), sa::order_by(age)),
        "rank() OVER (PARTITION BY users.name ORDER BY users.age) FROM users");
  value(sa::over(sa::dense_rank(), sa::partition_by(name)), "dense_rank() OVER (PARTITION BY users.name) FROM users");
  value(sa::over(sa::sum(age)), "sum(users.age) OVER () FROM users");
  value(sa::over(sa::sum(user_id + 1), sa::partition_by(age + 2), sa::order_by(age + 3)),
        "sum(users.id + ?) OVER (PARTITION BY users.age + ? ORDER BY users.age + ?) FROM users",
        "CAST(sum(users.id + $1) OVER (PARTITION BY users.age + $2 ORDER BY users.age + $3) AS BIGINT) FROM users");
  value(sa::over(sa::avg(age), sa::order_by(age)), "avg(users.age) OVER (ORDER BY users.age) FROM users",
        "CAST(avg(users.age) OVER (ORDER BY users.age) AS DOUBLE PRECISION) FROM users");
  value(sa::over(sa::count().filter(age > 1), sa::order_by(age)),
        "count(*) FILTER (WHERE users.age > ?) OVER (ORDER BY users.age) FROM users");
}

}  // namespace statements
