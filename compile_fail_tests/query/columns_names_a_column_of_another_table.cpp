// expect: sqlalloy: columns() names a column of another table; name columns of the table that is inserted into
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

#if REJECT
constexpr auto query =
    sa::insert<user>().columns(sa::col<&person::name>, sa::col<&user::age>).from_select(people);  // the line at fault
#else
constexpr auto query = sa::insert<user>().columns(sa::col<&user::name>, sa::col<&user::age>).from_select(people);
#endif
