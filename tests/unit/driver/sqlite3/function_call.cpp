// SPDX-License-Identifier: MIT
#include <sqlalloy/driver/sqlite3/function_call.hpp>
#include <sqlalloy/engine/result.hpp>
#include <sqlalloy/type/bytes.hpp>
#include <sqlalloy/type/chrono.hpp>
#include <sqlalloy/type/text.hpp>

#include <catch2/catch.hpp>

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace sa = sqlalloy;
using sa::sqlite::function_value;
using sa::sqlite::outcome;

namespace {

struct stranger {};

static_assert(function_value<void> && function_value<int> && function_value<std::optional<std::string>> &&
              function_value<std::vector<std::byte>> && function_value<std::chrono::sys_days> &&
              function_value<std::string_view>);
static_assert(!function_value<stranger> && !function_value<const char*>);
static_assert(outcome<sa::result<int>> && outcome<sa::result<>> && !outcome<std::optional<int>> && !outcome<int>);
static_assert(function_value<sa::result<int>> && function_value<sa::result<std::optional<int>>> &&
              function_value<sa::result<>> && !function_value<sa::result<stranger>>);

}  // namespace

TEST_CASE("sqlite3: what a function of SQL may give") { SUCCEED(); }
