// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy/driver/libpq/oid.hpp>
#include <sqlalloy/driver/libpq/wire.hpp>
#include <sqlalloy/type/value_view.hpp>

#include <charconv>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

#include <libpq-fe.h>

namespace sqlalloy::inline v0::postgresql {

template <class Number>
value_view parsed(std::string_view text) {
  Number number{};
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  return error == std::errc{} && end == text.data() + text.size() ? value_view(number) : value_view(text);
}

/// `\x0aff`, as bytes that live as long as the result does.
inline value_view unescaped(::PGresult* result, const char* text) {
  std::size_t size = 0;
  unsigned char* bytes = ::PQunescapeBytea(reinterpret_cast<const unsigned char*>(text), &size);
  void* kept = bytes ? ::PQresultAlloc(result, size + 1) : nullptr;
  if (kept) std::memcpy(kept, bytes, size);
  ::PQfreemem(bytes);
  return kept ? value_view(bytes_view(static_cast<std::byte*>(kept), size)) : value_view();
}

template <class Storage, class Wide = Storage>
value_view from_wire(const char* data, int length) {
  Storage value{};
  return decode(data, length, value) ? value_view(static_cast<Wide>(value)) : value_view();
}

/// What a field holds, by the type that the server says. Numbers, truth values and bytes are themselves; any other type
/// is its text, or, in a result in binary form, its bytes.
inline value_view any_value(::PGresult* result, int row, int column) {
  if (::PQgetisnull(result, row, column)) return {};
  const char* data = ::PQgetvalue(result, row, column);
  const int length = ::PQgetlength(result, row, column);
  const std::string_view text(data, static_cast<std::size_t>(length));
  const oid type{::PQftype(result, column)};
  const bool binary = ::PQfformat(result, column) == 1;
  switch (type) {
    case oid::boolean:
      return binary ? from_wire<bool>(data, length) : value_view(text == "t");
    case oid::int2:
    case oid::int4:
    case oid::int8:
      return binary ? from_wire<std::int64_t>(data, length) : parsed<std::int64_t>(text);
    case oid::oid:
      return binary ? value_view(std::int64_t{load<std::uint32_t>(data)}) : parsed<std::int64_t>(text);
    case oid::float4:
    case oid::float8:
      return binary ? from_wire<double>(data, length) : parsed<double>(text);
    case oid::bytea:
      return binary ? from_wire<bytes_view>(data, length) : unescaped(result, data);
    default:
      break;
  }
  return binary && !can_read(type, sql_type::text) ? from_wire<bytes_view>(data, length) : value_view(text);
}

}  // namespace sqlalloy::inline v0::postgresql
