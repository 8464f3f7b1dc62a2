// SPDX-License-Identifier: MIT
#include <sqlalloy/dialect/postgresql.hpp>
#include <sqlalloy/dialect/sqlite.hpp>
#include <sqlalloy/dialect/writer.hpp>

#include <catch2/catch.hpp>

#include <array>
#include <cstddef>
#include <string>
#include <string_view>

namespace sa = sqlalloy;

namespace {

// What a writer of a dialect makes of it; counted first, as the library does.
template <class Dialect, class Write>
constexpr bool writes(Write write, std::string_view wanted) {
  sa::writer<Dialect> count;
  write(count);
  std::array<char, 256> text{};
  sa::writer<Dialect> fill{.buffer = text.data()};
  write(fill);
  return count.size == wanted.size() && std::string_view(text.data(), fill.size) == wanted;
}
using sqlite = sa::sqlite::dialect;
using postgresql = sa::postgresql::dialect;

static_assert(writes<sqlite>([](auto& out) { out.text("SELECT "), out.number(0), out.number(10205); },
                             "SELECT 010205"));

// Names: in quotes where they must be, with quotes inside doubled.
constexpr bool names(std::string_view word, std::string_view in_sqlite, std::string_view in_postgresql) {
  const auto name = [word](auto& out) { out.name(word); };
  return writes<sqlite>(name, in_sqlite) && writes<postgresql>(name, in_postgresql);
}
static_assert(names("users", "users", "users") && names("_x1", "_x1", "_x1"));
static_assert(names("select", "\"select\"", "\"select\"") && names("user", "user", "\"user\""));
static_assert(names("autoincrement", "\"autoincrement\"", "autoincrement"));
static_assert(names("Users", "\"Users\"", "\"Users\"") && names("userName", "\"userName\"", "\"userName\""));
static_assert(names("two words", "\"two words\"", "\"two words\"") && names("1st", "\"1st\"", "\"1st\""));
static_assert(names("a\"b\"", "\"a\"\"b\"\"\"", "\"a\"\"b\"\"\"") && names("a-b", "\"a-b\"", "\"a-b\""));
static_assert(names("größe", "\"größe\"", "\"größe\"") && names("a.b", "\"a.b\"", "\"a.b\"") &&
              names("", "\"\"", "\"\""));

static_assert(writes<sqlite>([](auto& out) { out.quoted("it's", '\''); }, "'it''s'"));
static_assert(writes<sqlite>([](auto& out) { out.doubled("a\"b", '"'); }, "a\"\"b"));

// Placeholders count from 1 where they are numbered, also beyond the ninth.
static_assert(writes<postgresql>(
    [](auto& out) {
      for (int i = 0; i != 12; ++i) out.slot(sa::sql_type::text);
    },
    "$1$2$3$4$5$6$7$8$9$10$11$12"));
static_assert(writes<sqlite>([](auto& out) { out.slot(sa::sql_type::text), out.slot(sa::sql_type::text); }, "??"));

// Ways are digits of a number in mixed radix, the first of them the least.
static_assert([] {
  sa::writer<sqlite> out{.variant = 1 + 2 * (2 + 3 * 1)};
  return out.take_way(2) == 1 && out.take_way(3) == 2 && out.take_way(2) == 1 && out.take_way(4) == 0;
}());

}  // namespace

TEST_CASE("a writer notes the type of each placeholder") {
  std::array<sa::sql_type, 2> types{};
  std::array<char, 8> text{};
  sa::writer<postgresql> out{.buffer = text.data(), .parameter_types = types.data()};
  out.slot(sa::sql_type::date);
  out.slot(sa::sql_type::bytes);
  CHECK(out.placeholders == 2);
  CHECK(std::string(text.data(), out.size) == "$1$2");
  CHECK((types[0] == sa::sql_type::date && types[1] == sa::sql_type::bytes));
}
