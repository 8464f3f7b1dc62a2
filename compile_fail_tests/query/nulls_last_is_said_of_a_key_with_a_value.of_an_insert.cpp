// expect: sqlalloy: nulls_first() or nulls_last() cannot be said here of a sort key with a value in it; sort by a
//   column, or by a name of the select list
#include <sqlalloy/query/insert.hpp>
#include <sqlalloy/query/select.hpp>

#include <sqlalloy/dialect/mariadb.hpp>
#include <sqlalloy/dialect/render.hpp>
#include <sqlalloy/expr/arithmetic.hpp>

#include <string>

namespace sa = sqlalloy;

struct user {
  int id{};
  std::string name{};
};

constexpr auto id = sa::col<&user::id>;
constexpr auto name = sa::col<&user::name>;
constexpr auto copy = sa::insert<user>().columns(name);
constexpr auto names = sa::select(name);

constexpr auto greatest_first = names.order_by(sa::desc(id % 10).nulls_first());
constexpr auto least_first = names.order_by(sa::asc(id % 10).nulls_first());

#if REJECT
constexpr auto sql = sa::sql<sa::mariadb::dialect>(copy.from_select(greatest_first));  // the line at fault
#else
constexpr auto sql = sa::sql<sa::mariadb::dialect>(copy.from_select(least_first));
#endif
