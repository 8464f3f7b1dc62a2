// SPDX-License-Identifier: MIT
#pragma once

/// The names of the dialects, so that a driver can say which one it speaks without including any of them.
namespace sqlalloy::inline v0 {

namespace sqlite {
/// SQLite's SQL, from version `Major.Minor` on.
template <int Major, int Minor>
struct basic_dialect;
/// The SQLite that Debian 12 has.
using dialect = basic_dialect<3, 40>;
}  // namespace sqlite

namespace postgresql {
/// PostgreSQL's SQL, from version `Major` on.
template <int Major>
struct basic_dialect;
/// The oldest PostgreSQL that is still maintained with SQLAlloy.
using dialect = basic_dialect<13>;
}  // namespace postgresql

namespace mysql {
/// MySQL's SQL, from version 8.0.19 on.
struct dialect;
}  // namespace mysql

namespace mariadb {
/// MariaDB's SQL, from version 10.6 on.
struct dialect;
}  // namespace mariadb

}  // namespace sqlalloy::inline v0
