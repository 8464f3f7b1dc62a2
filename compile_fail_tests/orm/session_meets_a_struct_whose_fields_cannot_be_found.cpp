// expect: sqlalloy: session() meets a struct whose fields cannot be found; make it an aggregate without base
//   classes, C arrays and references, or adapt it with BOOST_HANA_ADAPT_STRUCT
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

struct legacy {
  std::int64_t id{};
  char name[8]{};
};

void run(engine& of) {
#if REJECT
  sa::session session(of, sa::tables<user, legacy>);  // the line at fault
#else
  sa::session session(of, sa::tables<user>);
#endif
}
