// expect: sqlalloy: from_select() has other columns than columns() names; select one of the same type for each
#include <sqlalloy/query/insert.hpp>

#include <sqlalloy/query/select.hpp>

#include <string>

namespace sa = sqlalloy;

struct user {
  int id{};
  std::string name{};
  int age{};
};

struct person {
  int id{};
  std::string name{};
  int age{};
};

constexpr auto people = sa::select(sa::col<&person::name>, sa::col<&person::age>);

auto query = [](auto names) {
#if REJECT
  return sa::insert<user>().columns(sa::col<&user::name>, sa::col<&user::age>).from_select(names);  // the line at fault
#else
  return sa::insert<user>().columns(sa::col<&user::name>, sa::col<&user::age>).from_select(people);
#endif
}(sa::select(sa::col<&person::name>));
