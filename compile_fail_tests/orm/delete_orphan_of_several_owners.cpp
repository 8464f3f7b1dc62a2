// expect: sqlalloy: sa::cascades says delete-orphan of objects that may have other owners; say it of a relation whose
//   objects refer to their owner by a foreign key
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
  sa::many<post> posts{};
};

#if REJECT
struct post {
  std::int64_t id{};
  std::int64_t author_id{};
  std::string title{};
  sa::one<user> author{};

  using table = sa::table<"posts", sa::primary_key<&post::id>, sa::references<&post::author_id, user>,
                          sa::relation<&post::author, sa::cascades<"all, delete-orphan">>>;
};
#else
struct post {
  std::int64_t id{};
  std::int64_t author_id{};
  std::string title{};
  sa::one<user> author{};

  using table = sa::table<"posts", sa::primary_key<&post::id>, sa::references<&post::author_id, user>,
                          sa::relation<&user::posts, sa::cascades<"all, delete-orphan">>>;
};
#endif

void run(engine& of) {
  sa::session session(of, sa::tables<user, post>);  // the line at fault
}
