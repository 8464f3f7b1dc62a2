// SPDX-License-Identifier: MIT
#include <sqlalloy/dialect/postgresql.hpp>
#include <sqlalloy/dialect/render.hpp>
#include <sqlalloy/query/copied_query.hpp>
#include <sqlalloy/query/delete.hpp>
#include <sqlalloy/query/select.hpp>

#include <catch2/catch.hpp>
#include <support/schemas.hpp>

#include <string_view>
#include <type_traits>

namespace sa = sqlalloy;
using blog::User;

namespace {

using pg = sa::postgresql::dialect;
constexpr auto id = sa::col<&User::id>;
constexpr auto name = sa::col<&User::name>;

template <class Query>
constexpr std::string_view text_of = sa::sql_v<sa::copied_query<Query>, pg>;

using users = decltype(sa::select<User>());
static_assert(text_of<users> ==
              "SELECT * FROM (SELECT users.id, users.name, users.email, users.age FROM users) AS copied LIMIT 0; "
              "COPY (SELECT users.id, users.name, users.email, users.age FROM users) TO STDOUT (FORMAT binary)");
static_assert(text_of<decltype(sa::select(name).where(name == sa::lit<"it's">).order_by(id))> ==
              "SELECT * FROM (SELECT users.name FROM users WHERE users.name = 'it''s' ORDER BY users.id) AS copied "
              "LIMIT 0; "
              "COPY (SELECT users.name FROM users WHERE users.name = 'it''s' ORDER BY users.id) TO STDOUT (FORMAT "
              "binary)");
using by_hand = decltype(sa::text<"VALUES (1, 2)", sa::row<sa::type_list<int, int>, int, int>>());
static_assert(text_of<by_hand> ==
              "SELECT * FROM (VALUES (1, 2)) AS copied LIMIT 0; COPY (VALUES (1, 2)) TO STDOUT (FORMAT binary)");

// It has the rows of its query.
static_assert(std::is_same_v<sa::row_t<sa::copied_query<users>>, User>);
static_assert(sa::column_types<sa::copied_query<users>>.size() == 4);

static_assert(sa::copyable_query<users> && sa::copyable_query<by_hand>);
static_assert(!sa::copyable_query<decltype(sa::text<"DELETE FROM users">())>, "it has no rows");
static_assert(!sa::copyable_query<decltype(sa::delete_from<User>().returning(id))>, "it is no query");
static_assert(!sa::copyable_query<std::string_view>);

TEST_CASE("a copied query with conditional clauses goes the same way twice") {
  const auto query = [](bool filters, int sort) {
    return sa::select(id)
        .where(sa::when(filters, name == sa::lit<"Ada">))
        .order_by(sa::choose(sort, id, name, sa::desc(name)));
  };
  using texts = sa::rendered<sa::copied_query<decltype(query(true, 0))>, pg>;
  REQUIRE(texts::variants == 6);
  const auto text = [&](bool filters, int sort) {
    const sa::statement_text& found = texts::text(sa::variant_of(query(filters, sort)));
    return std::string_view(found.sql, found.size);
  };
  CHECK(text(false, 2) ==
        "SELECT * FROM (SELECT users.id FROM users ORDER BY users.name DESC) AS copied LIMIT 0; "
        "COPY (SELECT users.id FROM users ORDER BY users.name DESC) TO STDOUT (FORMAT binary)");
  CHECK(text(true, 1) ==
        "SELECT * FROM (SELECT users.id FROM users WHERE users.name = 'Ada' ORDER BY users.name) AS copied LIMIT 0; "
        "COPY (SELECT users.id FROM users WHERE users.name = 'Ada' ORDER BY users.name) TO STDOUT (FORMAT binary)");
}

}  // namespace
