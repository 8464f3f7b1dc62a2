// expect: sqlalloy: select() meets a struct whose fields cannot be found; make it an aggregate without base classes,
//   C arrays and references, or adapt it with BOOST_HANA_ADAPT_STRUCT
#include <sqlalloy/query/select.hpp>

namespace sa = sqlalloy;

#if REJECT
struct user {
  int id{};
  char name[40]{};
};
#else
struct user {
  int id{};
};
#endif

constexpr auto query = sa::select<user>();  // the line at fault
