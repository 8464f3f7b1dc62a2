// expect: sqlalloy: copy_rows() has a query with a value or a parameter, which COPY does not take; write a
//   constant as sa::literal_column, or use yield_per()
#include <sqlalloy.hpp>
#include <sqlalloy/driver/libpq.hpp>
#include <sqlalloy/driver/libpq/copy_rows.hpp>

#include <string>

namespace sa = sqlalloy;

struct user {
  int id{};
  std::string name{};
  int age{};
};

void run(sa::postgresql::libpq_connection& db) {
  constexpr auto age = sa::col<&user::age>;
#if REJECT
  (void)sa::copy_rows(db, sa::select<user>().where(age > 17), [](const user&) {});  // the line at fault
#else
  (void)sa::copy_rows(db, sa::select<user>().where(age > sa::literal_column<"17", int>), [](const user&) {});
#endif
}
