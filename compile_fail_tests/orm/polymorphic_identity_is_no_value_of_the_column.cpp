// expect: sqlalloy: sa::polymorphic_identity is no value of the column that sa::polymorphic_on names, or that is
//   optional; give a value of its type
#include <sqlalloy.hpp>
#include <sqlalloy/driver/sqlite3.hpp>
#include <sqlalloy/orm.hpp>

#include <cstdint>
#include <string>

namespace sa = sqlalloy;

using engine = sa::engine<sa::sqlite::sqlite3>;

struct employee {
#if REJECT
  std::int64_t id{};
  int kind{};
#else
  std::int64_t id{};
  std::string kind{};
#endif

  using table = sa::table<"employees", sa::primary_key<&employee::id>, sa::polymorphic_on<&employee::kind>,
                          sa::polymorphic_identity<"employee">>;
};

void run(engine& of) {
  sa::session session(of, sa::tables<employee>);  // the line at fault
}
