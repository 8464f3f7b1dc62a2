// expect: sqlalloy: do_update() uses a column of another table; use columns of the table that is inserted into
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
auto query = sa::insert(user{})
                 .on_conflict(sa::col<&user::id>)
                 .do_update(sa::col<& user::name> = sa::excluded(sa::col<&post::title>));  // the line at fault
#else
auto query = sa::insert(user{})
                 .on_conflict(sa::col<&user::id>)
                 .do_update(sa::col<& user::name> = sa::excluded(sa::col<&user::name>));
#endif
