// expect: sqlalloy: nulls_first() or nulls_last() cannot be said here of a sort key with a value in it; sort by a
//   column, or by a name of the select list
#include <sqlalloy/query/update.hpp>

#include <sqlalloy/dialect/mariadb.hpp>
#include <sqlalloy/dialect/render.hpp>
#include <sqlalloy/expr/arithmetic.hpp>
#include <sqlalloy/query/subquery.hpp>

#include <string>

namespace sa = sqlalloy;

struct user {
  int id{};
  std::string name{};
};

struct post {
  int id{};
};

constexpr auto id = sa::col<&user::id>;
constexpr auto first = sa::select(sa::col<&post::id>).limit(1);
constexpr auto greatest = sa::scalar_subquery(first.order_by(sa::desc(sa::col<&post::id> % 10).nulls_first()));
constexpr auto least = sa::scalar_subquery(first.order_by(sa::asc(sa::col<&post::id> % 10).nulls_first()));

#if REJECT
constexpr auto sql =
    sa::sql<sa::mariadb::dialect>(sa::update<user>().set(id = id + 1).where(id == greatest));  // the line at fault
#else
constexpr auto sql = sa::sql<sa::mariadb::dialect>(sa::update<user>().set(id = id + 1).where(id == least));
#endif
