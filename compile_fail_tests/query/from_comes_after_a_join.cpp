// expect: sqlalloy: from() comes after a join, which it would drop; say from() before join()
#include <sqlalloy/query/select.hpp>

namespace sa = sqlalloy;

struct user {
  int id{};
};

struct post {
  int id{};
  int author_id{};

  using table = sa::table<"posts", sa::primary_key<&post::id>, sa::references<&post::author_id, user>>;
};

constexpr auto posts = sa::select(sa::col<&post::id>);

#if REJECT
constexpr auto query = posts.join(sa::tables<user>).from(sa::tables<user>);  // the line at fault
#else
constexpr auto query = posts.from(sa::tables<user>).join(sa::tables<post>);
#endif
