// expect: sqlalloy: options() says contains_eager() of relations that no ON tells apart; join the tables by their
//   foreign keys
#include <sqlalloy.hpp>
#include <sqlalloy/driver/sqlite3.hpp>
#include <sqlalloy/orm.hpp>

#include <cstdint>
#include <string>

namespace sa = sqlalloy;

using engine = sa::engine<sa::sqlite::sqlite3>;

struct user {
  std::int64_t id{};
  std::string name{};
};

struct post {
  std::int64_t id{};
  std::int64_t author_id{};
  std::int64_t editor_id{};
  sa::one<user> author{};
  sa::one<user> editor{};

  using table =
      sa::table<"posts", sa::primary_key<&post::id>, sa::references<&post::author_id, user>,
                sa::references<&post::editor_id, user>, sa::relation<&post::author, sa::foreign_keys<&post::author_id>>,
                sa::relation<&post::editor, sa::foreign_keys<&post::editor_id>>>;
};

constexpr auto author = sa::alias<user, "author">;
constexpr auto editor = sa::alias<user, "editor">;
constexpr auto author_id = sa::col<&post::author_id>;
constexpr auto editor_id = sa::col<&post::editor_id>;
constexpr auto id = sa::col<&user::id>;

constexpr auto told = sa::select(sa::tables<post>, author, editor)
                          .join(author, author_id == author[id])
                          .join(editor, editor_id == editor[id]);
constexpr auto untold = sa::select(sa::tables<post>, author, editor)
                            .join(author, author[id] <= author_id)
                            .join(editor, editor[id] <= editor_id);

void run(engine& of) {
  sa::session session(of, sa::tables<user, post>);
#if REJECT
  (void)session.query(untold).options(sa::contains_eager(sa::col<&post::author>),  // the line at fault
                                      sa::contains_eager(sa::col<&post::editor>));
#else
  (void)session.query(told).options(sa::contains_eager(sa::col<&post::author>),
                                    sa::contains_eager(sa::col<&post::editor>));
#endif
}
