// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy/meta/constant.hpp>
#include <sqlalloy/meta/fixed_string.hpp>
#include <sqlalloy/meta/member.hpp>
#include <sqlalloy/meta/member_path.hpp>

namespace sqlalloy::inline v0 {

/// Several columns in an order, for keys of more than one.
template <auto... Members>
struct columns {};

/// PRIMARY KEY, of one column or several.
template <auto... Members>
struct primary_key {};

/// Whether the database numbers the column. Without this option it does so for a primary key of one integer column
/// that refers to no other table.
template <auto Member, bool On = true>
struct autoincrement {};

/// UNIQUE, over one column or several together.
template <auto... Members>
struct unique {};

/// A secondary index.
template <auto... Members>
struct index {};

/// Gives a constraint or an index its name: `sa::named<"ix_born", sa::index<&User::born>>`.
template <fixed_string Name, class Constraint>
struct named {};

/// What becomes of the referring row (SQL's referential actions).
struct cascade {
  static constexpr std::string_view text = "CASCADE";
};
struct restrict { static constexpr std::string_view text = "RESTRICT"; };
struct set_null {
  static constexpr std::string_view text = "SET NULL";
};
struct set_default {
  static constexpr std::string_view text = "SET DEFAULT";
};
struct no_action {
  static constexpr std::string_view text = "NO ACTION";
};

template <class Action>
struct on_delete {
  static constexpr std::string_view event = " ON DELETE ";
  using action = Action;
};

template <class Action>
struct on_update {
  static constexpr std::string_view event = " ON UPDATE ";
  using action = Action;
};

/// FOREIGN KEY of one column to the primary key of `Target`, which may still be incomplete here.
template <auto Member, class Target, class... Actions>
struct references {};

/// FOREIGN KEY of several columns, or to a key that is not the primary one; `To` is `sa::columns<&Target::a, …>`.
template <class From, class To, class... Actions>
struct foreign_key {};

/// CHECK: `sa::check<(sa::col<&User::age> >= 0)>`; text in it as `sa::lit<"…">`.
template <auto Condition>
struct check {};

/// DEFAULT, in the database's own words: `sa::server_default<&User::joined, "CURRENT_TIMESTAMP">`.
template <auto Member, fixed_string Sql>
struct server_default {};

/// GENERATED ALWAYS AS (expression) STORED: the database computes it, an INSERT or UPDATE may not set it.
template <auto Member, auto Expression>
struct computed {};

/// The column's name where it is not the member's.
template <auto Member, fixed_string Name>
struct column_name {};

/// The column's SQL type, in the database's own words, where the default does not suit: `VARCHAR(40)`.
template <auto Member, fixed_string Sql>
struct column_type {};

/// The schema that holds the table: `app.users`.
template <fixed_string Name>
struct schema_name {};

/// What a relation member stands for, where the foreign keys leave that open: `sa::relation<&Post::author,
/// sa::foreign_keys<&Post::author_id>>`. It stands in the table of either of the two structs.
template <auto Member, class... Options>
struct relation {};

/// In `sa::relation`: the columns by which one table refers to the other, where it has several foreign keys to it.
template <auto... Members>
struct foreign_keys {};

/// In `sa::relation`: the member on the other side, which is kept in step. Without it that is the one member there that
/// goes by the same foreign key.
template <auto Member>
struct back_populates {};

/// In `sa::relation` of a `sa::many`: the table between the two, which has a foreign key to each of them.
template <class Entity>
struct secondary {};

/// In `sa::relation`: what happens to the objects of the relation along with the object that has it, in SQLAlchemy's
/// words: "save-update, merge" (the default), "all, delete-orphan", "none".
template <fixed_string Words>
struct cascades {};

/// In `sa::relation`: the database deletes what refers to a deleted row (ON DELETE CASCADE), or sets it NULL; it is not
/// loaded for that.
struct passive_deletes {};

/// In `sa::relation` of a `sa::many`: the order in which its objects are loaded,
/// `sa::collection_order<sa::col<&Post::id>>`.
template <auto... Keys>
struct collection_order {};

/// A column that an UPDATE through a session counts up and compares, so that no change by others is lost:
/// `sa::version_id<&User::version>`, an integer.
template <auto Member>
struct version_id {};

/// The column that says of what kind a row is, of a struct that others inherit: `sa::polymorphic_on<&Employee::kind>`,
/// an enum, an integer or a text.
template <auto Member>
struct polymorphic_on {};

/// What that column says of the rows of a struct: `sa::polymorphic_identity<"engineer">`. A struct without it has no
/// rows that are of nothing but its kind.
template <constant Value>
struct polymorphic_identity {};

/// The struct that this one is a kind of, and holds as its first field: `sa::inherits<&Engineer::employee>`. A table of
/// the same name has the rows of both; a table of another name has the further columns alone, and its key refers to the
/// row in the other table, with the actions that are given.
template <auto Base, class... Actions>
struct inherits {};

}  // namespace sqlalloy::inline v0
