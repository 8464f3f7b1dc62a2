// expect: sqlalloy: a join finds more than one foreign key; say the condition: join(table, on)
#include <sqlalloy/query/select.hpp>

#include <string>

namespace sa = sqlalloy;

struct user {
  int id{};
  std::string name{};
};

struct post {
  int id{};
  int author_id{};
  int editor_id{};

  using table = sa::table<"posts", sa::primary_key<&post::id>, sa::references<&post::author_id, user>,
                          sa::references<&post::editor_id, user>>;
};

#if REJECT
constexpr auto query = sa::select<user>().join(sa::tables<post>);  // the line at fault
#else
constexpr auto query = sa::select<user>().join(sa::tables<post>, sa::col<&post::editor_id> == sa::col<&user::id>);
#endif
