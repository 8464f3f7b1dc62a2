// expect: sqlalloy: into() reads a column that may be NULL into a field that may not; make it a std::optional
#include <sqlalloy/engine/result_rows.hpp>

#include <sqlalloy.hpp>
#include <sqlalloy/driver/sqlite3.hpp>

#include <optional>
#include <string>

namespace sa = sqlalloy;

struct user {
  int id{};
  std::optional<std::string> email{};
};

struct address {
  std::string email{};
};

using database = sa::connection<sa::sqlite::sqlite3>;

constexpr auto emails = sa::select(sa::col<&user::email>);

void run(database& db) {
#if REJECT
  db.execute(emails).into(sa::type<address>{});  // the line at fault
#else
  db.execute(emails.where(sa::is_not_null(sa::col<&user::email>))).into(sa::type<address>{});
#endif
}
