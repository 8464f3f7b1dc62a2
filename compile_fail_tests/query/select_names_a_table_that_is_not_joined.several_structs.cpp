// expect: sqlalloy: select() names a column of a table that is not in from() or join(); join it first
#include <sqlalloy/query/select.hpp>

#include <sqlalloy/dialect/render.hpp>
#include <sqlalloy/dialect/sqlite.hpp>

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

#if REJECT
constexpr auto sql = sa::sql<sa::sqlite::dialect>(sa::select<user, post>());  // the line at fault
#else
constexpr auto sql = sa::sql<sa::sqlite::dialect>(sa::select<user, post>().join(sa::tables<post>));
#endif
