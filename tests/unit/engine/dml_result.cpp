// SPDX-License-Identifier: MIT
#include <sqlalloy/engine/dml_result.hpp>

#include <catch2/catch.hpp>

#include <cstdint>
#include <type_traits>

namespace sa = sqlalloy;

namespace {

static_assert(std::is_trivially_copyable_v<sa::dml_result<std::int64_t>>, "it needs neither connection nor query");

template <class Result>
concept has_key = requires(Result done) { done.inserted_primary_key(); };
static_assert(has_key<sa::dml_result<int>> && !has_key<sa::dml_result<>>, "only an INSERT of one row has one");

TEST_CASE("a statement without rows tells what it changed") {
  CHECK(sa::dml_result<>{}.rowcount() == -1);
  CHECK(sa::dml_result<>{3}.rowcount() == 3);
  const sa::dml_result<std::int64_t> inserted{1, 42};
  CHECK(inserted.rowcount() == 1);
  CHECK(inserted.inserted_primary_key() == 42);
}

}  // namespace
