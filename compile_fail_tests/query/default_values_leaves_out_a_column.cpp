// expect: sqlalloy: default_values() leaves out a column that is NOT NULL and has no default; use values()
#include <sqlalloy/query/insert.hpp>

#include <optional>
#include <string>

namespace sa = sqlalloy;

struct user {
  int id{};
#if REJECT
  std::string name{};
#else
  std::optional<std::string> name{};
#endif
};

constexpr auto query = sa::insert<user>().default_values();  // the line at fault
