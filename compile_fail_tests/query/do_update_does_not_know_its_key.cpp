// expect: sqlalloy: do_update() needs to know which key it is about; name its columns in on_conflict()
#include <sqlalloy/query/upsert.hpp>

#include <sqlalloy/query/insert.hpp>

#include <string>

namespace sa = sqlalloy;

struct user {
  int id{};
  std::string name{};
  int age{};
};

#if REJECT
auto query = sa::insert(user{}).on_conflict().do_update(sa::col<& user::age> = 36);  // the line at fault
#else
auto query = sa::insert(user{}).on_conflict(sa::col<&user::id>).do_update(sa::col<& user::age> = 36);
#endif
