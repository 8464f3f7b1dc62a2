// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy/engine/pool.hpp>

#include <catch2/catch.hpp>
#include <support/fake_driver.hpp>

#include <utility>

namespace fake {

inline sa::engine_settings settings(sa::engine_options options = {}) {
  sa::engine_settings made;
  made.options = options;
  made.dialect = "sqlite";
  return made;
}

/// A pool of connections to a new fake database.
template <class Driver = fake::sqlite>
struct one_pool {
  fresh_database database{};
  sa::pool<Driver>* pool;

  explicit one_pool(sa::engine_options options = {}) : pool(sa::pool<Driver>::make(settings(options))) {}
  one_pool(const one_pool&) = delete;
  one_pool& operator=(const one_pool&) = delete;
  ~one_pool() { pool->retire(); }
};

/// One of its connections, checked out.
template <class Driver = fake::sqlite>
struct one_connection : one_pool<Driver> {
  sa::pooled_connection<Driver>& connection;

  explicit one_connection(sa::engine_options options = {})
      : one_pool<Driver>(options), connection(*this->pool->check_out().value()) {
    REQUIRE(connection.use({.isolation = options.isolation}));
  }
  ~one_connection() { this->pool->check_in(&connection); }
};

}  // namespace fake
