// expect: sqlalloy: joined() has an option in it that chooses columns, which it reads all; say selectin()
#include <sqlalloy/orm/loading.hpp>

#include <cstdint>
#include <string>

namespace sa = sqlalloy;

struct user {
  std::int64_t id{};
  std::string name{};
};

struct post {
  std::int64_t id{};
  std::int64_t author_id{};
  std::string title{};
  sa::one<user> author{};

  using table = sa::table<"posts", sa::primary_key<&post::id>, sa::references<&post::author_id, user>>;
};

constexpr auto names = sa::load_only(sa::col<&user::name>);

#if REJECT
constexpr auto option = sa::joined(sa::col<&post::author>, names);  // the line at fault
#else
constexpr auto option = sa::selectin(sa::col<&post::author>, names);
#endif
