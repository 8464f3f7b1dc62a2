// The URL chooses among the drivers that were compiled in.
#include <sqlalloy.hpp>
#include <sqlalloy/driver/libpq.hpp>
#include <sqlalloy/driver/mysqlclient.hpp>
#include <sqlalloy/driver/sqlite3.hpp>

#include <cstdint>
#include <cstdio>

namespace sa = sqlalloy;

struct Number {
  std::int64_t value{};

  using table = sa::table<"numbers", sa::primary_key<&Number::value>>;
};

int main() {
  auto engine =
      sa::create_engine<sa::sqlite::sqlite3, sa::postgresql::libpq, sa::mysql::mysqlclient, sa::mariadb::mysqlclient>(
          "sqlite://");
  return engine.begin([](auto& db) {
    db.create_all(sa::tables<Number>);
    db.execute(sa::insert(Number{.value = 7}).with(sa::col<&Number::value>));
    if (db.execute(sa::select<Number>()).one().value == 7) return 0;
    std::puts("the number that went in did not come out");
    return 1;
  });
}
