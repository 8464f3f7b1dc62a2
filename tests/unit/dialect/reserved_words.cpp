// SPDX-License-Identifier: MIT
#include <sqlalloy/dialect/reserved_words.hpp>

#include <catch2/catch.hpp>

#include <cstddef>
#include <string_view>

namespace {

namespace words = sqlalloy::reserved_words;

// A list is searched by halves: its words are small letters in order, each once.
template <std::size_t Size>
constexpr bool is_in_order(const std::string_view (&list)[Size]) {
  for (std::size_t i = 1; i < Size; ++i)
    if (!(list[i - 1] < list[i])) return false;
  for (const std::string_view word : list)
    for (const char letter : word)
      if (!((letter >= 'a' && letter <= 'z') || letter == '_')) return false;
  return true;
}
static_assert(is_in_order(words::ansi) && is_in_order(words::sqlite) && is_in_order(words::postgresql));

template <std::size_t Size>
constexpr bool has(const std::string_view (&list)[Size], std::string_view word) {
  for (const std::string_view one : list)
    if (one == word) return true;
  return false;
}

// The common list holds those of each database (whether they are all is asked of the databases themselves, in the
// integration tests).
static_assert([] {
  for (const std::string_view word : words::sqlite)
    if (!has(words::ansi, word)) return false;
  for (const std::string_view word : words::postgresql)
    if (!has(words::ansi, word)) return false;
  return true;
}());

}  // namespace

TEST_CASE("what one database reserves, another one may not") {
  CHECK(has(words::sqlite, "index"));
  CHECK_FALSE(has(words::postgresql, "index"));
  CHECK(has(words::postgresql, "user"));
  CHECK_FALSE(has(words::sqlite, "user"));
  CHECK_FALSE(has(words::ansi, "name"));
}
