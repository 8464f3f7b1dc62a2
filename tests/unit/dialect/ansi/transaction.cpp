// SPDX-License-Identifier: MIT
#include <sqlalloy/dialect/ansi/transaction.hpp>

#include <catch2/catch.hpp>

#include <string>
#include <string_view>

namespace sa = sqlalloy;
using sa::isolation_level;

namespace {

struct heard_text {
  std::string all{};
  void text(std::string_view piece) { all += piece; }
};

TEST_CASE("a transaction is begun as the standard begins it") {
  heard_text plain, full, after;
  sa::ansi::transaction_spelling::write_begin(plain, {});
  CHECK(plain.all == "START TRANSACTION");
  sa::ansi::transaction_spelling::write_begin(full, {isolation_level::read_committed, true, false});
  CHECK(full.all == "START TRANSACTION ISOLATION LEVEL READ COMMITTED, READ ONLY");
  sa::ansi::transaction_spelling::write_after_transaction(after, {.read_only = true});
  CHECK(after.all.empty());
}

}  // namespace
