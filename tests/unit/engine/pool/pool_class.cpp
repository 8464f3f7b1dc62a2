// SPDX-License-Identifier: MIT
#include <sqlalloy/engine/pool/pool_class.hpp>

#include <catch2/catch.hpp>

namespace sa = sqlalloy;

namespace {

TEST_CASE("a pool is a queue that rolls back unless told otherwise") {
  CHECK(sa::pool_class{} == sa::pool_class::queue_pool);
  CHECK(sa::reset_on_return{} == sa::reset_on_return::rollback);
}

}  // namespace
