// expect: sqlalloy: a join is given what is no condition; compare it with something
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

#if REJECT
constexpr auto query = sa::select<user>().full_join(sa::tables<post>, sa::col<&post::author_id>);  // the line at fault
#else
constexpr auto query = sa::select<user>().full_join(sa::tables<post>, sa::col<&post::author_id> == sa::col<&user::id>);
#endif
