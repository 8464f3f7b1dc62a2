"""Programs for the compile-time benchmark: three tables with relations, and objects of them that are added, queried,
changed and committed; beside them the same structs and no session of them, and the headers alone."""

HEADERS = """\
#include <cstdint>
#include <optional>
#include <sqlalloy.hpp>
#include <sqlalloy/driver/sqlite3.hpp>
#include <sqlalloy/orm.hpp>
#include <string>
"""

STRUCTS = """\
namespace sa = sqlalloy;

struct post;
struct user {
  std::int64_t id{};
  std::string name{};
  std::optional<std::string> email{};
  sa::many<post> posts{};
  using table = sa::table<"users", sa::primary_key<&user::id>>;
};
struct tag {
  std::int64_t id{};
  std::string name{};
  using table = sa::table<"tags", sa::primary_key<&tag::id>>;
};
struct post {
  std::int64_t id{};
  std::int64_t user_id{};
  std::optional<std::int64_t> tag_id{};
  std::string title{};
  sa::one<user> author{};
  sa::one<tag> about{};
  using table = sa::table<"posts", sa::primary_key<&post::id>, sa::references<&post::user_id, user>,
                          sa::references<&post::tag_id, tag>>;
};
"""

ENGINE = """\
  auto engine = sa::create_engine<sa::sqlite::sqlite3>("sqlite://");
  engine.begin([](auto& db) { db.create_all(sa::tables<user, tag, post>); });
"""

SESSION = """\
  sa::session session(engine, sa::tables<user, tag, post>);
  session.add(user{.name = "Ada", .posts = {post{.title = "A", .about = tag{.name = "t"}}}});
  session.commit();
  for (auto found : session.query(sa::select<user>().where(sa::col<&user::name> == "Ada"))) found->name = "Eve";
  session.commit();
"""

PROGRAMS = {
    "headers": HEADERS + "int main() {}\n",
    "engine": HEADERS + STRUCTS + "int main() {\n" + ENGINE + "}\n",
    "session": HEADERS + STRUCTS + "int main() {\n" + ENGINE + SESSION + "}\n",
}
