#pragma once

#include <sqlalloy.hpp>
#include <sqlalloy/driver/sqlite3.hpp>

#include <cstdint>
#include <string>
#include <string_view>

namespace sa = sqlalloy;
using namespace sa::literals;

struct User {
  std::int64_t id{};
  std::string name{};

  using table = sa::table<"users", sa::primary_key<&User::id>>;
};

inline constexpr auto named = sa::select<User>().where(sa::col<&User::name> == "name"_p);

using database = sa::connection<sa::sqlite::sqlite3>;

// From other.cpp.
std::int64_t id_of(database& db, std::string_view name);
const char* text_of_named();
