// SPDX-License-Identifier: MIT
#include <sqlalloy/orm/take_read.hpp>

#include <catch2/catch.hpp>

#include <string>
#include <utility>

#include <sqlalloy/orm/tracked.hpp>
#include <sqlalloy/type/arithmetic.hpp>
#include <sqlalloy/type/text.hpp>

#include "support/kind_schemas.hpp"

namespace sa = sqlalloy;

namespace {

using staff::Employee;
using staff::Engineer;

constexpr sa::column_mask rest = sa::mask_of_columns<Engineer> & ~sa::mask_of_columns<Employee>;

static_assert(sa::mask_of_columns<Employee> == 0b1111 && rest == 0b110000);

struct fixture {
  sa::tracked<Engineer> handle = sa::make_tracked(Engineer{.employee = {.id = 1, .name = "old"}, .language = "C"});
  sa::object_record<Engineer>& object = *handle.get_record();
  Employee read{.id = 1, .kind = "engineer", .name = "new"};
};

TEST_CASE_METHOD(fixture, "what is there stays, unless it is refreshed") {
  sa::take_read<Employee>(object, read, false, nullptr, rest);
  CHECK(object.object.employee.name == "old");
  sa::take_read<Employee>(object, read, true, nullptr, rest);
  CHECK(object.object.employee.name == "new");
  CHECK(object.object.language == "C");
  CHECK(object.missing == 0);
}

TEST_CASE_METHOD(fixture, "what has expired is taken, and the rest is to be read") {
  object.is_expired = true;
  sa::take_read<Employee>(object, read, false, nullptr, rest);
  CHECK(object.object.employee.name == "new");
  CHECK_FALSE(object.is_expired);
  CHECK(object.missing == rest);
  CHECK(object.reads_rest);
  Engineer whole{.employee = {.id = 1, .name = "newer"}, .language = "D"};
  sa::take_read<Engineer>(object, whole, false, nullptr, 0);
  CHECK(object.object.language == "D");
  CHECK(object.object.employee.name == "new");
  CHECK(object.missing == 0);
  CHECK_FALSE(object.reads_rest);
}

TEST_CASE_METHOD(fixture, "what is missing is taken, also into the snapshot") {
  object.missing = rest | sa::mask_of_column(2);
  object.take_snapshot();
  const bool wanted[] = {true, true, false, true};
  CHECK(sa::missing_columns<Employee>(wanted) == sa::mask_of_column(2));
  sa::take_read<Employee>(object, read, false, wanted, rest);
  CHECK(object.object.employee.name == "old");
  sa::take_read<Employee>(object, read, false, nullptr, rest);
  CHECK(object.as_loaded().employee.name == "new");
  CHECK(object.missing == rest);
  CHECK_FALSE(object.reads_rest);
}

}  // namespace
