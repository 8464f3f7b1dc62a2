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
  money balance{};
};

#if REJECT
constexpr auto query = sa::select(sa::col<&account::balance>);  // the line at fault
#else
constexpr auto query = sa::select(sa::col<&account::id>);
#endif
