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
      if (!((letter >= 'a' && letter <= 'z') || (letter >= '0' && letter <= '9') || letter == '_')) return false;
  return true;
}
static_assert(is_in_order(words::sqlite) && is_in_order(words::postgresql) && is_in_order(words::mysql));

template <std::size_t Size>
constexpr bool has(const std::string_view (&list)[Size], std::string_view word) {
  for (const std::string_view one : list)
    if (one == word) return true;
  return false;
}

}  // namespace

TEST_CASE("what one database reserves, another one may not") {
  CHECK(has(words::sqlite, "index"));
  CHECK_FALSE(has(words::postgresql, "index"));
  CHECK(has(words::postgresql, "user"));
  CHECK_FALSE(has(words::sqlite, "user"));
  CHECK(has(words::mysql, "rank"));
  CHECK_FALSE(has(words::mysql, "name"));
}
