// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy/type/codec.hpp>

#include <string>
#include <string_view>

namespace sqlalloy::inline v0 {

/// JSON as its text: `sa::json{R"({"a": 1})"}`. Two are equal where their texts are; NULL is an empty `std::optional`,
/// and not the `null` of JSON.
///
/// The text comes back letter by letter: the column is `JSON` on PostgreSQL and, on the others, text that the database
/// checks to be JSON. What is no JSON is refused by the database. `sa::column_type<&T::body, "JSONB">` makes it a
/// `jsonb` on PostgreSQL, whose spaces and keys come back in another order.
///
/// For the values of a JSON library see `type/nlohmann_json.hpp`; for another library, a codec with `storage =
/// sa::json`.
struct json {
  std::string text = "null";

  friend bool operator==(const json&, const json&) = default;
};

template <>
struct codec<json> {
  using storage = json_view;
  using view = std::string_view;

  static constexpr storage encode(const json& value) noexcept { return json_view(value.text); }
  static json decode(storage stored) { return {std::string(stored)}; }
  static bool decode_into(storage stored, json& out) {
    out.text.assign(stored);
    return true;
  }
};

}  // namespace sqlalloy::inline v0
