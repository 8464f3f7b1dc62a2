// expect: sqlalloy: insert() has no values; say values(), from_select() or default_values()
#include <sqlalloy/query/insert.hpp>

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
constexpr auto sql = sa::sql<sa::sqlite::dialect>(sa::insert<user>());  // the line at fault
#else
constexpr auto sql =
    sa::sql<sa::sqlite::dialect>(sa::insert<user>().values(sa::col<& user::name> = "Ada", sa::col<& user::age> = 36));
#endif
