// expect: sqlalloy: into() reads a column that may be NULL into a field that may not; make it a std::optional
#include <sqlalloy/engine/result_rows.hpp>

#include <sqlalloy.hpp>
#include <sqlalloy/driver/sqlite3.hpp>

#include <string>

namespace sa = sqlalloy;

struct user {
  int id{};
  std::string name{};
};

struct post {
  int id{};
  int author_id{};
  std::string title{};

  using table = sa::table<"posts", sa::primary_key<&post::id>, sa::references<&post::author_id, user>>;
};

struct pair {
  std::string name{};
  std::string title{};
};

using database = sa::connection<sa::sqlite::sqlite3>;

constexpr auto pairs = sa::select(sa::col<&user::name>, sa::col<&post::title>);

void run(database& db) {
#if REJECT
  db.execute(pairs.left_join(sa::tables<post>)).into(sa::type<pair>{});  // the line at fault
#else
  db.execute(pairs.join(sa::tables<post>)).into(sa::type<pair>{});
#endif
}
