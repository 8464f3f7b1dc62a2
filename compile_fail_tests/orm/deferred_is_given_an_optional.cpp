// expect: sqlalloy: sa::deferred is given a std::optional; put it around: std::optional<sa::deferred<T>>
#include <sqlalloy.hpp>
#include <sqlalloy/driver/sqlite3.hpp>
#include <sqlalloy/orm.hpp>

#include <cstdint>
#include <optional>
#include <string>

namespace sa = sqlalloy;

struct post {
  std::int64_t id{};
#if REJECT
  sa::deferred<std::optional<std::string>> text{};  // the line at fault
#else
  std::optional<sa::deferred<std::string>> text{};
#endif
};
