// expect: sqlalloy: create_all() meets an index of a name that another index, a table or a key has (databases look at
//   63 bytes); give it one with sa::named
#include <sqlalloy/dialect/ddl.hpp>
#include <sqlalloy/dialect/postgresql.hpp>

namespace sa = sqlalloy;

struct reading {
  int id{};
  int first{};
  int other{};

#if REJECT
  using table = sa::table<"readings_of_all_the_instruments_in_the_northern_laboratories", sa::primary_key<&reading::id>,
                          sa::index<&reading::first>, sa::index<&reading::other>>;
#else
  using table = sa::table<"readings_of_all_the_instruments", sa::primary_key<&reading::id>, sa::index<&reading::first>,
                          sa::index<&reading::other>>;
#endif
};

constexpr auto sql = sa::create_all_sql<sa::postgresql::dialect>(sa::tables<reading>);  // the line at fault
