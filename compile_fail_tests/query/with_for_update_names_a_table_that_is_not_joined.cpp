// expect: sqlalloy: with_for_update() names a table that is not in from() or join(); join it first
#include <sqlalloy/query/select.hpp>

#include <sqlalloy/dialect/postgresql.hpp>
#include <sqlalloy/dialect/render.hpp>

#include <string>

namespace sa = sqlalloy;

struct user {
  int id{};
  std::string name{};
};

struct post {
  int id{};
  int author_id{};
  std::string title{};

  using table = sa::table<"posts", sa::primary_key<&post::id>, sa::references<&post::author_id, user>>;
};

#if REJECT
constexpr auto locked = sa::select<post>().with_for_update(sa::tables<user>);  // the line at fault
#else
constexpr auto locked = sa::select<post>().with_for_update(sa::tables<post>);
#endif
