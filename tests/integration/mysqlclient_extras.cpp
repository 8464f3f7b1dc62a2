// SPDX-License-Identifier: MIT
// What the client of MySQL and MariaDB can do beyond queries.
#include <sqlalloy.hpp>
#include <sqlalloy/driver/mysqlclient.hpp>

#include <catch2/catch.hpp>
#include <integration/driver_backends.hpp>

#include <unistd.h>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <string>
#include <string_view>
#include <vector>

namespace sa = sqlalloy;

namespace {

struct Reading {
  int id{};
  std::string text{};

  using table = sa::table<"extras_readings", sa::primary_key<&Reading::id>>;
};

struct file_to_load {
  std::string path = "/tmp/sqlalloy_readings_" + std::to_string(::getpid()) + ".tsv";
  std::string load = "LOAD DATA LOCAL INFILE '" + path + "' INTO TABLE extras_readings (id, text)";

  file_to_load() { std::ofstream(path) << "7\tseven\n8\tei\\ght\n"; }
  ~file_to_load() { std::remove(path.c_str()); }

  static sa::engine<sa::mariadb::mysqlclient> engine(std::string_view options) {
    const char* const url = std::getenv("SQLALLOY_MARIADB_URL");
    REQUIRE(url);
    auto made = sa::create_engine<sa::mariadb::mysqlclient>(url + std::string(options));
    made.begin([](auto& db) {
      for (const auto& row : db.exec_driver_sql("SELECT @@local_infile"))
        if (row[0].integer() != 1) FAIL("the server's variable local_infile is off: it decides before the client does");
      db.drop_all(sa::tables<Reading>);
      db.create_all(sa::tables<Reading>);
    });
    return made;
  }
};

TEST_CASE_METHOD(file_to_load, "mysqlclient: a file of this machine is loaded where the URL says so") {
  auto engine = file_to_load::engine("?local_infile=true");
  engine.begin([&](auto& db) {
    db.exec_driver_sql(load);
    const auto rows = db.execute(sa::select<Reading>().order_by(sa::col<&Reading::id>)).all();
    REQUIRE(rows.size() == 2);
    CHECK((rows[0].id == 7 && rows[0].text == "seven"));
    CHECK((rows[1].id == 8 && rows[1].text == "ei\\ght"));  // in these sessions a backslash is one
  });
  engine.begin([&](auto& db) {
    const auto missing = db.try_exec_driver_sql("LOAD DATA LOCAL INFILE '/nowhere' INTO TABLE extras_readings (id)");
    REQUIRE_FALSE(missing);
    CHECK(missing.error().message.find("/nowhere") != std::string::npos);
    CHECK(db.execute(sa::select<Reading>()).all().size() == 2);  // the connection goes on
    db.drop_all(sa::tables<Reading>);
  });
}

TEST_CASE_METHOD(file_to_load, "mysqlclient: else no file of this machine is sent") {
  for (const char* options : {"", "?local_infile=false"}) {
    auto engine = file_to_load::engine(options);
    auto db = engine.connect();
    const auto refused = db.try_exec_driver_sql(load);
    REQUIRE_FALSE(refused);
    CHECK(refused.error().kind != sa::failure::none);
    INFO(refused.error().message);
    CHECK(refused.error().message.find("local") != std::string::npos);
    db.rollback();
    CHECK(db.execute(sa::select<Reading>()).all().empty());
    db.drop_all(sa::tables<Reading>);
  }
}

}  // namespace
