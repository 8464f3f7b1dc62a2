// SPDX-License-Identifier: MIT
#include <sqlalloy/engine/engine_options.hpp>

#include <catch2/catch.hpp>

namespace sa = sqlalloy;

namespace {

TEST_CASE("an engine works as SQLAlchemy's does unless told otherwise") {
  const sa::engine_options options{};
  CHECK(options.pool_size == 5);
  CHECK(options.max_overflow == 10);
  CHECK(options.pool_timeout == 30);
  CHECK(options.pool_recycle == -1);
  CHECK_FALSE(options.pool_pre_ping);
  CHECK(options.poolclass == sa::pool_class::queue_pool);
  CHECK(options.pool_reset_on_return == sa::reset_on_return::rollback);
  CHECK(options.query_cache_size == 500);
  CHECK_FALSE(options.echo);
  CHECK_FALSE(options.show_parameters);
  CHECK(options.isolation == sa::isolation_level::database_default);
  CHECK(sa::begin_options{}.mode() == sa::transaction_mode{});
  CHECK_FALSE(sa::begin_options{}.deadline.is_set());
}

TEST_CASE("what SQLAlchemy has not is without effect, but that the warmest connection is handed out first") {
  const sa::engine_options options{};
  CHECK(options.max_waiting == -1);
  CHECK(options.max_connecting == -1);
  CHECK(options.pool_use_lifo);
}

TEST_CASE("each option is given by its name") {
  constexpr sa::engine_options options{.max_overflow = -1, .isolation = sa::isolation_level::serializable};
  static_assert(options.max_overflow == -1 && options.pool_size == 5);
  CHECK(options.isolation == sa::isolation_level::serializable);
}

}  // namespace
