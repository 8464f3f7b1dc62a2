// expect: sqlalloy: a relation finds more than one foreign key between its two tables; choose one with
//   sa::relation and sa::foreign_keys
#include <sqlalloy.hpp>
#include <sqlalloy/driver/sqlite3.hpp>
#include <sqlalloy/orm.hpp>

#include <cstdint>
#include <string>

namespace sa = sqlalloy;

using engine = sa::engine<sa::sqlite::sqlite3>;

struct user {
  std::int64_t id{};
};

#if REJECT
struct post {
  std::int64_t id{};
  std::int64_t author_id{};
  std::int64_t editor_id{};
  sa::one<user> author{};

  using table = sa::table<"posts", sa::primary_key<&post::id>, sa::references<&post::author_id, user>,
                          sa::references<&post::editor_id, user>>;
};
#else
struct post {
  std::int64_t id{};
  std::int64_t author_id{};
  std::int64_t editor_id{};
  sa::one<user> author{};

  using table = sa::table<"posts", sa::primary_key<&post::id>, sa::references<&post::author_id, user>,
                          sa::references<&post::editor_id, user>,
                          sa::relation<&post::author, sa::foreign_keys<&post::author_id>>>;
};
#endif

void run(engine& of) {
  sa::session session(of, sa::tables<user, post>);  // the line at fault
}
