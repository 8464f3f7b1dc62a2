// expect: sqlalloy: limit() is given what is no integer; convert it, or give a parameter
#include <sqlalloy/query/select.hpp>

#include <string>

namespace sa = sqlalloy;
using namespace sa::literals;

struct user {
  int id{};
  std::string name{};
  int age{};
};

#if REJECT
constexpr auto query = sa::select<user>().limit("10");  // the line at fault
#else
constexpr auto query = sa::select<user>().limit("n"_p);
#endif
