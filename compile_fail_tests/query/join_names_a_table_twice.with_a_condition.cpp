// expect: sqlalloy: a join names a table that is in from() already; give it an alias with sa::alias
#include <sqlalloy/query/select.hpp>

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

constexpr auto other = sa::alias<user, "other">;

#if REJECT
constexpr auto query =
    sa::select<user>().left_join(sa::tables<user>, sa::col<&user::id> == sa::col<&user::id>);  // the line at fault
#else
constexpr auto query = sa::select<user>().left_join(other, other[sa::col<&user::id>] == sa::col<&user::id>);
#endif
