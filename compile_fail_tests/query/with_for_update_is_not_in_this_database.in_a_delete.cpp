// expect: sqlalloy: with_for_update() is not in this database, or not in this form; leave it out
#include <sqlalloy/query/delete.hpp>
#include <sqlalloy/query/select.hpp>

#include <sqlalloy/dialect/render.hpp>
#include <sqlalloy/dialect/sqlite.hpp>
#include <sqlalloy/query/subquery.hpp>

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

constexpr auto oldest = sa::select(sa::col<&post::id>).limit(1);
constexpr auto removal = sa::delete_from<post>();

#if REJECT
constexpr auto locked = removal.where(sa::col<&post::id> == oldest.with_for_update().scalar_subquery());
constexpr auto sql = sa::sql<sa::sqlite::dialect>(locked);  // the line at fault
#else
constexpr auto locked = removal.where(sa::col<&post::id> == oldest.scalar_subquery());
constexpr auto sql = sa::sql<sa::sqlite::dialect>(locked);
#endif
