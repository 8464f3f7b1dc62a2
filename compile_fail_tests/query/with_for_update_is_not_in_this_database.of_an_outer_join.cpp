// expect: sqlalloy: with_for_update() is not in this database, or not in this form; leave it out
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

constexpr auto both = sa::select<post>().left_join(sa::tables<user>);

#if REJECT
constexpr auto sql = sa::sql<sa::postgresql::dialect>(both.with_for_update());  // the line at fault
#else
constexpr auto sql = sa::sql<sa::postgresql::dialect>(both.with_for_update(sa::tables<post>));
#endif
