// expect: sqlalloy: with_for_update() is not in this database, or not in this form; leave it out
#include <sqlalloy/query/insert.hpp>
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

constexpr auto copied = sa::insert<user>().columns(sa::col<&user::name>);
constexpr auto titles = sa::select(sa::col<&post::title>);

#if REJECT
constexpr auto locked = copied.from_select(titles.with_for_update());
constexpr auto sql = sa::sql<sa::sqlite::dialect>(locked);  // the line at fault
#else
constexpr auto locked = copied.from_select(titles);
constexpr auto sql = sa::sql<sa::sqlite::dialect>(locked);
#endif
