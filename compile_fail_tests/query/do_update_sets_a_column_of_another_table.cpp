// expect: sqlalloy: do_update() sets a column of another table; set columns of the table that is inserted into
#include <sqlalloy/query/upsert.hpp>

#include <sqlalloy/query/insert.hpp>

#include <string>

namespace sa = sqlalloy;

struct user {
  int id{};
  std::string name{};
};

struct post {
  int id{};
  std::string title{};
};

#if REJECT
auto query =
    sa::insert(user{}).on_conflict(sa::col<&user::id>).do_update(sa::col<& post::title> = "x");  // the line at fault
#else
auto query = sa::insert(user{}).on_conflict(sa::col<&user::id>).do_update(sa::col<& user::name> = "x");
#endif
