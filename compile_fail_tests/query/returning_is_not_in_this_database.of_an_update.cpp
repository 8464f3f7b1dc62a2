// expect: sqlalloy: returning() is not in this database, or not of this statement; select the rows instead
#include <sqlalloy/query/update.hpp>

#include <sqlalloy/dialect/mariadb.hpp>
#include <sqlalloy/dialect/render.hpp>

#include <string>

namespace sa = sqlalloy;

struct user {
  int id{};
  std::string name{};
};

constexpr auto id = sa::col<&user::id>;
constexpr auto name = sa::col<&user::name>;

#if REJECT
constexpr auto sql =
    sa::sql<sa::mariadb::dialect>(sa::update<user>().set(name = "x").returning(id));  // the line at fault
#else
constexpr auto sql = sa::sql<sa::mariadb::dialect>(sa::update<user>().set(name = "x"));
#endif
