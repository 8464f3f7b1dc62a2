// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy/dialect/writer.hpp>
#include <sqlalloy/driver/statement_text.hpp>
#include <sqlalloy/query/outputs.hpp>
#include <sqlalloy/query/slots.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <utility>

namespace sqlalloy::inline v0 {

// The size of all texts of a query together, each with its NUL, and the number of all their placeholders.
struct text_sizes {
  std::size_t characters = 0;
  std::size_t placeholders = 0;
};

template <class Query, class Dialect> consteval text_sizes measure() {
  text_sizes sizes;
  for (std::size_t variant = 0; variant != variant_count<Query>; ++variant) {
    writer<Dialect> count{.variant = variant};
    count.template node<Query>();
    sizes.characters += count.size + 1;
    sizes.placeholders += static_cast<std::size_t>(count.placeholders);
  }
  return sizes;
}

/// The SQL of a query in a dialect, written by the compiler: one constant text for each way its conditional clauses
/// can go, and the types of its parameters.
template <class Query, class Dialect> struct rendered {
  static constexpr std::size_t variants = variant_count<Query>;

 private:
  static constexpr text_sizes sizes = measure<Query, Dialect>();

  struct storage {
    std::array<char, sizes.characters> characters{};
    std::array<sql_type, sizes.placeholders + 1> parameters{};
    std::array<std::size_t, variants + 1> text_at{};
    std::array<std::size_t, variants + 1> parameters_at{};
  };

  static constexpr storage stored = [] {
    storage all;
    for (std::size_t variant = 0; variant != variants; ++variant) {
      const std::size_t at = all.text_at[variant];
      const std::size_t parameters_at = all.parameters_at[variant];
      writer<Dialect> fill{.buffer = all.characters.data() + at,
                           .parameter_types = all.parameters.data() + parameters_at,
                           .variant = variant};
      fill.template node<Query>();
      all.text_at[variant + 1] = at + fill.size + 1;
      all.parameters_at[variant + 1] = parameters_at + static_cast<std::size_t>(fill.placeholders);
    }
    return all;
  }();

  static constexpr statement_text text_of(std::size_t variant) {
    return {stored.characters.data() + stored.text_at[variant],
            stored.text_at[variant + 1] - stored.text_at[variant] - 1,
            std::span(stored.parameters.data() + stored.parameters_at[variant],
                      stored.parameters_at[variant + 1] - stored.parameters_at[variant]),
            column_types<Query>};
  }

  static constexpr std::array<statement_text, variants> texts = [] {
    std::array<statement_text, variants> all{};
    for (std::size_t variant = 0; variant != variants; ++variant) all[variant] = text_of(variant);
    return all;
  }();

 public:
  /// The text of a variant (`variant_of(query)`), ended by a NUL; static storage.
  static constexpr const statement_text& text(std::size_t variant) { return texts[variant]; }

  /// FNV-1a of all its texts, to tell statements of different images of a program apart.
  static constexpr std::uint64_t hash = [] {
    std::uint64_t value = 14695981039346656037u;
    for (const char letter : stored.characters) value = (value ^ static_cast<unsigned char>(letter)) * 1099511628211u;
    return value;
  }();
};

/// The SQL of a query in a dialect; with conditional clauses, that in which every `when()` is off.
template <class Query, class Dialect>
inline constexpr std::string_view sql_v{rendered<Query, Dialect>::text(0).sql, rendered<Query, Dialect>::text(0).size};

/// The SQL of a query in a dialect: `sa::sql<sa::sqlite::dialect>(query)`. A constant, where the query has no `when()`
/// and no `choose()`.
template <class Dialect, statement Query> constexpr std::string_view sql(const Query& query) {
  Query::template check<Dialect>();
  const statement_text& text = rendered<Query, Dialect>::text(variant_of(query));
  return {text.sql, text.size};
}

}  // namespace sqlalloy::inline v0
