// expect: sqlalloy: sa::version_id names a column that is no integer; let it count
#include <sqlalloy.hpp>
#include <sqlalloy/driver/sqlite3.hpp>
#include <sqlalloy/orm.hpp>

#include <cstdint>
#include <string>

namespace sa = sqlalloy;

using engine = sa::engine<sa::sqlite::sqlite3>;

#if REJECT
struct user {
  std::int64_t id{};
  std::string version{};

  using table = sa::table<"users", sa::primary_key<&user::id>, sa::version_id<&user::version>>;
};
#else
struct user {
  std::int64_t id{};
  int version{};

  using table = sa::table<"users", sa::primary_key<&user::id>, sa::version_id<&user::version>>;
};
#endif

void run(engine& of) {
  sa::session session(of, sa::tables<user>);  // the line at fault
}
