// expect: sqlalloy: a composite is a std::optional, or has a relation or a table of its own; leave it a struct of
//   columns, which may be std::optional
#include <sqlalloy/query/insert.hpp>

#include <optional>
#include <string>

namespace sa = sqlalloy;

struct point {
  double x{};
  double y{};
};

struct place {
  std::string name{};
#if REJECT
  std::optional<point> at{};
#else
  point at{};
#endif
};

struct shop {
  int id{};
  place where{};
};

void add(shop& object) {
  const auto query = sa::insert(std::move(object));  // the line at fault
  (void)query;
}
