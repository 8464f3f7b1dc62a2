// expect: sqlalloy: defer() names a column of a key, or the version, which the session needs; leave it out
#include <sqlalloy/orm/column_loading.hpp>

#include <cstdint>
#include <string>

namespace sa = sqlalloy;

struct user {
  std::int64_t id{};
  std::string name{};
};

struct post {
  std::int64_t id{};
  std::int64_t author_id{};
  std::string title{};
  sa::one<user> author{};

  using table = sa::table<"posts", sa::primary_key<&post::id>, sa::references<&post::author_id, user>>;
};

#if REJECT
constexpr auto option = sa::defer(sa::col<&post::author_id>);  // the line at fault
#else
constexpr auto option = sa::defer(sa::col<&post::title>);
#endif
