// expect: sqlalloy: copy_rows() has a query with a value or a parameter, which COPY does not take; write a
//   constant as sa::literal_column, or use yield_per()
#include <sqlalloy.hpp>
#include <sqlalloy/driver/libpq.hpp>
#include <sqlalloy/driver/libpq/copy_rows.hpp>

#include <string>

namespace sa = sqlalloy;
using namespace sa::literals;

struct user {
  int id{};
  std::string name{};
};

const auto run = [](auto& db) {
  constexpr auto name = sa::col<&user::name>;
#if REJECT
  (void)sa::copy_rows(db, sa::select<user>().where(name == "name"_p), [](const auto&) {});  // the line at fault
#else
  (void)sa::copy_rows(db, sa::select<user>().where(name == sa::lit<"Ada">), [](const auto&) {});
#endif
};

void run_it(sa::postgresql::libpq_connection& db) { run(db); }
