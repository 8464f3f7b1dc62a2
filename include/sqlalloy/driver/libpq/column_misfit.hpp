// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy/driver/libpq/oid.hpp>
#include <sqlalloy/driver/status.hpp>
#include <sqlalloy/type/storage.hpp>

#include <cstddef>
#include <span>
#include <string>

#include <libpq-fe.h>

namespace sqlalloy::inline v0::postgresql {

/// Why the columns of a result are not those that will be read, for a refusal.
struct column_misfit {
  failure kind = failure::none;
  std::string sentence{};
};

inline column_misfit find_misfit(const ::PGresult* result, std::span<const sql_type> wanted) {
  const auto found = static_cast<std::size_t>(::PQnfields(result));
  if (found != wanted.size())
    return {failure::programming, "libpq: the statement gives " + std::to_string(found) + " columns where " +
                                      std::to_string(wanted.size()) + " are read"};
  for (std::size_t i = 0; i != found; ++i) {
    const int column = static_cast<int>(i);
    const oid type{::PQftype(result, column)};
    if (!can_read(type, wanted[i]))
      return {failure::data, "libpq: column " + std::to_string(i + 1) + " (" + ::PQfname(result, column) +
                                 ") is of type " + type_name(type) + " and is read as " +
                                 std::string(type_of(wanted[i]).name)};
  }
  return {};
}

}  // namespace sqlalloy::inline v0::postgresql
