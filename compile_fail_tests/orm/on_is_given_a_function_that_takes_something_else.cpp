// expect: sqlalloy: on() is given a function that does not take what the event gives; let it take a const struct of the
//   session, or the session
#include <sqlalloy/driver/sqlite3.hpp>
#include <sqlalloy/orm/session.hpp>

#include <cstdint>
#include <string>

namespace sa = sqlalloy;

struct user {
  std::int64_t id{};
  std::string name{};
};

struct post {
  std::int64_t id{};
  std::int64_t author_id{};
  std::string title{};
  sa::one<user> author{};

  using table = sa::table<"posts", sa::primary_key<&post::id>, sa::references<&post::author_id, user>>;
};

void run(sa::session<sa::sqlite::sqlite3, sa::metadata<user>>& session) {
#if REJECT
  session.on(sa::after_insert, [](const post&) {});  // the line at fault
#else
  session.on(sa::after_insert, [](const user&) {});
#endif
}
