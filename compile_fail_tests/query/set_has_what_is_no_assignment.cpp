// expect: sqlalloy: set() is given what is no assignment; write column = value
#include <sqlalloy/query/update.hpp>

#include <sqlalloy/dialect/render.hpp>
#include <sqlalloy/dialect/sqlite.hpp>

#include <string>

namespace sa = sqlalloy;

struct user {
  int id{};
  std::string name{};
  int age{};
};

#if REJECT
constexpr auto sql =
    sa::sql<sa::sqlite::dialect>(sa::update<user>().set(sa::col<&user::age> == 36));  // the line at fault
#else
constexpr auto sql = sa::sql<sa::sqlite::dialect>(sa::update<user>().set(sa::col<& user::age> = 36));
#endif
