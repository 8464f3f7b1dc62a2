// expect: sqlalloy: sa::relation names a column; name a sa::many or sa::one member
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
  std::string name{};

  using table = sa::table<"users", sa::primary_key<&user::id>, sa::relation<&user::name, sa::passive_deletes>>;
};
#else
struct user {
  std::int64_t id{};
  std::string name{};

  using table = sa::table<"users", sa::primary_key<&user::id>>;
};
#endif

void run(engine& of) {
  sa::session session(of, sa::tables<user>);  // the line at fault
}
