// expect: sqlalloy: session() meets a struct without a primary key; name one with sa::primary_key
#include <sqlalloy.hpp>
#include <sqlalloy/driver/sqlite3.hpp>
#include <sqlalloy/orm.hpp>

#include <cstdint>
#include <string>

namespace sa = sqlalloy;

using engine = sa::engine<sa::sqlite::sqlite3>;

struct user {
  std::int64_t id{};
};

struct visit {
  std::int64_t user_id{};
};

void run(engine& of) {
#if REJECT
  sa::session session(of, sa::tables<user, visit>);  // the line at fault
#else
  sa::session session(of, sa::tables<user>);
#endif
}
