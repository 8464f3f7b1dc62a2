// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy/query/insert.hpp>

namespace sqlalloy::inline v0 {

/// What takes the place of an INSERT of many structs, where a database has it: COPY … FROM STDIN, and then the values
/// of the columns that the INSERT sends.
template <class Entity, class Sent>
struct copy_structs {
  using node_tag = statement_tag;
  using children = type_list<>;
  using rows = no_rows;
};

/// A query without rows: it tells the types of those columns, which COPY does not convert to.
template <class Entity, class Sent>
struct copied_columns {
  using node_tag = statement_tag;
  using children = type_list<>;
  using rows = no_rows;
};

}  // namespace sqlalloy::inline v0
