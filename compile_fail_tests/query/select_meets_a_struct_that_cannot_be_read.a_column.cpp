// expect: sqlalloy: select() meets a struct whose fields cannot be found; make it an aggregate without base classes,
//   C arrays and references, or adapt it with BOOST_HANA_ADAPT_STRUCT
#include <sqlalloy/query/select.hpp>

namespace sa = sqlalloy;

struct post {
  int id{};
};

#if REJECT
struct user {
  int id{};
  char name[40]{};

  using table = sa::table<"users", sa::primary_key<&user::id>>;
};
#else
struct user {
  int id{};
};
#endif

constexpr auto query = sa::select(sa::col<&user::id>);  // the line at fault
