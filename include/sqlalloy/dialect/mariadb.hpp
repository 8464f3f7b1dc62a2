// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy/dialect/mysql/transaction.hpp>
#include <sqlalloy/dialect/tag.hpp>

#include <string_view>

namespace sqlalloy::inline v0::mariadb {

/// MariaDB's SQL, from version 10.6 on.
struct dialect : mysql::transaction_spelling {
  using mysql::transaction_spelling::write;

  static constexpr std::string_view name = "mariadb";
  static constexpr std::string_view collation = "utf8mb4_nopad_bin";

  static constexpr bool has_insert_returning = true;
  static constexpr bool has_delete_returning = true;

  // MariaDB, "SELECT", "LOCK IN SHARE MODE"; it has no OF.
  static constexpr bool has_lock(lock_strength strength, lock_wait, bool names_tables) {
    return !names_tables && (strength == lock_strength::update || strength == lock_strength::share);
  }
  static constexpr std::string_view lock_words(lock_strength strength) {
    return strength == lock_strength::share ? " LOCK IN SHARE MODE" : " FOR UPDATE";
  }

  static constexpr std::string_view name_of_new_row = "";

  // A rank without an order is 1, and has to say so (MariaDB, "DENSE_RANK").
  template <class Writer, fixed_string Name, class... By>
  static constexpr void write(Writer& out, type<window<rank_function<Name>, partition<By...>, window_order<>>>) {
    out.template node<rank_function<Name>>();
    write_over(out, type_list<By...>{}, type_list<sql_words<"NULL", int>>{});
  }

  template <class Writer, auto Member>
  static constexpr void write(Writer& out, type<excluded_column<Member>>) {
    out.text("VALUES(");
    out.name(column_facts_of<Member>.name);
    out.text(")");
  }
};

}  // namespace sqlalloy::inline v0::mariadb
