// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy/expr/aggregate.hpp>
#include <sqlalloy/expr/conditional.hpp>
#include <sqlalloy/expr/null.hpp>
#include <sqlalloy/expr/ordering.hpp>
#include <sqlalloy/expr/range.hpp>
#include <sqlalloy/expr/text.hpp>
#include <sqlalloy/expr/value.hpp>
#include <sqlalloy/expr/window.hpp>
#include <sqlalloy/query/select.hpp>
#include <sqlalloy/query/subquery.hpp>

#include <string_view>

#include "support/statements/expected.hpp"
#include "support/statements/tables.hpp"

namespace statements {

using namespace sa::literals;

inline constexpr auto author = sa::alias<blog::User, "author">;
inline constexpr auto manager = sa::alias<Employee, "manager">;
inline constexpr auto employee_name = sa::col<&Employee::name>;

/// SELECT statements, clause by clause: `check(query, expected)` is called with each.
template <class Check>
constexpr void each_select(Check&& check) {
  const auto select = [&check](auto query, std::string_view sqlite, std::string_view postgresql = {}) {
    check(query, expected{"SELECT ", sqlite, postgresql});
  };
  const auto users = sa::select(name);

  // What is selected.
  select(sa::select<blog::User>(), "users.id, users.name, users.email, users.age FROM users");
  select(sa::select(sa::tables<blog::User>), "users.id, users.name, users.email, users.age FROM users");
  select(sa::select(name, age + 1), "users.name, users.age + ? FROM users");
  select(sa::select(sa::count()).from(sa::tables<blog::User>), "count(*) FROM users");
  select(sa::select(sa::value(1), sa::value(2)), "?, ?");
  select(sa::select<blog::User, blog::Post>().join(sa::tables<blog::Post>),
         "users.id, users.name, users.email, users.age, posts.id, posts.author_id, posts.title, posts.body FROM users "
         "JOIN posts ON posts.author_id = users.id");
  select(sa::select(author), "author.id, author.name, author.email, author.age FROM users AS author");
  select(sa::select(author[name]), "author.name FROM users AS author");
  select(users.distinct(), "DISTINCT users.name FROM users");
  select(users.distinct().where(age > 1).order_by(name),
         "DISTINCT users.name FROM users WHERE users.age > ? ORDER BY "
         "users.name");

  // WHERE, given at once or in turn.
  select(users.where(age > 1, age < 9), "users.name FROM users WHERE users.age > ? AND users.age < ?");
  select(users.where(age > 1).where(age < 9 || age > 10),
         "users.name FROM users WHERE users.age > ? AND (users.age < ? OR users.age > ?)");

  // Joins: ON from the one foreign key, in either direction.
  select(users.join(sa::tables<blog::Post>), "users.name FROM users JOIN posts ON posts.author_id = users.id");
  select(sa::select(title).join(sa::tables<blog::User>),
         "posts.title FROM posts JOIN users ON posts.author_id = users.id");
  select(users.left_join(sa::tables<blog::Post>),
         "users.name FROM users LEFT JOIN posts ON posts.author_id = users.id");
  select(sa::select(title).join(author), "posts.title FROM posts JOIN users AS author ON posts.author_id = author.id");
  select(sa::select(author[name]).left_join(sa::tables<blog::Post>),
         "author.name FROM users AS author LEFT JOIN posts ON posts.author_id = author.id");
  select(sa::select(sa::col<&Book::title>).join(sa::tables<Shelf>),
         "books.title FROM books JOIN shelves ON books.room = shelves.room AND books.shelf = shelves.number");
  // … or as it is given.
  select(users.join(sa::tables<blog::Post>, author_id == user_id && title != "x"),
         "users.name FROM users JOIN posts ON posts.author_id = users.id AND posts.title <> ?");
  select(users.left_join(sa::tables<blog::Post>, author_id == user_id || title == "x"),
         "users.name FROM users LEFT JOIN posts ON posts.author_id = users.id OR posts.title = ?");
  select(users.right_join(sa::tables<blog::Post>, author_id == user_id),
         "users.name FROM users RIGHT JOIN posts ON posts.author_id = users.id");
  select(users.full_join(sa::tables<blog::Post>, author_id == user_id),
         "users.name FROM users FULL JOIN posts ON posts.author_id = users.id");
  select(users.cross_join(sa::tables<Shelf>), "users.name FROM users CROSS JOIN shelves");
  select(sa::select(employee_name, manager[employee_name])
             .left_join(manager, manager[sa::col<&Employee::id>] == sa::col<&Employee::manager_id>),
         "employees.name, manager.name FROM employees LEFT JOIN employees AS manager ON manager.id = "
         "employees.manager_id");
  select(
      sa::select(sa::col<&Airport::code>).join(sa::tables<Flight>, sa::col<&Flight::origin> == sa::col<&Airport::code>),
      "airports.code FROM airports JOIN flights ON flights.origin = airports.code");
  select(users.join(sa::tables<blog::Post>)
             .left_join(sa::tables<blog::Comment>, sa::col<&blog::Comment::post_id> == post_id)
             .cross_join(author),
         "users.name FROM users JOIN posts ON posts.author_id = users.id LEFT JOIN comments ON comments.post_id = "
         "posts.id CROSS JOIN users AS author");

  // GROUP BY and HAVING.
  select(sa::select(age, sa::count()).group_by(age), "users.age, count(*) FROM users GROUP BY users.age");
  select(sa::select(sa::max(age)).group_by(name, email).having(sa::count() > 1, sa::max(age) < 9),
         "max(users.age) FROM users GROUP BY users.name, users.email HAVING count(*) > ? AND max(users.age) < ?");
  select(sa::select(age, sa::count()).group_by(age).having(sa::count() > 1 || sa::sum(user_id) > 2),
         "users.age, count(*) FROM users GROUP BY users.age HAVING (count(*) > ? OR sum(users.id) > ?)",
         "users.age, count(*) FROM users GROUP BY users.age HAVING (count(*) > $1 OR CAST(sum(users.id) AS BIGINT) > "
         "$2)");
  select(sa::select(sa::tables<blog::User>, sa::count(post_id)).left_join(sa::tables<blog::Post>).group_by(user_id),
         "users.id, users.name, users.email, users.age, count(posts.id) FROM users LEFT JOIN posts ON "
         "posts.author_id = users.id GROUP BY users.id");
  const auto initial = sa::lower(name).as("initial"_n);
  select(sa::select(initial, sa::count()).group_by(initial),
         "lower(users.name) AS initial, count(*) FROM users GROUP BY lower(users.name)");
  // An expression with a value is named by its place, or PostgreSQL takes it for another one.
  const auto decade = (age / 10).as("decade"_n);
  select(sa::select(initial, sa::count()).group_by("initial"_n),
         "lower(users.name) AS initial, count(*) FROM users GROUP BY 1");
  select(sa::select(sa::count(), decade).group_by("decade"_n),
         "count(*), users.age / ? AS decade FROM users GROUP BY 2");
  select(
      sa::select(sa::tables<blog::User>, decade, sa::count()).group_by(user_id, "decade"_n).order_by(decade),
      "users.id, users.name, users.email, users.age, users.age / ? AS decade, count(*) FROM users GROUP BY users.id, "
      "5 ORDER BY decade");

  // ORDER BY.
  select(users.order_by(name, sa::asc(age), sa::desc(user_id)),
         "users.name FROM users ORDER BY users.name, users.age, users.id DESC");
  select(users.order_by(sa::asc(email).nulls_first(), sa::desc(email).nulls_last()),
         "users.name FROM users ORDER BY users.email NULLS FIRST, users.email DESC NULLS LAST");
  select(users.order_by(sa::desc(email).nulls_first(), age % 10, age > 5),
         "users.name FROM users ORDER BY users.email DESC NULLS FIRST, users.age % ?, users.age > ?");
  select(sa::select(decade, (age + 1).as("Next"_n)).order_by("Next"_n, sa::desc("decade"_n), decade),
         "users.age / ? AS decade, users.age + ? AS \"Next\" FROM users ORDER BY \"Next\", decade DESC, decade");
  select(sa::select(age, sa::count().as("n"_n)).group_by(age).order_by(sa::desc("n"_n).nulls_last()),
         "users.age, count(*) AS n FROM users GROUP BY users.age ORDER BY n DESC NULLS LAST");

  // LIMIT and OFFSET, by value or by parameter.
  select(users.limit(5), "users.name FROM users LIMIT ?");
  select(users.limit("n"_p).offset("m"_p), "users.name FROM users LIMIT ? OFFSET ?");
  select(users.offset(3), "users.name FROM users LIMIT -1 OFFSET ?", "users.name FROM users OFFSET $1");
  select(users.offset("n"_p).limit(5u), "users.name FROM users LIMIT ? OFFSET ?");

  // A value in every clause: each placeholder in its turn.
  select(sa::select((age + 1).as("a"_n), sa::count().filter(age > 2))
             .left_join(sa::tables<blog::Post>, author_id == user_id && post_id > 3)
             .where(age > 4)
             .group_by("a"_n)
             .having(sa::count() > 5)
             .order_by(sa::count() + 6)
             .limit(7)
             .offset(8),
         "users.age + ? AS a, count(*) FILTER (WHERE users.age > ?) FROM users LEFT JOIN posts ON posts.author_id = "
         "users.id AND posts.id > ? WHERE users.age > ? GROUP BY 1 HAVING count(*) > ? ORDER BY count(*) + ? LIMIT ? "
         "OFFSET ?");

  // Names in quotes.
  select(
      sa::select<Odd>(),
      R"("order".id, "order"."group", "order"."Upper", "order"."two words", "order"."a""b", "order"."1st" FROM "order")");
  select(sa::select(sa::alias<Odd, "From">[sa::col<&Odd::quoted>]), R"("From"."a""b" FROM "order" AS "From")");
  select(sa::select<Stock>(), "stock.id, stock.label, stock.part_of FROM warehouse.stock");
  select(sa::select(sa::alias<Stock, "s">[sa::col<&Stock::label>]), "s.label FROM warehouse.stock AS s");
  select(users.order_by(name).where(sa::exists(sa::select(sa::col<&Odd::group>))),
         R"(users.name FROM users WHERE EXISTS (SELECT "order"."group" FROM "order") ORDER BY users.name)");

  // Queries in FROM.
  const auto counts =
      sa::subquery(sa::select(author_id, sa::count().as("n"_n)).where(title != "x").group_by(author_id), "counts"_n);
  select(sa::select(counts["n"_n]).from(counts),
         "counts.n FROM (SELECT posts.author_id, count(*) AS n FROM posts WHERE posts.title <> ? GROUP BY "
         "posts.author_id) AS counts");
  select(sa::select(name, age + 1, counts["n"_n] + 2)
             .left_join(counts, counts[author_id] == user_id && counts["n"_n] > 3)
             .where(age > 4),
         "users.name, users.age + ?, counts.n + ? FROM users LEFT JOIN (SELECT posts.author_id, count(*) AS n FROM "
         "posts WHERE posts.title <> ? GROUP BY posts.author_id) AS counts ON counts.author_id = users.id AND counts.n "
         "> ? WHERE users.age > ?");
  // A struct's columns are seen through it, and through another one, by their names in the database.
  const auto eldest = sa::subquery(sa::select<blog::User>().order_by(sa::desc(age)).limit(3), "Eldest"_n);
  select(
      sa::select(eldest[name], eldest[email]).from(eldest).where(eldest[age] > 90),
      "\"Eldest\".name, \"Eldest\".email FROM (SELECT users.id, users.name, users.email, users.age FROM users ORDER BY "
      "users.age DESC LIMIT ?) AS \"Eldest\" WHERE \"Eldest\".age > ?");
  const auto inner = sa::subquery(sa::select(sa::col<&Odd::spaced>, (age + 1).as("New"_n))
                                      .join(sa::tables<blog::User>, user_id == sa::col<&Odd::id>),
                                  "i"_n);
  const auto outer = sa::subquery(
      sa::select(inner[sa::col<&Odd::spaced>], inner["New"_n], author[name]).from(inner).cross_join(author), "o"_n);
  select(
      sa::select(outer["New"_n], outer[author[name]], outer[inner[sa::col<&Odd::spaced>]]).from(outer),
      R"(o."New", o.name, o."two words" FROM (SELECT i."two words", i."New", author.name FROM )"
      R"((SELECT "order"."two words", users.age + ? AS "New" FROM "order" JOIN users ON users.id = "order".id) AS i )"
      R"(CROSS JOIN users AS author) AS o)");

  // Queries in the select list, and in each other.
  select(sa::select(name, sa::scalar_subquery(sa::select(sa::count())
                                                  .from(sa::tables<blog::Post>)
                                                  .correlate(sa::tables<blog::User>)
                                                  .where(author_id == user_id, title != "x"))
                              .as("posts"_n))
             .where(age > 1)
             .order_by("posts"_n),
         "users.name, (SELECT count(*) FROM posts WHERE posts.author_id = users.id AND posts.title <> ?) AS posts FROM "
         "users WHERE users.age > ? ORDER BY posts");
  select(users.where(sa::exists(
             sa::select(post_id)
                 .correlate(sa::tables<blog::User>)
                 .where(author_id == user_id, sa::exists(sa::select(author[user_id])
                                                             .correlate(sa::tables<blog::User>)
                                                             .correlate(sa::tables<blog::Post>)
                                                             .where(author[name] == title, author[age] == age))))),
         "users.name FROM users WHERE EXISTS (SELECT posts.id FROM posts WHERE posts.author_id = users.id AND EXISTS "
         "(SELECT author.id FROM users AS author WHERE author.name = posts.title AND author.age = users.age))");
  select(sa::select(author[name])
             .where(sa::in(author[user_id], sa::select(author_id).correlate(author).where(title == author[name]))),
         "author.name FROM users AS author WHERE author.id IN (SELECT posts.author_id FROM posts WHERE posts.title = "
         "author.name)");
}

/// The same with clauses that come and go as the program runs.
template <class Check>
constexpr void each_conditional(Check&& check) {
  const auto select = [&check](auto query, std::string_view sqlite, std::string_view postgresql = {}) {
    check(query, expected{"SELECT users.name FROM users", sqlite, postgresql});
  };
  const auto users = sa::select(name);

  for (const bool on : {false, true}) {
    select(users.where(sa::when(on, age > 1)), on ? " WHERE users.age > ?" : "");
    select(
        users.where(sa::when(on, age > 1), name == "x", sa::when(!on, age < 2 || age > 3)),
        on ? " WHERE users.age > ? AND users.name = ?" : " WHERE users.name = ? AND (users.age < ? OR users.age > ?)");
    select(users.order_by(sa::when(on, sa::desc(age))).limit(1), on ? " ORDER BY users.age DESC LIMIT ?" : " LIMIT ?");
    select(users.order_by(name, sa::when(on, age % 2)),
           on ? " ORDER BY users.name, users.age % ?" : " ORDER BY users.name");
    // One inside another, which is there only with it; and one behind it.
    for (const bool inside : {false, true})
      select(users.where(sa::when(on, sa::in(user_id, sa::select(author_id).where(sa::when(inside, title == "x")))),
                         sa::when(!inside, age > 5)),
             on && inside ? " WHERE users.id IN (SELECT posts.author_id FROM posts WHERE posts.title = ?)"
             : on         ? " WHERE users.id IN (SELECT posts.author_id FROM posts) AND users.age > ?"
             : inside     ? ""
                          : " WHERE users.age > ?");
  }
  constexpr std::string_view orders[] = {" ORDER BY users.name", " ORDER BY users.age % ? DESC",
                                         " ORDER BY users.email", " ORDER BY users.email"};
  for (std::size_t by = 0; by != 4; ++by)  // too great is the last
    select(users.order_by(sa::choose(by, name, sa::desc(age % 2), email)), orders[by]);
  constexpr std::string_view conditions[] = {" WHERE users.age > ? LIMIT ?",
                                             " WHERE users.name = ? AND users.age < ? LIMIT ?"};
  for (std::size_t by = 0; by != 2; ++by)
    select(users.where(sa::choose(by, age > 1, name == "x" && age < 2)).limit(3), conditions[by]);
}

}  // namespace statements
