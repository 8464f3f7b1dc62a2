// SPDX-License-Identifier: MIT
#include <sqlalloy/driver/mysqlclient/column_description.hpp>

#include <catch2/catch.hpp>

#include <functional>

using sqlalloy::mysql::column_description;

namespace {

::MYSQL_FIELD a_field() {
  ::MYSQL_FIELD made{};
  made.flags = NOT_NULL_FLAG;
  made.decimals = 2;
  made.charsetnr = 45;
  made.type = MYSQL_TYPE_NEWDECIMAL;
  return made;
}

TEST_CASE("mysqlclient: a column's description differs by what reading depends on, and by nothing else") {
  const ::MYSQL_FIELD field = a_field();
  const column_description known(field);
  CHECK(column_description::is_none(known ^ field));
  ::MYSQL_FIELD longer = field;
  longer.length = longer.max_length = 7;
  longer.name_length = longer.def_length = 3;
  CHECK(column_description::is_none(known ^ longer));
  const std::function<void(::MYSQL_FIELD&)> changes[] = {
      [](::MYSQL_FIELD& of) { of.flags |= UNSIGNED_FLAG; }, [](::MYSQL_FIELD& of) { of.decimals = 0; },
      [](::MYSQL_FIELD& of) { of.charsetnr = 63; }, [](::MYSQL_FIELD& of) { of.type = MYSQL_TYPE_LONG; }};
  column_description::difference all{};
  for (const auto& change : changes) {
    ::MYSQL_FIELD other = field;
    change(other);
    CHECK_FALSE(column_description::is_none(known ^ other));
    all |= known ^ other;
  }
  CHECK_FALSE(column_description::is_none(all | (known ^ field)));
}

}  // namespace
