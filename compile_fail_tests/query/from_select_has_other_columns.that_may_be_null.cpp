// expect: sqlalloy: from_select() has other columns than columns() names; select one of the same type for each
#include <sqlalloy/query/insert.hpp>

#include <sqlalloy/query/select.hpp>

#include <optional>
#include <string>

namespace sa = sqlalloy;

struct user {
  int id{};
  std::string name{};
};

struct person {
  int id{};
  std::optional<std::string> name{};
};

constexpr auto names = sa::select(sa::col<&person::name>);

#if REJECT
constexpr auto query = sa::insert<user>().columns(sa::col<&user::name>).from_select(names);  // the line at fault
#else
constexpr auto query =
    sa::insert<user>().columns(sa::col<&user::name>).from_select(names.where(sa::is_not_null(sa::col<&person::name>)));
#endif
