// SPDX-License-Identifier: MIT
#pragma once

namespace sqlalloy::inline v0 {

/// What is written of the options of a table.
enum class ddl_part : unsigned char {
  constraints,     ///< inside CREATE TABLE
  indexes,         ///< CREATE INDEX
  late_keys,       ///< foreign keys to tables that are created later
  drop_late_keys,  ///< the same, before the tables are dropped
};

}  // namespace sqlalloy::inline v0
