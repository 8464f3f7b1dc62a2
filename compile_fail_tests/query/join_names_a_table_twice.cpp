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
  std::string title{};
};

constexpr auto other = sa::alias<user, "other">;

#if REJECT
constexpr auto query = sa::select<user>().cross_join(sa::tables<user>);  // the line at fault
#else
constexpr auto query = sa::select<user>().cross_join(other);
#endif
