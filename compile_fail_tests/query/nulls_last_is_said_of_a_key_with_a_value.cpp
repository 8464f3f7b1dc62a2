// expect: sqlalloy: nulls_first() or nulls_last() cannot be said here of a sort key with a value in it; sort by a
//   column, or by a name of the select list
#include <sqlalloy/query/select.hpp>

#include <sqlalloy/dialect/mysql.hpp>
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

#if REJECT
constexpr auto sql =
    sa::sql<sa::mysql::dialect>(sa::select(id).order_by(sa::asc(id % 10).nulls_last()));  // the line at fault
#else
constexpr auto sql = sa::sql<sa::mysql::dialect>(sa::select(id).order_by(sa::asc(id % 10).nulls_first()));
#endif
