// expect: sqlalloy: insert() meets a struct whose fields cannot be found; make it an aggregate without base classes,
//   C arrays and references, or adapt it with BOOST_HANA_ADAPT_STRUCT
#include <sqlalloy/query/insert.hpp>

namespace sa = sqlalloy;

#if REJECT
struct numbered {
  int id{};
};

struct user : numbered {
  int age{};
};
#else
struct user {
  int id{};
};
#endif

auto query = sa::insert(user{});  // the line at fault
