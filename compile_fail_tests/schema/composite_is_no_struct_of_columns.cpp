// expect: sqlalloy: a composite is a std::optional, or has a relation or a table of its own; leave it a struct of
//   columns, which may be std::optional
#include <sqlalloy/query/select.hpp>

#include <optional>
#include <string>

namespace sa = sqlalloy;

struct address {
  std::string street{};
  std::string city{};
};

struct customer {
  int id{};
#if REJECT
  std::optional<address> work{};
#else
  address work{};
#endif
};

constexpr auto query = sa::select<customer>();  // the line at fault
