// expect: sqlalloy: operator[] asks a row for a column that select() does not name; select it
#include <sqlalloy/query/row.hpp>

#include <sqlalloy/query/select.hpp>

#include <string>

namespace sa = sqlalloy;
using namespace sa::literals;

struct user {
  int id{};
  std::string name{};
  int age{};
};

using total_row = sa::row_t<decltype(sa::select(sa::count().as("total"_n)))>;

auto read(const total_row& row) {
#if REJECT
  return row["totl"_n];  // the line at fault
#else
  return row["total"_n];
#endif
}
