// expect: sqlalloy: set() or do_update() uses a column behind its own assignment, where MySQL has the new value
//   already; assign to that column last
#include <sqlalloy/query/insert.hpp>

#include <sqlalloy/dialect/mysql.hpp>
#include <sqlalloy/dialect/render.hpp>
#include <sqlalloy/expr/function.hpp>

#include <cstdint>
#include <string>

namespace sa = sqlalloy;

struct user {
  std::int64_t id{};
  std::string name{};
};

constexpr auto id = sa::col<&user::id>;
constexpr auto name = sa::col<&user::name>;
constexpr auto row = sa::insert<user>().values(id = 1, name = "x").on_conflict(id);

#if REJECT
constexpr auto sql =
    sa::sql<sa::mysql::dialect>(row.do_update(name = sa::excluded(name), id = sa::length(name)));  // the line at fault
#else
constexpr auto sql = sa::sql<sa::mysql::dialect>(row.do_update(id = sa::length(name), name = sa::excluded(name)));
#endif
