// expect: sqlalloy: select() names a column of a table that is not in from() or join(); join it first
#include <sqlalloy/query/select.hpp>

#include <sqlalloy/expr/text.hpp>
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

constexpr auto names = sa::select(sa::concat(sa::col<&user::name>, sa::col<&post::title>));

#if REJECT
constexpr auto value = sa::scalar_subquery(names);  // the line at fault
#else
constexpr auto value = sa::scalar_subquery(names.join(sa::tables<post>));
#endif
