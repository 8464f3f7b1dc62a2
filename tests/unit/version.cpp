#include <sqlalloy/version.hpp>

#include <catch2/catch.hpp>

#if SQLALLOY_VERSION < 100
#error "the version can be compared by the preprocessor, and is 0.1.0 or newer"
#endif

static_assert(SQLALLOY_VERSION / 10000 == SQLALLOY_VERSION_MAJOR);
static_assert(SQLALLOY_VERSION / 100 % 100 == SQLALLOY_VERSION_MINOR);
static_assert(SQLALLOY_VERSION % 100 == SQLALLOY_VERSION_PATCH);

TEST_CASE("version: the parts and the one number agree") {
  CHECK(SQLALLOY_VERSION == SQLALLOY_VERSION_MAJOR * 10000 + SQLALLOY_VERSION_MINOR * 100 + SQLALLOY_VERSION_PATCH);
}
