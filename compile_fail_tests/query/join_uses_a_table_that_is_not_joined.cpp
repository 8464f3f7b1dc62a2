// expect: sqlalloy: a join has a condition on a column of a table that is not in from() or join(); join it first
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

struct tag {
  int id{};
  int post_id{};
};

#if REJECT
constexpr auto query =
    sa::select<user>().join(sa::tables<tag>, sa::col<&tag::post_id> == sa::col<&post::id>);  // the line at fault
#else
constexpr auto query =
    sa::select<user>().join(sa::tables<post>).join(sa::tables<tag>, sa::col<&tag::post_id> == sa::col<&post::id>);
#endif
