// expect: sqlalloy: on_conflict() names columns that are no primary key and not unique; name those of a key
#include <sqlalloy/query/insert.hpp>

namespace sa = sqlalloy;

struct membership {
  int user_id{};
  int group_id{};

  using table = sa::table<"memberships", sa::primary_key<&membership::user_id, &membership::group_id>>;
};

#if REJECT
auto query = sa::insert(membership{}).on_conflict(sa::col<&membership::user_id>).do_nothing();  // the line at fault
#else
auto query =
    sa::insert(membership{}).on_conflict(sa::col<&membership::user_id>, sa::col<&membership::group_id>).do_nothing();
#endif
