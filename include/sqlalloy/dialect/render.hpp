// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy/dialect/writer.hpp>
#include <sqlalloy/query/outputs.hpp>
#include <sqlalloy/query/slots.hpp>
#include <sqlalloy/type/statement_text.hpp>

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

template <class Query, class Dialect>
consteval text_sizes measure() {
  text_sizes sizes;
  for (std::size_t variant = 0; variant != variant_count<Query>; ++variant) {
    writer<Dialect> count{.variant = variant};
    count.template node<Query>();
    sizes.characters += count.size + 1;
    sizes.placeholders += static_cast<std::size_t>(count.placeholders);
  }
  return sizes;
}

// Shared by all queries whose texts have these sizes.
template <std::size_t Characters, std::size_t Placeholders, std::size_t Variants>
struct text_storage {
  char characters[Characters]{};
  sql_type parameters[Placeholders + 1]{};
  std::size_t text_at[Variants + 1]{};
  std::size_t parameters_at[Variants + 1]{};
  std::uint64_t hash = 14695981039346656037u;

  constexpr statement_text text(std::size_t variant, std::span<const sql_type> columns) const {
    return {characters + text_at[variant], text_at[variant + 1] - text_at[variant] - 1,
            std::span(parameters + parameters_at[variant], parameters_at[variant + 1] - parameters_at[variant]),
            columns};
  }
};

template <class Query, class Dialect, text_sizes Sizes = measure<Query, Dialect>()>
consteval auto render() {
  text_storage<Sizes.characters, Sizes.placeholders, variant_count<Query>> all;
  for (std::size_t variant = 0; variant != variant_count<Query>; ++variant) {
    const std::size_t at = all.text_at[variant];
    const std::size_t parameters_at = all.parameters_at[variant];
    writer<Dialect> fill{
        .buffer = all.characters + at, .parameter_types = all.parameters + parameters_at, .variant = variant};
    fill.template node<Query>();
    all.text_at[variant + 1] = at + fill.size + 1;
    all.parameters_at[variant + 1] = parameters_at + static_cast<std::size_t>(fill.placeholders);
  }
  for (const char letter : all.characters) all.hash = (all.hash ^ static_cast<unsigned char>(letter)) * 1099511628211u;
  return all;
}

/// The SQL of a query in a dialect, written by the compiler: one constant text for each way its conditional clauses
/// can go, and the types of its parameters.
template <class Query, class Dialect>
struct rendered {
  static constexpr std::size_t variants = variant_count<Query>;

 private:
  static constexpr auto stored = render<Query, Dialect>();
  template <std::size_t... Variant>
  static consteval std::array<statement_text, variants> list_texts(std::index_sequence<Variant...>) {
    return {stored.text(Variant, column_types<Query>)...};
  }
  static constexpr std::array<statement_text, variants> texts = list_texts(std::make_index_sequence<variants>{});

 public:
  /// The text of a variant (`variant_of(query)`), ended by a NUL; static storage.
  [[gnu::always_inline]] static constexpr const statement_text& text(std::size_t variant) { return texts[variant]; }

  /// FNV-1a of all its texts, to tell statements of different images of a program apart.
  static constexpr std::uint64_t hash = stored.hash;
};

/// The SQL of a query in a dialect; with conditional clauses, that in which every `when()` is off.
template <class Query, class Dialect>
inline constexpr std::string_view sql_v{rendered<Query, Dialect>::text(0).sql, rendered<Query, Dialect>::text(0).size};

/// The SQL of a query in a dialect: `sa::sql<sa::sqlite::dialect>(query)`. A constant, where the query has no `when()`
/// and no `choose()`.
template <class Dialect, statement Query>
constexpr std::string_view sql(const Query& query) {
  Query::template check<Dialect>();
  const statement_text& text = rendered<Query, Dialect>::text(variant_of(query));
  return {text.sql, text.size};
}

}  // namespace sqlalloy::inline v0
