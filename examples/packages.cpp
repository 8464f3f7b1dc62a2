// SPDX-License-Identifier: MIT
//
// Debian's package database, as tables, and what can be asked of them.
//
//     packages [STATUS_FILE [DATABASE_URL]]
//
// Reads dpkg's status file (/var/lib/dpkg/status) into a database and answers questions. The database is in memory
// (`sqlite://`) or is kept: `sqlite:////tmp/packages.db`, `postgresql://user@host/database`. It can be filled again:
// packages that are new, changed or gone since then are put right. Where the file is wrong, nothing is imported: one
// line says where and why, and the exit code is 1.
//
//     packages/tables.hpp       the tables
//     packages/import.hpp       from the file into the tables: inserts, upserts, one transaction
//     packages/questions.hpp    the queries
//     packages/status_file.hpp  the reader of the file; no SQL

#include "packages/import.hpp"
#include "packages/questions.hpp"

#include <sqlalloy.hpp>
#include <sqlalloy/driver/sqlite3.hpp>
#if __has_include(<libpq-fe.h>)
#include <sqlalloy/driver/libpq.hpp>
#endif

#include <exception>
#include <iostream>
#include <stdexcept>
#include <string_view>

// The queries are the same for all databases; the URL chooses.
auto create_engine(std::string_view url) {
#if __has_include(<libpq-fe.h>)
  return sa::create_engine<sa::sqlite::sqlite3, sa::postgresql::libpq>(url);
#else
  return sa::create_engine<sa::sqlite::sqlite3>(url);
#endif
}

int main(int argc, char** argv) {
  if (argc > 3) {
    std::cerr << "usage: packages [STATUS_FILE [DATABASE_URL]]\n";
    return 1;
  }
  try {
    dpkg::status_file file(argc > 1 ? argv[1] : "/var/lib/dpkg/status");
    auto engine = create_engine(argc > 2 ? argv[2] : "sqlite://");

    engine.begin([&](auto& db) { import_status(db, file); });  // all of it, or nothing

    auto db = engine.connect();
    answer_questions(db, std::cout);
    if (!std::cout.flush()) throw std::runtime_error("the answers cannot be written");
    return 0;
  } catch (const sa::error& error) {
    std::cerr << "packages: " << error.info().message << '\n';  // what() tells the SQL too
  } catch (const std::exception& error) {
    std::cerr << "packages: " << error.what() << '\n';
  }
  return 1;
}
