// expect: sqlalloy: a table option names what is no column of its struct; name fields of the struct, and those of a
//   composite with sa::path
#include <sqlalloy/dialect/ddl.hpp>
#include <sqlalloy/dialect/sqlite.hpp>

#include <string>

namespace sa = sqlalloy;

struct address {
  std::string street{};
  std::string city{};
};

struct customer {
  int id{};
  address home{};

#if REJECT
  using table = sa::table<"customers", sa::primary_key<&customer::id>, sa::unique<&customer::home>>;
#else
  using table =
      sa::table<"customers", sa::primary_key<&customer::id>, sa::unique<sa::path<&customer::home, &address::street>>>;
#endif
};

constexpr auto sql = sa::create_all_sql<sa::sqlite::dialect>(sa::tables<customer>);  // the line at fault
