// expect: sqlalloy: offset() is given what is no integer; convert it, or give a parameter
#include <sqlalloy/query/select.hpp>

#include <string>

namespace sa = sqlalloy;

struct user {
  int id{};
  std::string name{};
  int age{};
};

auto query = [](auto rows) {
#if REJECT
  return sa::select<user>().limit(10).offset(rows);  // the line at fault
#else
  return sa::select<user>().limit(10).offset(static_cast<int>(rows));
#endif
}(0.5);
