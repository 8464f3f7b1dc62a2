// expect: sqlalloy: create_all() meets a field of a type that no column can have; specialise sa::codec for it
#include <sqlalloy/dialect/ddl.hpp>

#include <sqlalloy.hpp>
#include <sqlalloy/driver/sqlite3.hpp>

namespace sa = sqlalloy;

class money {
 public:
  int cents() const { return cents_; }

 private:
  int cents_{};
};

struct account {
  int id{};
#if REJECT
  money balance{};
#else
  int balance_in_cents{};
#endif
};

using database = sa::connection<sa::sqlite::sqlite3>;

void run(database& db) {
  db.create_all(sa::tables<account>);  // the line at fault
}
