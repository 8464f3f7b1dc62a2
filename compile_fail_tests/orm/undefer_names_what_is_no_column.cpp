// expect: sqlalloy: undefer() names what are not columns of one struct; name its columns, and no relations
#include <sqlalloy.hpp>
#include <sqlalloy/driver/sqlite3.hpp>
#include <sqlalloy/orm.hpp>

#include <cstdint>
#include <string>

namespace sa = sqlalloy;

struct user {
  std::int64_t id{};

  using table = sa::table<"users", sa::primary_key<&user::id>>;
};
struct post {
  std::int64_t id{};
  std::int64_t user_id{};
  sa::deferred<std::string> text{};
  sa::one<user> author{};

  using table = sa::table<"posts", sa::primary_key<&post::id>, sa::references<&post::user_id, user>>;
};

#if REJECT
constexpr auto option = sa::undefer(sa::col<&post::author>);  // the line at fault
#else
constexpr auto option = sa::undefer(sa::col<&post::text>);
#endif
