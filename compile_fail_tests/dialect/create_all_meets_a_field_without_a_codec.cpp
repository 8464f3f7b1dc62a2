// expect: sqlalloy: create_all() meets a field of a type that no column can have; specialise sa::codec for it
#include <sqlalloy/dialect/ddl.hpp>
#include <sqlalloy/dialect/sqlite.hpp>

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

constexpr auto sql = sa::create_all_sql<sa::sqlite::dialect>(sa::tables<account>);  // the line at fault
