// expect: sqlalloy: defer() names what are not columns of one struct; name its columns, and no relations
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
constexpr auto option = sa::defer(sa::col<&post::author>);  // the line at fault
#else
constexpr auto option = sa::defer(sa::col<&post::title>);
#endif
