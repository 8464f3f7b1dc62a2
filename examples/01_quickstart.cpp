#include <cstdint>
#include <iostream>
#include <optional>
#include <sqlalloy.hpp>
#include <sqlalloy/driver/sqlite3.hpp>
#include <string>

namespace sa = sqlalloy;
using namespace sa::literals;

struct User {
  std::int64_t id{};
  std::string name{};
  std::optional<std::string> email{};  // optional: NULL is allowed

  using table = sa::table<"users", sa::primary_key<&User::id>, sa::unique<&User::email>>;
};

constexpr auto named = sa::select<User>().where(sa::col<&User::name> == "name"_p);

// The compiler has written the SQL.
static_assert(sa::sql<sa::sqlite::dialect>(named) ==
              "SELECT users.id, users.name, users.email FROM users WHERE users.name = ?");

int main() {
  auto engine = sa::create_engine<sa::sqlite::sqlite3>("sqlite://");  // a database in memory

  engine.begin([](auto& db) {  // a transaction: committed at the end, rolled back by an exception
    db.create_all(sa::tables<User>);
    db.execute(sa::insert(User{.name = "Ada", .email = "ada@example.org"}));
    db.execute(sa::insert(User{.name = "Grace"}));

    std::cout << sa::sql<sa::sqlite::dialect>(named) << '\n';
    for (const User& user : db.execute(named, "name"_p = "Ada"))
      std::cout << user.id << ' ' << user.name << ' ' << user.email.value_or("-") << '\n';
  });
}
