// expect: sqlalloy: load() names a member of another struct than that of the object; name one of its own
#include <sqlalloy.hpp>
#include <sqlalloy/driver/sqlite3.hpp>
#include <sqlalloy/orm.hpp>

#include <cstdint>

namespace sa = sqlalloy;

using engine = sa::engine<sa::sqlite::sqlite3>;

struct post;
struct user {
  std::int64_t id{};
  sa::many<post> posts{};

  using table = sa::table<"users", sa::primary_key<&user::id>>;
};
struct post {
  std::int64_t id{};
  std::int64_t user_id{};
  sa::one<user> author{};

  using table = sa::table<"posts", sa::primary_key<&post::id>, sa::references<&post::user_id, user>>;
};

void run(engine& of) {
  sa::session session(of, sa::tables<user, post>);
  const auto ada = session.get(sa::tables<user>, 1);
#if REJECT
  session.load(ada, sa::col<&post::author>);  // the line at fault
#else
  session.load(ada, sa::col<&user::posts>);
#endif
}
