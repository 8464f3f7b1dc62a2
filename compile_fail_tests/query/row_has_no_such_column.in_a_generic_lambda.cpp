// expect: sqlalloy: operator[] asks a row for a column that select() does not name; select it
#include <sqlalloy/query/row.hpp>

#include <sqlalloy/query/select.hpp>

#include <string>

namespace sa = sqlalloy;

struct user {
  int id{};
  std::string name{};
  int age{};
};

using name_row = sa::row_t<decltype(sa::select(sa::col<&user::name>))>;

auto name = [](const auto& row) {
#if REJECT
  return row[sa::col<&user::age>];  // the line at fault
#else
  return row[sa::col<&user::name>];
#endif
}(name_row{});
