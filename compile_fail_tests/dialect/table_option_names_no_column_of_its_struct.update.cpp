// expect: sqlalloy: a table option names what is no column of its struct; name fields of the struct, and those of a
//   composite with sa::path
#include <sqlalloy/query/update.hpp>

namespace sa = sqlalloy;

struct author {
  int id{};
};

struct book {
  int id{};

#if REJECT
  using table = sa::table<"books", sa::primary_key<&author::id>>;
#else
  using table = sa::table<"books", sa::primary_key<&book::id>>;
#endif
};

auto query = sa::update<book>().set(sa::col<& book::id> = 1);  // the line at fault
