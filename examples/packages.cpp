// SPDX-License-Identifier: MIT
//
// Debian's package database, as tables, and what can be asked of them.
//
//     packages [STATUS_FILE [DATABASE_URL]]
//
// Reads dpkg's status file (/var/lib/dpkg/status) into a database (`sqlite://`, in memory; `sqlite:////tmp/packages.db`
// keeps it) and answers questions. The same database can be filled again: packages that are new, changed or gone since
// then are put right. Where the file is wrong, nothing is imported: one line says where and why, the exit code is 1.
//
//     packages/tables.hpp       the tables
//     packages/import.hpp       from the file into the tables: inserts, upserts, one transaction
//     packages/questions.hpp    the queries
//     packages/status_file.hpp  the reader of the file; no SQL

#include "packages/import.hpp"
#include "packages/questions.hpp"

#include <sqlalloy.hpp>
#include <sqlalloy/driver/sqlite3.hpp>

#include <exception>
#include <iostream>
#include <string>

int main(int argc, char** argv) {
  if (argc > 3) {
    std::cerr << "usage: packages [STATUS_FILE [DATABASE_URL]]\n";
    return 1;
  }
  try {
    auto engine = sa::create_engine<sa::sqlite::sqlite3>(argc > 2 ? argv[2] : "sqlite://");
    dpkg::status_file file(argc > 1 ? argv[1] : "/var/lib/dpkg/status");

    engine.begin([&](auto& db) { import_status(db, file); });  // all of it, or nothing

    auto db = engine.connect();
    answer_questions(db, std::cout);
  } catch (const std::exception& error) {
    std::cerr << error.what() << '\n';
    return 1;
  }
}
