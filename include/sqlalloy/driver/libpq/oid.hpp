// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy/type/statement_text.hpp>
#include <sqlalloy/type/storage.hpp>

#include <string>
#include <string_view>

#include <libpq-fe.h>

namespace sqlalloy::inline v0::postgresql {

/// The numbers of PostgreSQL's own types (pg_type.dat); they never change.
enum class oid : ::Oid {
  boolean = 16,
  bytea = 17,
  name = 19,
  int8 = 20,
  int2 = 21,
  int4 = 23,
  text = 25,
  oid = 26,
  json = 114,
  float4 = 700,
  float8 = 701,
  unknown = 705,
  bpchar = 1042,
  varchar = 1043,
  date = 1082,
  time = 1083,
  timestamp = 1114,
  timestamptz = 1184,
  interval = 1186,
  numeric = 1700,
  uuid = 2950,
  jsonb = 3802,
};

struct type_entry {
  std::string_view name;
  oid scalar;
  ::Oid array;
};

/// PostgreSQL's name and numbers for an SQL type.
constexpr type_entry type_of(sql_type type) noexcept {
  switch (kind_of(element_of(type))) {
    case sql_type::boolean:
      return {"boolean", oid::boolean, 1000};
    case sql_type::smallint:
      return {"smallint", oid::int2, 1005};
    case sql_type::integer:
      return {"integer", oid::int4, 1007};
    case sql_type::bigint:
      return {"bigint", oid::int8, 1016};
    case sql_type::real:
      return {"real", oid::float4, 1021};
    case sql_type::double_precision:
      return {"double precision", oid::float8, 1022};
    case sql_type::text:
      return {"text", oid::text, 1009};
    case sql_type::bytes:
      return {"bytea", oid::bytea, 1001};
    case sql_type::date:
      return {"date", oid::date, 1182};
    case sql_type::time:
      return {"time", oid::time, 1183};
    case sql_type::timestamp:
      return {"timestamp", oid::timestamp, 1115};
    case sql_type::timestamp_with_time_zone:
      return {"timestamp with time zone", oid::timestamptz, 1185};
    case sql_type::interval:
      return {"interval", oid::interval, 1187};
    case sql_type::uuid:
      return {"uuid", oid::uuid, 2951};
    case sql_type::json:
      return {"json", oid::json, 199};
    case sql_type::numeric:
    case sql_type::decimal:
      return {"numeric", oid::numeric, 1231};
  }
  return {"unknown", oid::unknown, 0};
}

/// The number that a parameter of this type is declared with.
constexpr ::Oid parameter_oid(sql_type type) noexcept {
  const type_entry entry = type_of(type);
  return is_array(type) ? entry.array : static_cast<::Oid>(entry.scalar);
}

/// Whether a column that the server says is `found` can be read as `wanted`: an integer of any width, a real of either,
/// any of the types whose binary form is their text.
constexpr bool can_read(oid found, sql_type wanted) noexcept {
  switch (wanted) {
    case sql_type::smallint:
    case sql_type::integer:
    case sql_type::bigint:
      return found == oid::int8 || found == oid::int4 || found == oid::int2;
    case sql_type::real:
    case sql_type::double_precision:
      return found == oid::float8 || found == oid::float4;
    case sql_type::text:
      return found == oid::text || found == oid::varchar || found == oid::bpchar || found == oid::name ||
             found == oid::json || found == oid::unknown;
    case sql_type::json:
      return found == oid::json || found == oid::jsonb;
    default:
      return found == type_of(wanted).scalar;
  }
}

/// The name of a type of the server, for a sentence.
inline std::string type_name(oid type) {
  for (int i = 0; i <= static_cast<int>(sql_type::numeric); ++i)
    if (const type_entry entry = type_of(static_cast<sql_type>(i)); entry.scalar == type)
      return std::string(entry.name);
  if (type == oid::jsonb) return "jsonb";
  return "OID " + std::to_string(static_cast<::Oid>(type));
}

}  // namespace sqlalloy::inline v0::postgresql
