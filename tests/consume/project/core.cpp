#include <sqlalloy.hpp>

#include <cstdint>
#include <string>

namespace sa = sqlalloy;

struct User {
  std::int64_t id{};
  std::string name{};

  using table = sa::table<"users", sa::primary_key<&User::id>>;
};

constexpr auto users = sa::select<User>();
static_assert(sa::sql<sa::sqlite::dialect>(users) == "SELECT users.id, users.name FROM users");

int main() {}
