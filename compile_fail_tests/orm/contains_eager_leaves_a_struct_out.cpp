// expect: sqlalloy: options() says contains_eager(), and the query selects a struct that no option names; name its
//   relation, too
#include <sqlalloy.hpp>
#include <sqlalloy/driver/sqlite3.hpp>
#include <sqlalloy/orm.hpp>

#include <cstdint>
#include <string>

namespace sa = sqlalloy;

using engine = sa::engine<sa::sqlite::sqlite3>;

struct post;

struct user {
  std::int64_t id{};
  std::string name{};
  sa::many<post> posts{};
};

struct post {
  std::int64_t id{};
  std::int64_t author_id{};
  std::string title{};
  sa::one<user> author{};

  using table = sa::table<"posts", sa::primary_key<&post::id>, sa::references<&post::author_id, user>>;
};

struct tag {
  std::int64_t id{};
  std::int64_t post_id{};
};

constexpr auto both = sa::select(sa::tables<post>, sa::tables<user>).join(sa::tables<user>);
constexpr auto three = sa::select(sa::tables<post>, sa::tables<user>, sa::tables<tag>)
                           .join(sa::tables<user>)
                           .join(sa::tables<tag>, sa::col<&tag::post_id> == sa::col<&post::id>);

void run(engine& of) {
  sa::session session(of, sa::tables<user, post, tag>);
#if REJECT
  (void)session.query(three).options(sa::contains_eager(sa::col<&post::author>));  // the line at fault
#else
  (void)session.query(both).options(sa::contains_eager(sa::col<&post::author>));
#endif
}
