// expect: sqlalloy: the session has no such table; name its struct in sa::tables where the session is made
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
  std::string name{};
  sa::many<post> posts{};
};

struct post {
  std::int64_t id{};
  std::int64_t author_id{};
  std::string title{};
  sa::one<user> author{};

  using table = sa::table<"posts", sa::primary_key<&post::id>, sa::references<&post::author_id, user>>;
};

struct tag {
  std::int64_t id{};
};

void run(engine& of) {
  sa::session session(of, sa::tables<user, post>);
#if REJECT
  (void)session.query(sa::select<tag>()).all();  // the line at fault
#else
  (void)session.query(sa::select<user>()).all();
#endif
}
