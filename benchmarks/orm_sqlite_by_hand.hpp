// SPDX-License-Identifier: MIT
#pragma once

// What a careful C programmer writes against SQLite for what benchmarks/orm.cpp measures: statements prepared once, the
// key of a new row taken from the connection, rows read straight into their structs.

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "orm_tables.hpp"
#include "sqlite_by_hand.hpp"

namespace by_hand {

/// A database in memory with the tables of the benchmark, and a connection to it that belongs to one thread.
class sqlite_database {
 public:
  sqlite_database() : database_(open("file:/orm_by_hand?vfs=memdb", SQLITE_OPEN_URI | SQLITE_OPEN_NOMUTEX)) {
    run(database_,
        "CREATE TABLE bench_orm_people (id INTEGER PRIMARY KEY NOT NULL, name TEXT NOT NULL, age INTEGER, "
        "score REAL NOT NULL) STRICT;"
        "CREATE TABLE bench_orm_users (id INTEGER PRIMARY KEY NOT NULL, name TEXT NOT NULL, hair_color TEXT) STRICT;"
        "CREATE TABLE bench_orm_posts (id INTEGER PRIMARY KEY NOT NULL, user_id INTEGER NOT NULL REFERENCES "
        "bench_orm_users, title TEXT NOT NULL, body TEXT) STRICT;"
        "CREATE TABLE bench_orm_comments (id INTEGER PRIMARY KEY NOT NULL, post_id INTEGER NOT NULL REFERENCES "
        "bench_orm_posts, text TEXT NOT NULL) STRICT;"
        "PRAGMA foreign_keys = ON");
    begin_ = prepared("BEGIN");
    rollback_ = prepared("ROLLBACK");
    commit_ = prepared("COMMIT");
    insert_person_ = prepared("INSERT INTO bench_orm_people (name, age, score) VALUES (?, ?, ?)");
    insert_user_ = prepared("INSERT INTO bench_orm_users (name, hair_color) VALUES (?, ?)");
    insert_post_ = prepared("INSERT INTO bench_orm_posts (user_id, title, body) VALUES (?, ?, ?)");
    insert_comment_ = prepared("INSERT INTO bench_orm_comments (post_id, text) VALUES (?, ?)");
    select_person_ = prepared("SELECT id, name, age, score FROM bench_orm_people WHERE id = ?");
    select_people_ = prepared("SELECT id, name, age, score FROM bench_orm_people");
    select_users_ = prepared("SELECT id, name, hair_color FROM bench_orm_users");
    select_with_posts_ = prepared(
        "SELECT u.id, u.name, u.hair_color, p.id, p.user_id, p.title, p.body FROM bench_orm_users AS u "
        "LEFT JOIN bench_orm_posts AS p ON p.user_id = u.id WHERE u.hair_color = ?");
  }
  sqlite_database(const sqlite_database&) = delete;
  sqlite_database& operator=(const sqlite_database&) = delete;
  ~sqlite_database() {
    for (sqlite3_stmt* one : all_) sqlite3_finalize(one);
    sqlite3_close(database_);
  }

  void begin() { step(begin_); }
  void rollback() { step(rollback_); }
  void commit() { step(commit_); }
  void filled() {}

  void insert(std::vector<Person>& rows) {
    for (Person& row : rows) {
      bind_text(insert_person_, 1, row.name);
      demand(row.age ? sqlite3_bind_int(insert_person_, 2, *row.age) : sqlite3_bind_null(insert_person_, 2));
      demand(sqlite3_bind_double(insert_person_, 3, row.score));
      row.id = insert(insert_person_);
    }
  }
  void insert(std::vector<user>& rows) {
    for (user& row : rows) {
      bind_text(insert_user_, 1, row.name);
      bind_optional(insert_user_, 2, row.hair_color);
      row.id = insert(insert_user_);
    }
  }
  void insert(std::vector<post>& rows) {
    for (post& row : rows) {
      demand(sqlite3_bind_int64(insert_post_, 1, row.user_id));
      bind_text(insert_post_, 2, row.title);
      bind_optional(insert_post_, 3, row.body);
      row.id = insert(insert_post_);
    }
  }
  void insert(std::vector<comment>& rows) {
    for (comment& row : rows) {
      demand(sqlite3_bind_int64(insert_comment_, 1, row.post_id));
      bind_text(insert_comment_, 2, row.text);
      row.id = insert(insert_comment_);
    }
  }

  Person person(std::int64_t key) {
    demand(sqlite3_bind_int64(select_person_, 1, key));
    if (sqlite3_step(select_person_) != SQLITE_ROW) stop(database_, "person");
    Person row;
    read(select_person_, row);
    sqlite3_reset(select_person_);
    return row;
  }
  std::vector<Person> people() {
    std::vector<Person> rows;
    each_row(select_people_, [&] { read(select_people_, rows.emplace_back()); });
    return rows;
  }
  std::vector<user> users() {
    std::vector<user> rows;
    each_row(select_users_, [&] { read(select_users_, rows.emplace_back()); });
    return rows;
  }
  std::vector<std::pair<user, std::optional<post>>> users_with_posts(std::string_view hair_color) {
    std::vector<std::pair<user, std::optional<post>>> rows;
    bind_text(select_with_posts_, 1, hair_color);
    each_row(select_with_posts_, [&] {
      auto& [writer, written] = rows.emplace_back();
      read(select_with_posts_, writer);
      if (sqlite3_column_type(select_with_posts_, 3) != SQLITE_NULL) read(select_with_posts_, written.emplace(), 3);
    });
    return rows;
  }
  auto nested_users() {
    return nest<user, post, comment>(
        users(),
        [this](const std::vector<std::int64_t>& keys) {
          return among<post>("SELECT id, user_id, title, body FROM bench_orm_posts WHERE user_id IN (?", keys);
        },
        [this](const std::vector<std::int64_t>& keys) {
          return among<comment>("SELECT id, post_id, text FROM bench_orm_comments WHERE post_id IN (?", keys);
        });
  }

 private:
  sqlite3* const database_;
  std::vector<sqlite3_stmt*> all_{};
  sqlite3_stmt *begin_, *rollback_, *commit_, *insert_person_, *insert_user_, *insert_post_, *insert_comment_,
      *select_person_, *select_people_, *select_users_, *select_with_posts_;
  // Those with a list, by what they begin with and by how long it is.
  std::map<std::pair<const char*, std::size_t>, sqlite3_stmt*> with_lists_{};

  sqlite3_stmt* prepared(const char* sql) { return all_.emplace_back(prepare(database_, sql)); }

  void demand(int code) {
    if (code != SQLITE_OK) stop(database_, "bind");
  }
  void step(sqlite3_stmt* statement) {
    if (sqlite3_step(statement) != SQLITE_DONE) stop(database_, sqlite3_sql(statement));
    sqlite3_reset(statement);
  }
  std::int64_t insert(sqlite3_stmt* statement) {
    step(statement);
    return sqlite3_last_insert_rowid(database_);
  }
  void bind_text(sqlite3_stmt* statement, int place, std::string_view text) {
    demand(sqlite3_bind_text(statement, place, text.data(), static_cast<int>(text.size()), SQLITE_STATIC));
  }
  void bind_optional(sqlite3_stmt* statement, int place, const std::optional<std::string>& text) {
    if (text)
      bind_text(statement, place, std::string_view(*text));
    else
      demand(sqlite3_bind_null(statement, place));
  }

  template <class F>
  void each_row(sqlite3_stmt* statement, F f) {
    int code = sqlite3_step(statement);
    for (; code == SQLITE_ROW; code = sqlite3_step(statement)) f();
    if (code != SQLITE_DONE) stop(database_, sqlite3_sql(statement));
    sqlite3_reset(statement);
  }

  template <class Row>
  std::vector<Row> among(const char* begins_with, const std::vector<std::int64_t>& keys) {
    sqlite3_stmt*& statement = with_lists_[{begins_with, keys.size()}];
    if (!statement) {
      std::string sql = begins_with;
      for (std::size_t i = 1; i != keys.size(); ++i) sql += ", ?";
      statement = prepared((sql + ")").c_str());
    }
    for (std::size_t i = 0; i != keys.size(); ++i)
      demand(sqlite3_bind_int64(statement, static_cast<int>(i) + 1, keys[i]));
    std::vector<Row> rows;
    each_row(statement, [&] { read(statement, rows.emplace_back()); });
    return rows;
  }

  static void read(sqlite3_stmt* statement, int column, std::string& text) {
    const char* data = reinterpret_cast<const char*>(sqlite3_column_text(statement, column));
    text.assign(data, static_cast<std::size_t>(sqlite3_column_bytes(statement, column)));
  }
  static void read(sqlite3_stmt* statement, int column, std::optional<std::string>& text) {
    if (sqlite3_column_type(statement, column) != SQLITE_NULL) read(statement, column, text.emplace());
  }
  static void read(sqlite3_stmt* statement, Person& row) {
    row.id = sqlite3_column_int64(statement, 0);
    read(statement, 1, row.name);
    if (sqlite3_column_type(statement, 2) != SQLITE_NULL) row.age = sqlite3_column_int(statement, 2);
    row.score = sqlite3_column_double(statement, 3);
  }
  static void read(sqlite3_stmt* statement, user& row) {
    row.id = sqlite3_column_int64(statement, 0);
    read(statement, 1, row.name);
    read(statement, 2, row.hair_color);
  }
  static void read(sqlite3_stmt* statement, post& row, int from = 0) {
    row.id = sqlite3_column_int64(statement, from);
    row.user_id = sqlite3_column_int64(statement, from + 1);
    read(statement, from + 2, row.title);
    read(statement, from + 3, row.body);
  }
  static void read(sqlite3_stmt* statement, comment& row) {
    row.id = sqlite3_column_int64(statement, 0);
    row.post_id = sqlite3_column_int64(statement, 1);
    read(statement, 2, row.text);
  }
};

}  // namespace by_hand
