// expect: sqlalloy: set() or do_update() uses a column behind its own assignment, where MySQL has the new value
//   already; assign to that column last
#include <sqlalloy/query/update.hpp>

#include <sqlalloy/dialect/mysql.hpp>
#include <sqlalloy/dialect/render.hpp>
#include <sqlalloy/expr/arithmetic.hpp>
#include <sqlalloy/expr/cast.hpp>

#include <string>

namespace sa = sqlalloy;

struct user {
  int id{};
  std::string name{};
};

constexpr auto id = sa::col<&user::id>;
constexpr auto name = sa::col<&user::name>;

constexpr auto number = id = id + 1;
constexpr auto text = name = sa::cast<std::string>(id);

#if REJECT
constexpr auto sql = sa::sql<sa::mysql::dialect>(sa::update<user>().set(number, text));  // the line at fault
#else
constexpr auto sql = sa::sql<sa::mysql::dialect>(sa::update<user>().set(text, number));
#endif
