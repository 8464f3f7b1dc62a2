// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy/dialect/sqlite.hpp>
#include <sqlalloy/driver/sqlite3.hpp>
#include <sqlalloy/engine/engine.hpp>
#include <sqlalloy/orm/many.hpp>
#include <sqlalloy/orm/one.hpp>
#include <sqlalloy/orm/session.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "support/orm_schemas.hpp"

/// A database in memory with the tables of some structs, a session of it, and the statements that were executed.
template <class... Entities>
struct orm_database {
  using texts = std::vector<std::string>;
  using session_type = sqlalloy::session<sqlalloy::sqlite::sqlite3, sqlalloy::metadata<Entities...>>;
  using state = sqlalloy::session_state<sqlalloy::sqlite::sqlite3, Entities...>;

  static constexpr sqlalloy::metadata<Entities...> tables{};
  texts statements{};
  sqlalloy::engine<sqlalloy::sqlite::sqlite3> engine = sqlalloy::create_engine<sqlalloy::sqlite::sqlite3>(
      "sqlite://", {.hook = {.call = &note, .context = &statements}});
  session_type session{engine, tables};

  orm_database() {
    engine.begin([](auto& db) { db.create_all(tables); });
    statements.clear();
  }

  /// Executes SQL behind the back of all sessions.
  void run(std::string_view sql) {
    engine.begin([&](auto& db) { db.exec_driver_sql(sql); });
  }

  /// What a SELECT of one column of text finds, in a transaction of its own: "a|b|NULL".
  std::string read(std::string_view sql) {
    std::string all;
    engine.begin([&](auto& db) {
      for (const auto& row : db.exec_driver_sql(sql)) {
        if (!all.empty()) all += "|";
        all += row[0].as(sqlalloy::type<std::optional<std::string>>{}).value_or("NULL");
      }
    });
    return all;
  }

  /// The statements since the last time, without those that begin, end and divide transactions.
  texts take() {
    texts taken = std::exchange(statements, {});
    std::erase_if(taken, [](const std::string& sql) {
      return sql.starts_with("BEGIN") || sql.starts_with("COMMIT") || sql.find("ROLLBACK") != sql.npos ||
             sql.find("SAVEPOINT") != sql.npos;
    });
    return taken;
  }

 private:
  static void note(void* context, const sqlalloy::execute_event& event) {
    if (!event.finished) static_cast<texts*>(context)->emplace_back(event.sql);
  }
};

using shelf_database = orm_database<shelf::Author, shelf::Book, shelf::Tag, shelf::BookTag>;
using shop_database = orm_database<shop::Order, shop::Line, shop::Invoice>;
using tree_database = orm_database<tree::Node, tree::Folder>;

// What all tests of sessions need is compiled once, in orm_session.cpp.
extern template struct orm_database<shelf::Author, shelf::Book, shelf::Tag, shelf::BookTag>;
extern template struct orm_database<shop::Order, shop::Line, shop::Invoice>;
extern template struct orm_database<tree::Node, tree::Folder>;

namespace sqlalloy::inline v0 {

extern template class session_state<sqlite::sqlite3, shelf::Author, shelf::Book, shelf::Tag, shelf::BookTag>;
extern template class session_state<sqlite::sqlite3, shop::Order, shop::Line, shop::Invoice>;
extern template class session_state<sqlite::sqlite3, tree::Node, tree::Folder>;
extern template void flush_session(shelf_database::state&);
extern template void flush_session(shop_database::state&);
extern template void flush_session(tree_database::state&);

}  // namespace sqlalloy::inline v0
