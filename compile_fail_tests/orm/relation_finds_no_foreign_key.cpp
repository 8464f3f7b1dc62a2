// expect: sqlalloy: a relation finds no foreign key between its two tables; say sa::references, or the table
//   between them with sa::relation and sa::secondary
#include <sqlalloy.hpp>
#include <sqlalloy/driver/sqlite3.hpp>
#include <sqlalloy/orm.hpp>

#include <cstdint>
#include <string>

namespace sa = sqlalloy;

using engine = sa::engine<sa::sqlite::sqlite3>;

struct post;

struct user {
  std::int64_t id{};
  sa::many<post> posts{};
};

#if REJECT
struct post {
  std::int64_t id{};
  std::int64_t author_id{};
};
#else
struct post {
  std::int64_t id{};
  std::int64_t author_id{};

  using table = sa::table<"posts", sa::primary_key<&post::id>, sa::references<&post::author_id, user> >;
};
#endif

void run(engine& of) {
  sa::session session(of, sa::tables<user, post>);  // the line at fault
}
