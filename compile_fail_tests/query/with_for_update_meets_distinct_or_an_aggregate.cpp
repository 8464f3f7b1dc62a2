// expect: sqlalloy: with_for_update() cannot lock rows of distinct(), aggregates or windows; use two queries
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

constexpr auto authors = sa::select(sa::col<&post::author_id>);

#if REJECT
constexpr auto sql = sa::sql<sa::postgresql::dialect>(authors.distinct().with_for_update());  // the line at fault
#else
constexpr auto sql = sa::sql<sa::postgresql::dialect>(authors.with_for_update());
#endif
