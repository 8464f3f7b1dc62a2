// SPDX-License-Identifier: MIT
#pragma once

// What a careful C programmer writes against MariaDB's client library: a statement prepared once on the server, its
// parameter and the columns of its row bound once to places that stay, in binary; the types of the columns looked at
// once when the statement is prepared, NULL looked for where it would be read as a number, text that is longer than its
// place refused, all rows taken from the server before they are read, the row copied into a struct.

#include <sqlalloy/engine/url.hpp>

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>

#include <mysql.h>

#include "person.hpp"

namespace by_hand {

[[noreturn, gnu::cold]] inline void stop(const char* why, const char* what) {
  std::fprintf(stderr, "%s: %s\n", what, why);
  std::exit(1);
}

inline MYSQL* open(const std::string& url) {
  const sqlalloy::connect_options to = sqlalloy::url::parse(url).value.options;
  MYSQL* connection = mysql_init(nullptr);
  mysql_options(connection, MYSQL_SET_CHARSET_NAME, "utf8mb4");
  if (!mysql_real_connect(connection, to.host.c_str(), to.username.c_str(), to.password.c_str(), to.database.c_str(),
                          static_cast<unsigned>(to.port), nullptr, 0))
    stop(mysql_error(connection), "mysql_real_connect");
  return connection;
}

inline void run(MYSQL* connection, const char* sql) {
  if (mysql_query(connection, sql) != 0) stop(mysql_error(connection), sql);
}

// A temporary table: it is gone with the connection, and other connections never see it.
inline constexpr char create_people[] =
    "CREATE TEMPORARY TABLE person (id bigint AUTO_INCREMENT PRIMARY KEY, name varchar(255) NOT NULL, age int, "
    "score double NOT NULL) DEFAULT CHARACTER SET utf8mb4";
inline constexpr char fill_people[] =
    "INSERT INTO person (name, age, score) SELECT concat('name', seq), CASE WHEN seq % 2 = 1 THEN seq % 90 END, "
    "seq * 0.5 FROM seq_1_to_100000 ORDER BY seq";
inline constexpr char select_person[] =
    "SELECT person.id, person.name, person.age, person.score FROM person WHERE person.id = ?";

/// A point select that is prepared, and the places of its parameter and of the columns of its row.
class select {
 public:
  explicit select(MYSQL* connection) : handle_(mysql_stmt_init(connection)) {
    demand(mysql_stmt_prepare(handle_, select_person, sizeof(select_person) - 1));
    check_columns();
    MYSQL_BIND in{};
    in.buffer_type = MYSQL_TYPE_LONGLONG;
    in.buffer = &key_;
    demand(mysql_stmt_bind_param(handle_, &in));
    MYSQL_BIND out[4]{};
    out[0].buffer_type = MYSQL_TYPE_LONGLONG;
    out[0].buffer = &id_;
    out[1].buffer_type = MYSQL_TYPE_STRING;
    out[1].buffer = name_;
    out[1].buffer_length = sizeof(name_);
    out[1].length = &length_;
    out[2].buffer_type = MYSQL_TYPE_LONG;
    out[2].buffer = &age_;
    out[3].buffer_type = MYSQL_TYPE_DOUBLE;
    out[3].buffer = &score_;
    for (int i = 0; i != 4; ++i) out[i].is_null = &is_null_[i];
    demand(mysql_stmt_bind_result(handle_, out));
  }
  select(const select&) = delete;
  select& operator=(const select&) = delete;
  ~select() { mysql_stmt_close(handle_); }

  person find(std::int64_t key) {
    person row = fetch(key);
    if (mysql_stmt_fetch(handle_) != MYSQL_NO_DATA) stop("more than one row", "find");
    mysql_stmt_free_result(handle_);
    return row;
  }

  /// Without what the library leaves out: that there is one row at most is known by its key, and there is nothing to
  /// free where all rows were read.
  person find_on_equal_terms(std::int64_t key) { return fetch(key); }

 private:
  MYSQL_STMT* const handle_;
  std::int64_t key_ = 0, id_ = 0;
  char name_[256];
  unsigned long length_ = 0;
  std::int32_t age_ = 0;
  double score_ = 0;
  my_bool is_null_[4]{};

  [[gnu::always_inline]] person fetch(std::int64_t key) {
    key_ = key;
    demand(mysql_stmt_execute(handle_));
    demand(mysql_stmt_store_result(handle_));
    demand(mysql_stmt_fetch(handle_));
    if (is_null_[0] || is_null_[1] || is_null_[3]) stop("NULL in a column that is never NULL", "find");
    person row;
    row.id = id_;
    row.name.assign(name_, length_);
    if (!is_null_[2]) row.age = age_;
    row.score = score_;
    return row;
  }

  void demand(int code) {
    if (code != 0) stop(mysql_stmt_error(handle_), select_person);
  }

  void check_columns() {
    MYSQL_RES* described = mysql_stmt_result_metadata(handle_);
    const MYSQL_FIELD* fields = mysql_fetch_fields(described);
    if (mysql_num_fields(described) != 4 || fields[0].type != MYSQL_TYPE_LONGLONG ||
        fields[1].type != MYSQL_TYPE_VAR_STRING || fields[2].type != MYSQL_TYPE_LONG ||
        fields[3].type != MYSQL_TYPE_DOUBLE)
      stop("other types than expected", "select");
    mysql_free_result(described);
  }
};

}  // namespace by_hand
