// SPDX-License-Identifier: MIT
#include <sqlalloy/orm/error.hpp>

#include <catch2/catch.hpp>

#include <string>
#include <type_traits>

namespace sa = sqlalloy;

namespace {

static_assert(std::is_base_of_v<sa::error, sa::stale_data_error> &&
              !std::is_base_of_v<sa::invalid_request_error, sa::stale_data_error>);
static_assert(std::is_base_of_v<sa::invalid_request_error, sa::detached_instance_error> &&
                  std::is_base_of_v<sa::invalid_request_error, sa::object_deleted_error>,
              "as with SQLAlchemy, whose classes they are named after");

}  // namespace

TEST_CASE("an error of a session keeps its kind and its sentence") {
  try {
    sa::throw_as<sa::stale_data_error>(sa::failure::operational, "sqlalloy: so it is");
    FAIL("nothing was thrown");
  } catch (const sa::error& e) {
    CHECK(std::string(e.what()) == "sqlalloy: so it is");
    CHECK(e.kind() == sa::failure::operational);
  }
  CHECK_THROWS_AS(sa::throw_refusal("sqlalloy: no"), sa::invalid_request_error);
}
