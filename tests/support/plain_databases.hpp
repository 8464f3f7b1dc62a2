// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy/driver/connect_options.hpp>
#include <sqlalloy/driver/mysqlclient/session.hpp>
#include <sqlalloy/query/slots.hpp>
#include <sqlalloy/type/statement_text.hpp>

#include <libpq-fe.h>
#include <mysql.h>
#include <sqlite3.h>

#include <array>
#include <charconv>
#include <concepts>
#include <cstdint>
#include <cstdlib>
#include <memory>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

/// The databases by their own C interfaces, as a program without SQLAlloy would use them: what SQL is worth is judged
/// by nobody else.
namespace plain {

namespace sa = sqlalloy;

/// A value of a row, or of a parameter, as text that is the same for every database; NULL is "NULL".
using row = std::vector<std::string>;

/// A value for a placeholder: its text, nothing for NULL; of a list, the text of each element.
struct parameter {
  std::optional<std::string> text{};
  std::vector<std::string> elements{};
  bool is_list = false;
};

inline std::string spelled(double value) {
  std::array<char, 32> digits{};
  return {digits.data(), std::to_chars(digits.data(), digits.data() + digits.size(), value).ptr};
}
inline std::string spelled(std::string_view value) { return std::string(value); }
template <std::integral T>
std::string spelled(T value) {
  return std::to_string(value);
}

template <class T>
parameter as_parameter(const T& value) {
  return {spelled(value)};
}
template <class T>
parameter as_parameter(const std::optional<T>& value) {
  return value ? as_parameter(*value) : parameter{};
}

/// The values of a query in the order in which it gives them out.
template <class Query>
std::vector<parameter> parameters_of(const Query& query) {
  std::vector<parameter> all;
  auto add = [&all](const auto& slot) {
    if constexpr (requires { slot.values; }) {
      parameter list{.is_list = true};
      for (std::size_t i = 0; i != slot.values.size(); ++i) list.elements.push_back(spelled(slot.values.data()[i]));
      all.push_back(std::move(list));
    } else {
      all.push_back(as_parameter(slot.value));
    }
  };
  sa::for_each_slot(query, add);
  return all;
}

inline std::string as_json(const parameter& list, sa::sql_type type) {
  std::string text = "[";
  for (const std::string& element : list.elements) {
    if (text.size() > 1) text += ',';
    text += sa::element_of(type) == sa::sql_type::text ? '"' + element + '"' : element;
  }
  return text + ']';
}

class error : public std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// SQLite in memory, with foreign keys, and a second database under the name of a schema.
class sqlite {
 public:
  static constexpr bool is_numbered = false;

  explicit sqlite(const char* schema) {
    ::sqlite3_open(":memory:", &connection_);
    run("PRAGMA foreign_keys = ON");
    run(("ATTACH ':memory:' AS " + std::string(schema)).c_str());
  }
  sqlite(const sqlite&) = delete;
  sqlite& operator=(const sqlite&) = delete;
  ~sqlite() { ::sqlite3_close(connection_); }

  void run(const char* script) {
    if (::sqlite3_exec(connection_, script, nullptr, nullptr, nullptr) != SQLITE_OK)
      throw error(::sqlite3_errmsg(connection_));
  }

  /// Why the statement is not accepted; empty where it is.
  std::string refuses(const sa::statement_text& text) {
    ::sqlite3_stmt* prepared = nullptr;
    const char* rest = nullptr;
    const int code = ::sqlite3_prepare_v2(connection_, text.sql, -1, &prepared, &rest);
    const statement owner(prepared);
    if (code != SQLITE_OK) return ::sqlite3_errmsg(connection_);
    if (*rest != '\0') return std::string("there is text behind the statement: ") + rest;
    if (::sqlite3_bind_parameter_count(prepared) != static_cast<int>(text.parameters.size())) return "parameters";
    if (!text.columns.empty() && ::sqlite3_column_count(prepared) != static_cast<int>(text.columns.size()))
      return "columns";
    return {};
  }

  std::vector<row> rows(const sa::statement_text& text, const std::vector<parameter>& values) {
    ::sqlite3_stmt* prepared = nullptr;
    if (::sqlite3_prepare_v2(connection_, text.sql, -1, &prepared, nullptr) != SQLITE_OK)
      throw error(::sqlite3_errmsg(connection_));
    const statement owner(prepared);
    for (std::size_t i = 0; i != values.size(); ++i)
      bind(prepared, static_cast<int>(i) + 1, values[i], text.parameters[i]);
    std::vector<row> all;
    int code = SQLITE_ROW;
    while ((code = ::sqlite3_step(prepared)) == SQLITE_ROW) {
      row& one = all.emplace_back();
      for (int column = 0; column != ::sqlite3_column_count(prepared); ++column) one.push_back(read(prepared, column));
    }
    if (code != SQLITE_DONE) throw error(::sqlite3_errmsg(connection_));
    return all;
  }

 private:
  struct finalize {
    void operator()(::sqlite3_stmt* old) const { ::sqlite3_finalize(old); }
  };
  using statement = std::unique_ptr<::sqlite3_stmt, finalize>;

  ::sqlite3* connection_ = nullptr;

  static void bind(::sqlite3_stmt* prepared, int place, const parameter& given, sa::sql_type type) {
    std::string text = given.text.value_or("");
    if (given.is_list) {
      text = as_json(given, type);
    } else if (!given.text) {
      return;
    }
    const bool is_text = given.is_list || type == sa::sql_type::text;
    if (is_text)
      ::sqlite3_bind_text(prepared, place, text.data(), static_cast<int>(text.size()), SQLITE_TRANSIENT);
    else if (type == sa::sql_type::real || type == sa::sql_type::double_precision)
      ::sqlite3_bind_double(prepared, place, std::stod(text));
    else
      ::sqlite3_bind_int64(prepared, place, std::stoll(text));
  }

  static std::string read(::sqlite3_stmt* prepared, int column) {
    switch (::sqlite3_column_type(prepared, column)) {
      case SQLITE_NULL:
        return "NULL";
      case SQLITE_FLOAT:
        return spelled(::sqlite3_column_double(prepared, column));
      default:
        return reinterpret_cast<const char*>(::sqlite3_column_text(prepared, column));
    }
  }
};

/// PostgreSQL, in a transaction that is never committed, so that nothing remains: neither the schema that it works in
/// nor the other one.
class postgresql {
 public:
  static constexpr bool is_numbered = true;

  postgresql(const std::string& url, const char* schema) : connection_(::PQconnectdb(url.c_str())) {
    if (::PQstatus(connection_.get()) != CONNECTION_OK) throw error(::PQerrorMessage(connection_.get()));
    run(("SET client_min_messages = warning; BEGIN; CREATE SCHEMA sqlalloy_plain; SET search_path TO sqlalloy_plain; "
         "CREATE SCHEMA " +
         std::string(schema))
            .c_str());
  }

  void run(const char* script) {
    const result done(::PQexec(connection_.get(), script));
    if (::PQresultStatus(done.get()) != PGRES_COMMAND_OK && ::PQresultStatus(done.get()) != PGRES_TUPLES_OK)
      throw error(::PQresultErrorMessage(done.get()));
  }

  std::string refuses(const sa::statement_text& text) {
    run("SAVEPOINT before");
    const result done = prepare(text);
    std::string why = ::PQresultErrorMessage(done.get());
    if (why.empty() && !text.columns.empty()) {
      const result described(::PQdescribePrepared(connection_.get(), ""));
      if (::PQnfields(described.get()) != static_cast<int>(text.columns.size())) why = "columns";
      for (std::size_t i = 0; why.empty() && i != text.columns.size(); ++i)
        if (const ::Oid found = ::PQftype(described.get(), static_cast<int>(i)); !is_kind(found, text.columns[i]))
          why = "column " + std::to_string(i) + " has the type " + std::to_string(found);
    }
    run(why.empty() ? "RELEASE before" : "ROLLBACK TO before; RELEASE before");
    return why;
  }

  std::vector<row> rows(const sa::statement_text& text, const std::vector<parameter>& given) {
    if (const result done = prepare(text); ::PQresultStatus(done.get()) != PGRES_COMMAND_OK)
      throw error(::PQresultErrorMessage(done.get()));
    std::vector<std::string> texts;
    for (const parameter& one : given) {
      std::string list;
      for (const std::string& element : one.elements) list += (list.empty() ? "\"" : ",\"") + element + '"';
      texts.push_back(one.is_list ? '{' + list + '}' : one.text.value_or(""));
    }
    std::vector<const char*> values;
    for (std::size_t i = 0; i != given.size(); ++i)
      values.push_back(given[i].is_list || given[i].text ? texts[i].c_str() : nullptr);
    const result done(
        ::PQexecPrepared(connection_.get(), "", static_cast<int>(values.size()), values.data(), nullptr, nullptr, 0));
    if (::PQresultStatus(done.get()) != PGRES_COMMAND_OK && ::PQresultStatus(done.get()) != PGRES_TUPLES_OK)
      throw error(::PQresultErrorMessage(done.get()));
    std::vector<row> all(static_cast<std::size_t>(::PQntuples(done.get())));
    for (std::size_t i = 0; i != all.size(); ++i)
      for (int column = 0; column != ::PQnfields(done.get()); ++column)
        all[i].push_back(read(done.get(), static_cast<int>(i), column));
    return all;
  }

 private:
  struct finish {
    void operator()(::PGconn* old) const { ::PQfinish(old); }
  };
  struct clear {
    void operator()(::PGresult* old) const { ::PQclear(old); }
  };
  using result = std::unique_ptr<::PGresult, clear>;

  std::unique_ptr<::PGconn, finish> connection_;

  // The numbers of pg_type.dat.
  static ::Oid number_of(sa::sql_type type) {
    switch (sa::element_of(type)) {
      case sa::sql_type::boolean:
        return sa::is_array(type) ? 1000 : 16;
      case sa::sql_type::smallint:
        return sa::is_array(type) ? 1005 : 21;
      case sa::sql_type::integer:
        return sa::is_array(type) ? 1007 : 23;
      case sa::sql_type::bigint:
        return sa::is_array(type) ? 1016 : 20;
      case sa::sql_type::real:
        return sa::is_array(type) ? 1021 : 700;
      case sa::sql_type::double_precision:
        return sa::is_array(type) ? 1022 : 701;
      case sa::sql_type::text:
        return sa::is_array(type) ? 1009 : 25;
      default:
        throw error("a type that these tests do not use");
    }
  }

  // A column may be narrower than what it is read into.
  static bool is_kind(::Oid found, sa::sql_type wanted) {
    const auto among = [found](std::initializer_list<::Oid> some) {
      for (const ::Oid one : some)
        if (one == found) return true;
      return false;
    };
    switch (wanted) {
      case sa::sql_type::smallint:
      case sa::sql_type::integer:
      case sa::sql_type::bigint:
        return among({20, 21, 23});
      case sa::sql_type::real:
      case sa::sql_type::double_precision:
        return among({700, 701});
      default:
        return found == number_of(wanted);
    }
  }

  result prepare(const sa::statement_text& text) {
    std::vector<::Oid> types;
    for (const sa::sql_type type : text.parameters) types.push_back(number_of(type));
    return result(::PQprepare(connection_.get(), "", text.sql, static_cast<int>(types.size()), types.data()));
  }

  static std::string read(const ::PGresult* done, int index, int column) {
    if (::PQgetisnull(done, index, column)) return "NULL";
    const std::string text = ::PQgetvalue(done, index, column);
    const ::Oid type = ::PQftype(done, column);
    if (type == 16) return text == "t" ? "1" : "0";
    return type == 700 || type == 701 ? spelled(std::stod(text)) : text;
  }
};

/// MariaDB, with the session that the dialect asks for, in a database of its own that is deleted in the end, as is the
/// other one.
class mariadb {
 public:
  static constexpr bool is_numbered = false;

  mariadb(const sa::connect_options& where, const char* schema,
          sa::mysql::server_kind kind = sa::mysql::server_kind::mariadb)
      : schema_(schema) {
    connection_.reset(::mysql_init(nullptr));
    if (!::mysql_real_connect(connection_.get(), where.host.c_str(), where.username.c_str(), where.password.c_str(),
                              nullptr, static_cast<unsigned>(where.port), nullptr, CLIENT_MULTI_STATEMENTS))
      throw error(::mysql_error(connection_.get()));
    run((std::string(sa::mysql::session_text(kind)) + "; " + drop() +
         "CREATE DATABASE sqlalloy_plain; USE sqlalloy_plain; CREATE DATABASE " + schema_)
            .c_str());
  }
  mariadb(const mariadb&) = delete;
  mariadb& operator=(const mariadb&) = delete;
  ~mariadb() {
    try {
      run(drop().c_str());
    } catch (const error&) {  // the next one deletes them
    }
  }

  void run(const char* script) {
    if (::mysql_query(connection_.get(), script) != 0) fail();
    int more = 0;
    do ::mysql_free_result(::mysql_store_result(connection_.get()));
    while ((more = ::mysql_next_result(connection_.get())) == 0);
    if (more > 0) fail();
  }

  std::string refuses(const sa::statement_text& text) {
    const statement prepared = prepare(text);
    if (const char* why = ::mysql_stmt_error(prepared.get()); *why != '\0') return why;
    if (::mysql_stmt_param_count(prepared.get()) != text.parameters.size()) return "parameters";
    // Those of RETURNING are told by the execution.
    const std::size_t columns = ::mysql_stmt_field_count(prepared.get());
    return columns != 0 && !text.columns.empty() && columns != text.columns.size() ? "columns" : "";
  }

  std::vector<row> rows(const sa::statement_text& text, const std::vector<parameter>& given) {
    const statement prepared = prepare(text);
    std::vector<std::string> texts(given.size());
    std::vector<::MYSQL_BIND> binds(given.size());
    for (std::size_t i = 0; i != given.size(); ++i) bind(binds[i], texts[i], given[i], text.parameters[i]);
    if (::mysql_stmt_errno(prepared.get()) != 0 ||
        (!binds.empty() && ::mysql_stmt_bind_param(prepared.get(), binds.data())) ||
        ::mysql_stmt_execute(prepared.get()) != 0)
      throw error(::mysql_stmt_error(prepared.get()));
    const std::size_t columns = ::mysql_stmt_field_count(prepared.get());
    std::vector<row> all;
    if (columns == 0) return all;
    // Everything as text, which the client library makes of it, but reals, whose digits are to be ours.
    const std::unique_ptr<::MYSQL_RES, free_result> described(::mysql_stmt_result_metadata(prepared.get()));
    std::vector<std::array<char, 256>> room(columns);
    std::vector<double> reals(columns);
    std::vector<unsigned long> lengths(columns);
    const auto nulls = std::make_unique<flag[]>(columns);  // of bool a vector has no places
    std::vector<::MYSQL_BIND> places(columns);
    const auto is_real = [&](std::size_t i) {
      const auto kind = ::mysql_fetch_field_direct(described.get(), static_cast<unsigned>(i))->type;
      return kind == MYSQL_TYPE_FLOAT || kind == MYSQL_TYPE_DOUBLE;
    };
    for (std::size_t i = 0; i != columns; ++i) {
      places[i].buffer_type = is_real(i) ? MYSQL_TYPE_DOUBLE : MYSQL_TYPE_STRING;
      places[i].buffer = is_real(i) ? static_cast<void*>(&reals[i]) : room[i].data();
      places[i].buffer_length = is_real(i) ? sizeof reals[i] : room[i].size();
      places[i].length = &lengths[i];
      places[i].is_null = &nulls[i];
    }
    if (::mysql_stmt_bind_result(prepared.get(), places.data())) throw error(::mysql_stmt_error(prepared.get()));
    while (::mysql_stmt_fetch(prepared.get()) == 0) {
      row& one = all.emplace_back();
      for (std::size_t i = 0; i != columns; ++i)
        one.push_back(nulls[i] ? "NULL" : is_real(i) ? spelled(reals[i]) : std::string(room[i].data(), lengths[i]));
    }
    return all;
  }

 private:
  struct close {
    void operator()(::MYSQL* old) const { ::mysql_close(old); }
  };
  struct close_statement {
    void operator()(::MYSQL_STMT* old) const { ::mysql_stmt_close(old); }
  };
  struct free_result {
    void operator()(::MYSQL_RES* old) const { ::mysql_free_result(old); }
  };
  using statement = std::unique_ptr<::MYSQL_STMT, close_statement>;
  using flag = std::remove_pointer_t<decltype(::MYSQL_BIND::is_null)>;

  std::string schema_;
  std::unique_ptr<::MYSQL, close> connection_;

  std::string drop() const {
    return "DROP DATABASE IF EXISTS sqlalloy_plain; DROP DATABASE IF EXISTS " + schema_ + "; ";
  }
  [[noreturn]] void fail() { throw error(::mysql_error(connection_.get())); }

  statement prepare(const sa::statement_text& text) {
    statement prepared(::mysql_stmt_init(connection_.get()));
    (void)::mysql_stmt_prepare(prepared.get(), text.sql, static_cast<unsigned long>(text.size));
    return prepared;
  }

  static void bind(::MYSQL_BIND& bound, std::string& text, const parameter& given, sa::sql_type type) {
    bound = {};
    bound.buffer_type = MYSQL_TYPE_STRING;
    if (given.is_list) {
      text = as_json(given, type);
    } else if (!given.text) {
      bound.buffer_type = MYSQL_TYPE_NULL;
    } else if (type == sa::sql_type::text) {
      text = *given.text;
    } else if (type == sa::sql_type::real || type == sa::sql_type::double_precision) {
      const double real = std::stod(*given.text);
      text.assign(reinterpret_cast<const char*>(&real), sizeof real);
      bound.buffer_type = MYSQL_TYPE_DOUBLE;
    } else {
      const std::int64_t integer = std::stoll(*given.text);
      text.assign(reinterpret_cast<const char*>(&integer), sizeof integer);
      bound.buffer_type = MYSQL_TYPE_LONGLONG;
    }
    bound.buffer = text.data();
    bound.buffer_length = static_cast<unsigned long>(text.size());
  }
};

/// The same on MySQL.
class mysql : public mariadb {
 public:
  mysql(const sa::connect_options& where, const char* schema) : mariadb(where, schema, sa::mysql::server_kind::mysql) {}
};

}  // namespace plain
