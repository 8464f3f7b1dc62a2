// expect: sqlalloy: a composite is a std::optional, or has a relation or a table of its own; leave it a struct of
//   columns, which may be std::optional
#include <sqlalloy/query/select.hpp>

#include <sqlalloy/schema/options.hpp>
#include <string>

namespace sa = sqlalloy;

struct author {
  int id{};
  std::string name{};
#if REJECT
  using table = sa::table<"authors", sa::primary_key<&author::id>>;
#endif
};

struct book {
  int id{};
  author by{};
};

constexpr auto query = sa::select<book>();  // the line at fault
