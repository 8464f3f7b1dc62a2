// expect: sqlalloy: a composite is a std::optional, or has a relation or a table of its own; leave it a struct of
//   columns, which may be std::optional
#include <sqlalloy/query/select.hpp>

#include <sqlalloy/schema/relation.hpp>
#include <string>

namespace sa = sqlalloy;

struct country {
  int id{};
};

struct address {
  std::string city{};
#if REJECT
  sa::one<country> where{};
#endif
};

struct customer {
  int id{};
  address home{};
};

constexpr auto query = sa::select(sa::tables<customer>);  // the line at fault
