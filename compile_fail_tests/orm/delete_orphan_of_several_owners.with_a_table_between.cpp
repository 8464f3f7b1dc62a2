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
  sa::many<post> read{};
};
struct reading {
  std::int64_t user_id{};
  std::int64_t post_id{};

  using table = sa::table<"readings", sa::primary_key<&reading::user_id, &reading::post_id>,
                          sa::references<&reading::user_id, user>, sa::references<&reading::post_id, post>>;
};

#if REJECT
struct post {
  std::int64_t id{};

  using table = sa::table<"posts", sa::primary_key<&post::id>,
                          sa::relation<&user::read, sa::secondary<reading>, sa::cascades<"all, delete-orphan">>>;
};
#else
struct post {
  std::int64_t id{};

  using table = sa::table<"posts", sa::primary_key<&post::id>,
                          sa::relation<&user::read, sa::secondary<reading>, sa::cascades<"all">>>;
};
#endif

void run(engine& of) {
  sa::session session(of, sa::tables<user, post, reading>);  // the line at fault
}
