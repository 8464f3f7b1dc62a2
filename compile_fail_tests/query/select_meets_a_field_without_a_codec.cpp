// expect: sqlalloy: select() meets a field of a type that no column can have; specialise sa::codec for it
#include <sqlalloy/query/select.hpp>

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

constexpr auto query = sa::select<account>();  // the line at fault
