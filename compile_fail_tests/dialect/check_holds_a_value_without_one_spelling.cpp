// expect: sqlalloy: check<> (or computed<>) holds a value that has no one spelling in SQL; say sa::lit<"text"> or
//   sa::literal_column<"0.5", double>
#include <sqlalloy/dialect/ddl.hpp>
#include <sqlalloy/dialect/sqlite.hpp>
#include <sqlalloy/expr/comparison.hpp>

namespace sa = sqlalloy;

struct account {
  int id{};
  double rate{};

#if REJECT
  using table = sa::table<"accounts", sa::primary_key<&account::id>, sa::check<(sa::col<&account::rate> < 0.5)>>;
#else
  using table = sa::table<"accounts", sa::primary_key<&account::id>,
                          sa::check<(sa::col<&account::rate> < sa::literal_column<"0.5", double>)>>;
#endif
};

constexpr auto sql = sa::create_all_sql<sa::sqlite::dialect>(sa::tables<account>);  // the line at fault
