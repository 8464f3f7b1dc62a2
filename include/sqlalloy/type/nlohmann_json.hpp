// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy/type/codec.hpp>
#include <sqlalloy/type/json.hpp>

#include <nlohmann/json.hpp>

#include <cmath>
#include <optional>

namespace sqlalloy::inline v0 {

namespace detail {

/// Whether the text of a value says all of it: NaN and infinities would become `null`, and bytes have no text.
inline bool has_json_text(const nlohmann::json& value) {
  if (value.is_number_float()) return std::isfinite(value.get<double>());
  if (value.is_binary() || value.is_discarded()) return false;
  if (value.is_structured())
    for (const nlohmann::json& part : value)
      if (!has_json_text(part)) return false;
  return true;
}

}  // namespace detail

/// `nlohmann::json` in a column of JSON (Debian: nlohmann-json3-dev). NaN, an infinity, bytes and text that is not
/// UTF-8 are data errors, and so is stored text that is no JSON. (Without exceptions, text that is not UTF-8 ends the
/// program: the library knows no other way.)
template <>
struct codec<nlohmann::json> {
  using storage = json;

  static std::optional<storage> encode(const nlohmann::json& value) {
    if (!detail::has_json_text(value)) return std::nullopt;
#if defined(__cpp_exceptions)
    try {
      return json{value.dump()};
    } catch (const nlohmann::json::type_error&) {
      return std::nullopt;
    }
#else
    return json{value.dump()};
#endif
  }
  static std::optional<nlohmann::json> decode(const storage& stored) {
    std::optional<nlohmann::json> value(std::in_place, nlohmann::json::parse(stored.text, nullptr, false));
    if (value->is_discarded()) value.reset();
    return value;
  }
};

}  // namespace sqlalloy::inline v0
