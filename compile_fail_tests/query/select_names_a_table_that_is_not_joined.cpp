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

constexpr auto names = sa::select(sa::col<&user::name>, sa::col<&post::title>);

#if REJECT
constexpr auto sql = sa::sql<sa::sqlite::dialect>(names);  // the line at fault
#else
constexpr auto sql = sa::sql<sa::sqlite::dialect>(names.join(sa::tables<post>));
#endif
