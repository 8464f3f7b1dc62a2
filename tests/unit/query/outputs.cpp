// SPDX-License-Identifier: MIT
#include <sqlalloy/expr/aggregate.hpp>
#include <sqlalloy/expr/case.hpp>
#include <sqlalloy/expr/value.hpp>
#include <sqlalloy/query/delete.hpp>
#include <sqlalloy/query/insert.hpp>
#include <sqlalloy/query/outputs.hpp>
#include <sqlalloy/query/select.hpp>

#include <catch2/catch.hpp>

#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>

#include "support/statements/tables.hpp"

namespace sa = sqlalloy;

namespace {

using namespace sa::literals;
using namespace statements;

template <class Query, std::size_t Index>
using value_at = std::tuple_element_t<Index, sa::row_t<Query>>;
template <class Query, std::size_t Index>
using view_at = std::tuple_element_t<Index, sa::view_row_t<Query>>;

// Columns: owned in a row, viewed in a row of views.
using columns = decltype(sa::select(user_id, name, email));
static_assert(std::is_same_v<value_at<columns, 0>, std::int64_t> && std::is_same_v<view_at<columns, 0>, std::int64_t>);
static_assert(std::is_same_v<value_at<columns, 1>, std::string> &&
              std::is_same_v<view_at<columns, 1>, std::string_view>);
static_assert(std::is_same_v<value_at<columns, 2>, std::optional<std::string>>);
static_assert(std::is_same_v<view_at<columns, 2>, std::optional<std::string_view>>);

// A row owns what a string literal was, too: it outlives the cursor.
using literals = decltype(sa::select(sa::value("x"), sa::case_(sa::then(age > 17, "adult"), sa::else_("child"))));
static_assert(std::is_same_v<value_at<literals, 0>, std::string> && std::is_same_v<value_at<literals, 1>, std::string>);
static_assert(std::is_same_v<view_at<literals, 0>, std::string_view>);

// A struct alone is the row; optional, where its table is on the outer side of a join.
using blog::Post;
using blog::User;
constexpr auto by_author = author_id == user_id;
static_assert(std::is_same_v<sa::row_t<decltype(sa::select<User>())>, User>);
static_assert(std::is_same_v<sa::view_row_t<decltype(sa::select<User>())>, User>);
static_assert(std::is_same_v<sa::row_t<decltype(sa::select<User>().left_join(sa::tables<Post>))>, User>);
static_assert(std::is_same_v<sa::row_t<decltype(sa::select<User>().right_join(sa::tables<Post>, by_author))>,
                             std::optional<User>>);

// Several structs, and structs beside columns.
using joined = decltype(sa::select<User, Post>().left_join(sa::tables<Post>));
static_assert(std::is_same_v<value_at<joined, 0>, User> && std::is_same_v<value_at<joined, 1>, std::optional<Post>>);
using mixed = decltype(sa::select(sa::tables<User>, title).join(sa::tables<Post>));
static_assert(std::is_same_v<value_at<mixed, 0>, User> && std::is_same_v<value_at<mixed, 1>, std::string>);

// What gives no rows.
using removal = decltype(sa::delete_from<User>());
static_assert(std::is_void_v<sa::row_t<removal>> && std::is_void_v<sa::view_row_t<removal>>);
static_assert(!sa::returns_rows<removal> && sa::returns_rows<columns>);
static_assert(!sa::returns_rows<decltype(sa::insert(User{}))>);
static_assert(sa::returns_rows<decltype(sa::insert(User{}).returning(user_id))>);

static_assert(sa::statement<columns> && sa::statement<removal> && !sa::statement<decltype(age)> &&
              !sa::statement<User>);

// The SQL types of the columns, for the driver; a struct has one for each of its fields.
template <class Query>
constexpr bool has_types(std::initializer_list<sa::sql_type> wanted) {
  if (sa::column_types<Query>.size() != wanted.size()) return false;
  std::size_t next = 0;
  for (const sa::sql_type one : wanted)
    if (sa::column_types<Query>[next++] != one) return false;
  return true;
}
using enum sa::sql_type;
static_assert(has_types<columns>({bigint, text, text}));
static_assert(has_types<decltype(sa::select<User>())>({bigint, text, text, integer}));
static_assert(has_types<joined>({bigint, text, text, integer, bigint, bigint, text, text}));
static_assert(has_types<decltype(sa::select<User>().right_join(sa::tables<Post>, by_author))>({bigint, text, text,
                                                                                               integer}));
static_assert(has_types<decltype(sa::select<Sample>())>({bigint, smallint, bigint, real, double_precision, boolean}));
static_assert(has_types<decltype(sa::select(sa::count(), age > 1, sa::avg(age)))>({bigint, boolean, double_precision}));
static_assert(has_types<removal>({}));

static_assert(sa::item_width<sa::entity_item<User, User>> == 4 && sa::item_width<decltype(age + 1)> == 1);

}  // namespace

TEST_CASE("the row of a query follows from its type") {
  CHECK(std::is_same_v<sa::row_t<decltype(sa::select<User>())>, User>);
  CHECK(sa::column_types<columns>.size() == 3);
}
