#pragma once

#include <sqlalloy.hpp>
#include <sqlalloy/driver/sqlite3.hpp>

#include <cstdint>
#include <string>

namespace sa = sqlalloy;
using namespace sa::literals;

// Seen from every image, or its types would differ from one to the other.
#define SHARED __attribute__((visibility("default")))

struct SHARED User {
  std::int64_t id{};
  std::string name{};

  using table = sa::table<"users", sa::primary_key<&User::id>>;
};

inline constexpr auto by_name = sa::select<User>().where(sa::col<&User::name> == "name"_p);
inline constexpr auto by_id = sa::select<User>().where(sa::col<&User::id> == "id"_p);

using database = sa::connection<sa::sqlite::sqlite3>;

// Each library starts with another query, so that the first statements of both have the same number and differ.
SHARED std::int64_t id_in_default(database& db, const std::string& name);
SHARED std::string name_in_default(database& db, std::int64_t id);
SHARED std::string name_in_hidden(database& db, std::int64_t id);
SHARED std::int64_t id_in_hidden(database& db, const std::string& name);
SHARED std::int64_t count_in_hidden(database& db);
