// expect: sqlalloy: on() is given a function that does not take what the event gives; let it take a const struct of the
//   session, or the session
#include <sqlalloy/driver/sqlite3.hpp>
#include <sqlalloy/orm/session_maker.hpp>

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

void run(sa::session_maker<sa::sqlite::sqlite3, sa::metadata<user>>& sessions) {
#if REJECT
  sessions.on(sa::before_flush, [](const user&) {});  // the line at fault
#else
  sessions.on(sa::before_flush, [](auto& session) { session.expire_all(); });
#endif
}
