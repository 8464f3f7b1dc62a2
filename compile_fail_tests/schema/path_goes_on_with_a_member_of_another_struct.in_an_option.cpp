// expect: sqlalloy: path<> (or col<>) goes on with a member of another struct; name a member of the struct that the
//   one before it is
#include <sqlalloy/schema/options.hpp>

#include <sqlalloy/schema/table.hpp>
#include <string>

namespace sa = sqlalloy;

struct address {
  std::string city{};
};

struct invoice {
  std::string city{};
};

struct customer {
  int id{};
  address home{};

#if REJECT
  using table = sa::table<"customers", sa::unique<sa::path<&customer::home, &invoice::city>>>;  // the line at fault
#else
  using table = sa::table<"customers", sa::unique<sa::path<&customer::home, &address::city>>>;
#endif
};
