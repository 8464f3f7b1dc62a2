// expect: sqlalloy: right_join() or full_join() is not in this database, or came with a later version; use left_join()
#include <sqlalloy/query/select.hpp>

#include <sqlalloy/dialect/mariadb.hpp>
#include <sqlalloy/dialect/render.hpp>

#include <string>

namespace sa = sqlalloy;

struct user {
  int id{};
  std::string name{};
};

struct post {
  int id{};
  int author_id{};

  using table = sa::table<"posts", sa::primary_key<&post::id>, sa::references<&post::author_id, user>>;
};

constexpr auto on = sa::col<&post::author_id> == sa::col<&user::id>;

#if REJECT
constexpr auto sql =
    sa::sql<sa::mariadb::dialect>(sa::select<user>().full_join(sa::tables<post>, on));  // the line at fault
#else
constexpr auto sql = sa::sql<sa::mariadb::dialect>(sa::select<user>().right_join(sa::tables<post>, on));
#endif
