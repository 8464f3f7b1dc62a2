// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy/expr/conditional.hpp>
#include <sqlalloy/expr/null.hpp>
#include <sqlalloy/expr/text.hpp>
#include <sqlalloy/expr/value.hpp>
#include <sqlalloy/query/delete.hpp>
#include <sqlalloy/query/insert.hpp>
#include <sqlalloy/query/select.hpp>
#include <sqlalloy/query/subquery.hpp>
#include <sqlalloy/query/text.hpp>
#include <sqlalloy/query/update.hpp>
#include <sqlalloy/type/arithmetic.hpp>

#include <array>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "support/statements/expected.hpp"
#include "support/statements/tables.hpp"

namespace statements {

using namespace sa::literals;

inline constexpr std::array<Hen, 2> two_hens{};

struct id_and_name {
  std::int64_t id{};
  std::string name{};
};

/// INSERT statements: `check(query, expected)` is called with each.
template <class Check>
constexpr void each_insert(Check&& check) {
  const auto insert = [&check](auto query, std::string_view sqlite, std::string_view postgresql = {}) {
    check(query, expected{"INSERT INTO ", sqlite, postgresql});
  };

  // A struct: without what the database fills, unless asked for; PostgreSQL gives the new key back.
  insert(sa::insert(blog::User{.id = 1, .name = "Ada"}), "users (name, email, age) VALUES (?, ?, ?)",
         "users (name, email, age) VALUES ($1, $2, $3) RETURNING id");
  insert(sa::insert(blog::User{}).with(user_id), "users (id, name, email, age) VALUES (?, ?, ?, ?)",
         "users (id, name, email, age) VALUES ($1, $2, $3, $4) RETURNING id");
  insert(sa::insert(Line{}), "lines (price, amount) VALUES (?, ?)",
         "lines (price, amount) VALUES ($1, $2) RETURNING id");
  insert(sa::insert(Line{}).with(sa::col<&Line::note>).with(sa::col<&Line::id>),
         "lines (id, price, amount, note) VALUES (?, ?, ?, ?)",
         "lines (id, price, amount, note) VALUES ($1, $2, $3, $4) RETURNING id");
  insert(sa::insert(Shelf{}), "shelves (room, number) VALUES (?, ?)");
  insert(sa::insert(Counter{}), "counters DEFAULT VALUES", "counters DEFAULT VALUES RETURNING id");
  insert(sa::insert(Odd{}), R"("order" ("group", "Upper", "two words", "a""b", "1st") VALUES (?, ?, ?, ?, ?))",
         R"("order" ("group", "Upper", "two words", "a""b", "1st") VALUES ($1, $2, $3, $4, $5) RETURNING id)");
  insert(sa::insert(Stock{}), "warehouse.stock (label, part_of) VALUES (?, ?)",
         "warehouse.stock (label, part_of) VALUES ($1, $2) RETURNING id");

  // Structs of a range, one execution for each.
  insert(sa::insert(two_hens), "hens (egg_id) VALUES (?)");
  insert(sa::insert(std::span<const blog::User>()), "users (name, email, age) VALUES (?, ?, ?)");

  // Chosen columns, in any order.
  insert(sa::insert<blog::User>().values(name = "Ada", age = 36), "users (name, age) VALUES (?, ?)",
         "users (name, age) VALUES ($1, $2) RETURNING id");
  insert(sa::insert<blog::User>().values(age = "n"_p, email = std::nullopt, name = sa::upper(sa::value("x"))),
         "users (age, email, name) VALUES (?, ?, upper(?))",
         "users (age, email, name) VALUES ($1, $2, upper($3)) RETURNING id");
  insert(sa::insert<blog::User>().values(
             name = "x", age = sa::coalesce(sa::scalar_subquery(sa::select(sa::max(age)).where(name != "y")), 0)),
         "users (name, age) VALUES (?, coalesce((SELECT max(users.age) FROM users WHERE users.name <> ?), ?))",
         "users (name, age) VALUES ($1, coalesce((SELECT max(users.age) FROM users WHERE users.name <> $2), $3)) "
         "RETURNING id");
  insert(sa::insert<Counter>().default_values(), "counters DEFAULT VALUES", "counters DEFAULT VALUES RETURNING id");

  // The rows of a query.
  insert(sa::insert<Shelf>()
             .columns(sa::col<&Shelf::room>, sa::col<&Shelf::number>)
             .from_select(sa::select(sa::concat(name, "!"), age + 1).where(age > 2)),
         "shelves (room, number) SELECT users.name || ?, users.age + ? FROM users WHERE users.age > ?");

  // A row that is there already. SQLite would read ON directly behind FROM as that of a join.
  insert(sa::insert(Shelf{}).on_conflict().do_nothing(), "shelves (room, number) VALUES (?, ?) ON CONFLICT DO NOTHING");
  insert(sa::insert(blog::User{}).on_conflict(email).do_nothing(),
         "users (name, email, age) VALUES (?, ?, ?) ON CONFLICT (email) DO NOTHING",
         "users (name, email, age) VALUES ($1, $2, $3) ON CONFLICT (email) DO NOTHING RETURNING id");
  insert(
      sa::insert<blog::User>()
          .values(user_id = 1, name = "x", age = 2)
          .on_conflict(user_id)
          .do_update(name = sa::excluded(name), age = age + sa::excluded(age) + 3)
          .returning(user_id, (age + 4).as("next"_n)),
      "users (id, name, age) VALUES (?, ?, ?) ON CONFLICT (id) DO UPDATE SET name = excluded.name, age = users.age + "
      "excluded.age + ? RETURNING id, age + ? AS next");
  insert(sa::insert(Shelf{})
             .on_conflict(sa::col<&Shelf::room>, sa::col<&Shelf::number>)
             .do_update(sa::col<& Shelf::number> = sa::excluded(sa::col<&Shelf::number>)),
         "shelves (room, number) VALUES (?, ?) ON CONFLICT (room, number) DO UPDATE SET number = excluded.number");
  const auto shelves = sa::insert<Shelf>().columns(sa::col<&Shelf::room>, sa::col<&Shelf::number>);
  insert(shelves.from_select(sa::select(name, age)).on_conflict().do_nothing(),
         "shelves (room, number) SELECT users.name, users.age FROM users LIMIT -1 ON CONFLICT DO NOTHING",
         "shelves (room, number) SELECT users.name, users.age FROM users ON CONFLICT DO NOTHING");
  insert(
      shelves.from_select(sa::select(name, age).join(sa::tables<blog::Post>)).on_conflict().do_nothing(),
      "shelves (room, number) SELECT users.name, users.age FROM users JOIN posts ON posts.author_id = users.id LIMIT "
      "-1 ON CONFLICT DO NOTHING",
      "shelves (room, number) SELECT users.name, users.age FROM users JOIN posts ON posts.author_id = users.id ON "
      "CONFLICT DO NOTHING");
  insert(shelves.from_select(sa::select(name, age).where(age > 1)).on_conflict().do_nothing(),
         "shelves (room, number) SELECT users.name, users.age FROM users WHERE users.age > ? ON CONFLICT DO NOTHING");
  insert(
      sa::insert<Shelf>()
          .on_conflict(sa::col<&Shelf::room>, sa::col<&Shelf::number>)
          .do_update(sa::col<& Shelf::number> = 7)
          .columns(sa::col<&Shelf::room>, sa::col<&Shelf::number>)
          .from_select(sa::select(name, age).where(age > 1)),
      "shelves (room, number) SELECT users.name, users.age FROM users WHERE users.age > ? ON CONFLICT (room, number) "
      "DO UPDATE SET number = ?");

  // RETURNING, which takes the place of the key.
  insert(sa::insert(blog::User{}).returning(name, user_id),
         "users (name, email, age) VALUES (?, ?, ?) RETURNING name, id");
  insert(sa::insert(Odd{}).returning(sa::tables<Odd>),
         R"("order" ("group", "Upper", "two words", "a""b", "1st") VALUES (?, ?, ?, ?, ?) )"
         R"(RETURNING id, "group", "Upper", "two words", "a""b", "1st")");
}

/// UPDATE, DELETE and statements that were written by hand.
template <class Check>
constexpr void each_change(Check&& check) {
  // UPDATE.
  check(sa::update<blog::User>().set(age = 1), expected{"UPDATE users SET age = ?"});
  check(sa::update<blog::User>().set(age = age + 1, email = std::nullopt, name = "n"_p).where(user_id == 5, age > 2),
        expected{"UPDATE users SET age = users.age + ?, email = ?, name = ? WHERE users.id = ? AND users.age > ?"});
  check(sa::update<blog::User>()
            .set(age = sa::coalesce(sa::scalar_subquery(sa::select(sa::count())
                                                            .from(sa::tables<blog::Post>)
                                                            .correlate(sa::tables<blog::User>)
                                                            .where(author_id == user_id, title != "x")),
                                    1))
            .where(age < 2 || age > 3)
            .returning(sa::tables<blog::User>, (age + 4).as("more"_n)),
        expected{
            "UPDATE users SET age = coalesce((SELECT count(*) FROM posts WHERE posts.author_id = users.id AND "
            "posts.title <> ?), ?) WHERE (users.age < ? OR users.age > ?) RETURNING id, name, email, age, age + ? AS "
            "more"});
  check(sa::update<Odd>().set(sa::col<& Odd::group> = sa::col<&Odd::spaced> + 1).where(sa::col<&Odd::quoted> == 2),
        expected{R"(UPDATE "order" SET "group" = "order"."two words" + ? WHERE "order"."a""b" = ?)"});
  check(sa::update<Stock>().set(sa::col<& Stock::label> = "x").where(sa::col<&Stock::label> != "y"),
        expected{"UPDATE warehouse.stock SET label = ? WHERE stock.label <> ?"});
  for (const bool on : {false, true})
    check(sa::update<blog::User>().set(age = 1).where(sa::when(on, age > 2), name == "x"),
          on ? expected{"UPDATE users SET age = ? WHERE users.age > ? AND users.name = ?"}
             : expected{"UPDATE users SET age = ? WHERE users.name = ?"});

  // DELETE.
  check(sa::delete_from<blog::User>(), expected{"DELETE FROM users"});
  check(sa::delete_from<blog::User>().where(user_id == "id"_p).where(age > 1).returning(name),
        expected{"DELETE FROM users WHERE users.id = ? AND users.age > ? RETURNING name"});
  check(sa::delete_from<blog::User>().where(
            !sa::exists(sa::select<blog::Post>().correlate(sa::tables<blog::User>).where(author_id == user_id))),
        expected{
            "DELETE FROM users WHERE NOT EXISTS (SELECT posts.id, posts.author_id, posts.title, posts.body FROM posts "
            "WHERE posts.author_id = users.id)"});
  check(sa::delete_from<Stock>().returning(sa::col<&Stock::id>), expected{"DELETE FROM warehouse.stock RETURNING id"});
  for (const bool on : {false, true})
    check(sa::delete_from<blog::User>().where(sa::when(on, age > 2)),
          on ? expected{"DELETE FROM users WHERE users.age > ?"} : expected{"DELETE FROM users"});

  // By hand: the same value in two places, a cast, a colon in a literal.
  check(sa::text<"SELECT id, name FROM users WHERE id = :id OR (name <> ':id' AND age > :least) OR id = :id",
                 id_and_name>("least"_p = 18, "id"_p.of(sa::type<std::int64_t>{})),
        expected{"SELECT id, name FROM users WHERE id = ? OR (name <> ':id' AND age > ?) OR id = ?"});
  check(sa::text<"DELETE FROM users WHERE name = :name">("name"_p = "x"), expected{"DELETE FROM users WHERE name = ?"});
}

}  // namespace statements
