// expect: sqlalloy: operator[] asks a row for a name that two of its columns have; give one another with .as()
#include <sqlalloy/query/row.hpp>

#include <sqlalloy/query/select.hpp>

#include <string>

namespace sa = sqlalloy;
using namespace sa::literals;

struct user {
  int id{};
  std::string name{};
};

struct team {
  int id{};
  std::string name{};
};

using named_row =
    sa::row_t<decltype(sa::select(sa::col<&user::name>, sa::col<&team::name>).cross_join(sa::tables<team>))>;

auto read(const named_row& row) {
#if REJECT
  return row["name"_n];  // the line at fault
#else
  return row[sa::col<&team::name>];
#endif
}
