// SPDX-License-Identifier: MIT
#include <sqlalloy/dialect/ddl_part.hpp>
#include <sqlalloy/dialect/sqlite.hpp>
#include <sqlalloy/dialect/writer.hpp>

#include <catch2/catch.hpp>

#include "support/statements/tables.hpp"

namespace sa = sqlalloy;

namespace {

using tables = sa::metadata<statements::Stock>;

// What is written of a table's options in each part.
constexpr std::size_t size_of(sa::ddl_part part) {
  sa::writer<sa::sqlite::dialect> count;
  sa::sqlite::dialect::write_options<statements::Stock, tables>(count, part);
  return count.size;
}
static_assert(size_of(sa::ddl_part::constraints) != 0 && size_of(sa::ddl_part::indexes) != 0);
static_assert(size_of(sa::ddl_part::late_keys) == 0 && size_of(sa::ddl_part::drop_late_keys) == 0,
              "SQLite needs no late keys");

}  // namespace

TEST_CASE("an option is written in its own part only") {
  CHECK(size_of(sa::ddl_part::indexes) ==
        std::string_view("CREATE INDEX IF NOT EXISTS warehouse.ix_stock_label ON stock (label);\n").size());
}
