// expect: sqlalloy: bulk_insert() is asked for keys that the database does not make; read them from the structs
#include <sqlalloy.hpp>
#include <sqlalloy/driver/sqlite3.hpp>

#include <string>
#include <vector>

namespace sa = sqlalloy;

struct user {
  int id{};
  std::string name{};
  int age{};
};

using database = sa::connection<sa::sqlite::sqlite3>;

struct word {
  std::string text{};
  using table = sa::table<"words", sa::primary_key<&word::text>>;
};

void run(database& db, const std::vector<word>& words, const std::vector<user>& users) {
#if REJECT
  db.bulk_insert(words, sa::returning_keys);  // the line at fault
#else
  db.bulk_insert(words);
#endif
  db.bulk_insert(users, sa::returning_keys);
}
