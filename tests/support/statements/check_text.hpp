// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy/dialect/postgresql.hpp>
#include <sqlalloy/dialect/render.hpp>
#include <sqlalloy/dialect/sqlite.hpp>
#include <sqlalloy/query/slots.hpp>

#include <catch2/catch.hpp>

#include <string_view>

#include "support/statements/expected.hpp"

namespace statements {

/// Whether all texts are those that are expected: for the compiler.
struct all_hold {
  bool result = true;

  template <class Query>
  constexpr void operator()(const Query& query, const expected& wanted) {
    result = result && wanted.is(sqlalloy::sql<sqlalloy::sqlite::dialect>(query), false) &&
             wanted.is(sqlalloy::sql<sqlalloy::postgresql::dialect>(query), true);
  }
};

// The types of the slots of a query, in the order in which it gives them out, beside those of the text's placeholders.
struct compare_types {
  const sqlalloy::statement_text& text;
  std::size_t count = 0;
  bool same = true;

  template <class Slot>
  void operator()(const Slot&) {
    sqlalloy::sql_type type = sqlalloy::sql_type_v<typename Slot::value_type>;
    if constexpr (requires(Slot slot) { slot.values; }) type = sqlalloy::array_of(type);
    same = same && count < text.parameters.size() && text.parameters[count] == type;
    ++count;
  }
};

/// Checks that the text is what is expected, and that it has a placeholder of the right type for each slot.
struct check_text {
  template <class Query>
  void operator()(const Query& query, const expected& wanted) const {
    check<sqlalloy::sqlite::dialect>(query, wanted, false);
    check<sqlalloy::postgresql::dialect>(query, wanted, true);
  }

 private:
  template <class Dialect, class Query>
  static void check(const Query& query, const expected& wanted, bool numbered) {
    INFO(sqlalloy::sql<Dialect>(query) << "\nis expected to be\n" << wanted.text(numbered));
    CHECK(wanted.is(sqlalloy::sql<Dialect>(query), numbered));

    const sqlalloy::statement_text& text = sqlalloy::rendered<Query, Dialect>::text(sqlalloy::variant_of(query));
    CHECK(text.sql[text.size] == '\0');
    if constexpr (requires { query.source_.value.objects; }) return;  // its slots are those of each struct
    compare_types types{text};
    sqlalloy::for_each_slot(query, types);
    CHECK((types.same && types.count == text.parameters.size()));
    CHECK(types.count <= static_cast<std::size_t>(sqlalloy::slot_count<Query>));
  }
};

}  // namespace statements
