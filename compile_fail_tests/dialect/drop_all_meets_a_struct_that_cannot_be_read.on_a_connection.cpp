// expect: sqlalloy: drop_all() meets a struct whose fields cannot be found; make it an aggregate without base
//   classes, C arrays and references, or adapt it with BOOST_HANA_ADAPT_STRUCT
#include <sqlalloy.hpp>
#include <sqlalloy/driver/sqlite3.hpp>

namespace sa = sqlalloy;

struct user {
  int id{};
#if REJECT
  char name[40]{};
#endif
  int age{};

  using table = sa::table<"users", sa::primary_key<&user::id>, sa::unique<&user::age>, sa::index<&user::age>,
                          sa::check<(sa::col<&user::age> > 0)>, sa::server_default<&user::age, "1">>;
};

using database = sa::connection<sa::sqlite::sqlite3>;

void run(database& db) {
  db.drop_all(sa::tables<user>);  // the line at fault
}
