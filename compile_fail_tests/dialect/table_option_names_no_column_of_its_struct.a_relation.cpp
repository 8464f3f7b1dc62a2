// expect: sqlalloy: a table option names what is no column of its struct; name fields of the struct, and those of a
//   composite with sa::path
#include <sqlalloy/query/update.hpp>

#include <sqlalloy/schema/relation.hpp>

namespace sa = sqlalloy;

struct post;

struct author {
  int id{};
  sa::many<post> posts{};

#if REJECT
  using table = sa::table<"authors", sa::primary_key<&author::id>, sa::index<&author::posts>>;
#else
  using table = sa::table<"authors", sa::primary_key<&author::id>, sa::index<&author::id>>;
#endif
};

constexpr auto query = sa::update<author>();  // the line at fault
