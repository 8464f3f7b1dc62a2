// expect: sqlalloy: two structs have the same sa::polymorphic_identity; give each its own
#include <sqlalloy.hpp>
#include <sqlalloy/driver/sqlite3.hpp>
#include <sqlalloy/orm.hpp>

#include <cstdint>
#include <string>

namespace sa = sqlalloy;

using engine = sa::engine<sa::sqlite::sqlite3>;

struct employee {
  std::int64_t id{};
  std::string kind{};

  using table = sa::table<"employees", sa::primary_key<&employee::id>, sa::polymorphic_on<&employee::kind>,
                          sa::polymorphic_identity<"employee">>;
};

struct engineer {
  employee base{};
  std::string language{};

#if REJECT
  using table = sa::table<"engineers", sa::inherits<&engineer::base>, sa::polymorphic_identity<"employee">>;
#else
  using table = sa::table<"engineers", sa::inherits<&engineer::base>, sa::polymorphic_identity<"engineer">>;
#endif
};

void run(engine& of) {
  sa::session session(of, sa::tables<employee, engineer>);  // the line at fault
}
