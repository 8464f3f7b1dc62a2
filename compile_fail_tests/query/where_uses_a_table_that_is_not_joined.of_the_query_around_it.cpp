// expect: sqlalloy: where() uses a column of a table that is not in from() or join(); join it first, or in
//   a subquery name it in correlate()
#include <sqlalloy/query/select.hpp>
#include <sqlalloy/query/subquery.hpp>

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

constexpr auto posts = sa::select(sa::col<&post::id>);

#if REJECT
constexpr auto query = sa::select<user>().where(
    sa::exists(posts.where(sa::col<&post::author_id> == sa::col<&user::id>)));  // the line at fault
#else
constexpr auto query = sa::select<user>().where(
    sa::exists(posts.correlate(sa::tables<user>).where(sa::col<&post::author_id> == sa::col<&user::id>)));
#endif
