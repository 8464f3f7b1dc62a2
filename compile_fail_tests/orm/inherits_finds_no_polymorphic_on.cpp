// expect: sqlalloy: sa::inherits names a struct whose table does not say sa::polymorphic_on; name the column there that
//   tells kinds apart
#include <sqlalloy.hpp>
#include <sqlalloy/driver/sqlite3.hpp>
#include <sqlalloy/orm.hpp>

#include <cstdint>
#include <string>

namespace sa = sqlalloy;

using engine = sa::engine<sa::sqlite::sqlite3>;

#if REJECT
struct employee {
  std::int64_t id{};
  std::string kind{};

  using table = sa::table<"employees", sa::primary_key<&employee::id>>;
};
#else
struct employee {
  std::int64_t id{};
  std::string kind{};

  using table = sa::table<"employees", sa::primary_key<&employee::id>, sa::polymorphic_on<&employee::kind>,
                          sa::polymorphic_identity<"employee">>;
};
#endif

struct engineer {
  employee base{};
  std::string language{};

  using table = sa::table<"engineers", sa::inherits<&engineer::base>>;
};

void run(engine& of) {
  sa::session session(of, sa::tables<employee, engineer>);  // the line at fault
}
