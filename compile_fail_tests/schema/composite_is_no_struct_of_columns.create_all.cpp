// expect: sqlalloy: a composite is a std::optional, or has a relation or a table of its own; leave it a struct of
//   columns, which may be std::optional
#include <sqlalloy/dialect/ddl.hpp>
#include <sqlalloy/dialect/sqlite.hpp>

#include <optional>
#include <string>

namespace sa = sqlalloy;

struct address {
  std::string street{};
};

struct customer {
  int id{};
#if REJECT
  std::optional<address> work{};
#else
  address work{};
#endif
};

constexpr auto sql = sa::create_all_sql<sa::sqlite::dialect>(sa::tables<customer>);  // the line at fault
