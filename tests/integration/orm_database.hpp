// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy.hpp>
#include <sqlalloy/driver/libpq.hpp>
#include <sqlalloy/driver/mysqlclient.hpp>
#include <sqlalloy/driver/sqlite3.hpp>
#include <sqlalloy/orm.hpp>

#include <catch2/catch.hpp>
#include <integration/orm_tables.hpp>
#include <support/server_url.hpp>

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace orm_suite {

using texts = std::vector<std::string>;

/// An engine whose tables are there and empty, and the statements that it has executed.
class database {
 public:
  const std::string name;  ///< the first word of the URL
  texts statements{};

  explicit database(std::string_view url)
      : name(url.substr(0, url.find(':'))),
        engine_(sa::create_engine<sa::sqlite::sqlite3, sa::postgresql::libpq, sa::mariadb::mysqlclient,
                                  sa::mysql::mysqlclient>(
            url, {.hook = {.call =
                               [](void* context, const sa::execute_event& event) {
                                 if (!event.finished) static_cast<texts*>(context)->emplace_back(event.sql);
                               },
                           .context = &statements}})) {
    engine_.begin([](auto& db) {
      db.drop_all(all_tables);
      db.create_all(all_tables);
    });
    statements.clear();
  }

  auto session(sa::session_options options = {}) { return sa::session(engine_, all_tables, options); }
  auto& engine() { return engine_; }

  /// The statements since the last time, without those that begin, end and divide transactions.
  texts take() {
    texts taken = std::exchange(statements, {});
    std::erase_if(taken, [](const std::string& sql) {
      return sql.starts_with("BEGIN") || sql.starts_with("COMMIT") || sql.starts_with("ROLLBACK") ||
             sql.starts_with("START") || sql.find("SAVEPOINT") != sql.npos;
    });
    return taken;
  }
  std::size_t count() { return take().size(); }

  /// Whether many rows are one statement with an array for each column, and not one that is executed for each row.
  bool sends_arrays() const { return name == "postgresql" || name == "mariadb"; }

 private:
  sa::engine<sa::any_of<sa::sqlite::sqlite3, sa::postgresql::libpq, sa::mariadb::mysqlclient, sa::mysql::mysqlclient>>
      engine_;
};

/// Runs what is given on each database.
template <class F>
void on_each(F f) {
  for (const std::string& url : support::all_urls()) {
    DYNAMIC_SECTION(url.substr(0, url.find(':'))) {
      database db(url);
      f(db);
    }
  }
}

/// Statements, to be read.
inline std::string words(const texts& statements) {
  std::string all;
  for (const std::string& one : statements) (all += one) += '\n';
  return all;
}

}  // namespace orm_suite
