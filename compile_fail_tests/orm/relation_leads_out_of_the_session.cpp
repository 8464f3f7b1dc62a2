// expect: sqlalloy: a relation leads to a struct that the session does not have; name it in sa::tables, too
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

void run(engine& of) {
#if REJECT
  sa::session session(of, sa::tables<user>);  // the line at fault
#else
  sa::session session(of, sa::tables<user, post>);
#endif
}
