// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy/type/codec.hpp>

#include <boost/uuid/uuid.hpp>

#include <cstddef>

namespace sqlalloy::inline v0 {

/// `boost::uuids::uuid` in the database: `UUID` on PostgreSQL, 16 bytes elsewhere (`BINARY(16)` on MySQL and MariaDB,
/// `BLOB` on SQLite). It sorts by its bytes everywhere. (MariaDB's own UUID sorts the time of day of version 1 first,
/// and is not in 10.6.)
///
/// It is no part of the umbrella header: Boost.UUID is asked for by who includes this one.
template <>
struct codec<boost::uuids::uuid> {
  using storage = uuid_value;

  static constexpr storage encode(const boost::uuids::uuid& value) noexcept {
    storage stored;
    for (std::size_t i = 0; i != sizeof stored.bytes; ++i) stored.bytes[i] = value.data[i];
    return stored;
  }
  static constexpr boost::uuids::uuid decode(storage stored) noexcept {
    boost::uuids::uuid value{};
    for (std::size_t i = 0; i != sizeof stored.bytes; ++i) value.data[i] = stored.bytes[i];
    return value;
  }
};

}  // namespace sqlalloy::inline v0
