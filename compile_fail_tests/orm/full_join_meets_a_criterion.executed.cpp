// expect: sqlalloy: full_join() meets a criterion of the session, for which there is no place; use left_join()
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

const auto titled = sa::criterion(sa::tables<post>, [](auto of) { return of[sa::col<&post::title>] != "x"; });
constexpr auto writers = sa::select<user>();

void run(engine& of) {
  sa::session session(of, sa::tables<user, post>, titled);
#if REJECT
  (void)session.execute(writers.full_join(sa::tables<post>));  // the line at fault
#else
  (void)session.execute(writers.left_join(sa::tables<post>));
#endif
}
