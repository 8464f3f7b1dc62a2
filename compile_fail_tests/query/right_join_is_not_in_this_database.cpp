// expect: sqlalloy: right_join() or full_join() is not in this database, or came with a later version; use left_join()
#include <sqlalloy/query/select.hpp>

#include <sqlalloy/dialect/render.hpp>
#include <sqlalloy/dialect/sqlite.hpp>

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

constexpr auto pairs = sa::select<user>().right_join(sa::tables<post>, sa::col<&post::author_id> == sa::col<&user::id>);

#if REJECT
constexpr auto sql = sa::sql<sa::sqlite::basic_dialect<3, 38>>(pairs);  // the line at fault
#else
constexpr auto sql = sa::sql<sa::sqlite::dialect>(pairs);
#endif
