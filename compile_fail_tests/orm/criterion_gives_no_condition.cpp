// expect: sqlalloy: criterion() gives no condition on the table; compare a column of it with something
#include <sqlalloy/orm/criteria.hpp>

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
const auto own =
    sa::criterion(sa::tables<post>, [](auto of) { return of[sa::col<&post::title>]; });  // the line at fault
#else
const auto own = sa::criterion(sa::tables<post>, [](auto of) { return of[sa::col<&post::title>] != "x"; });
#endif
