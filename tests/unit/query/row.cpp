// SPDX-License-Identifier: MIT
#include <sqlalloy/expr/aggregate.hpp>
#include <sqlalloy/expr/arithmetic.hpp>
#include <sqlalloy/query/row.hpp>
#include <sqlalloy/query/select.hpp>

#include <catch2/catch.hpp>

#include <cstdint>
#include <string>
#include <tuple>
#include <type_traits>
#include <utility>

#include "support/composite_schemas.hpp"
#include "support/statements/tables.hpp"

namespace sa = sqlalloy;

namespace {

using namespace sa::literals;
using namespace statements;

constexpr auto author = sa::alias<blog::User, "author">;
constexpr auto query =
    sa::select(user_id, author[user_id].as("writer"_n), (age + 1).as("next"_n), sa::count(post_id)).cross_join(author);
using row = sa::row_t<decltype(query)>;

static_assert(sa::is_row<row> && !sa::is_row<blog::User>);
static_assert(std::tuple_size_v<row> == 4);
static_assert(std::is_same_v<std::tuple_element_t<2, row>, int>);

// The name of a result: its label, or its member; a calculation has none.
static_assert(sa::result_name<std::remove_const_t<decltype(user_id)>> == "id");
static_assert(sa::result_name<decltype(author[age])> == "age");
static_assert(sa::result_name<decltype((age + 1).as("next"_n))> == "next");
static_assert(sa::result_name<decltype(age + 1)>.empty());
static_assert(sa::result_name<std::remove_const_t<decltype(depot::latitude)>> == "home_at_latitude", "as in SQL");
static_assert(sa::row_t<decltype(sa::select(depot::latitude))>{{1.5}}["home_at_latitude"_n] == 1.5);
static_assert(sa::row_t<decltype(sa::select(depot::latitude))>{{1.5}}[depot::latitude] == 1.5);
static_assert(std::is_same_v<sa::without_label_t<decltype(user_id.as("x"_n))>, std::remove_const_t<decltype(user_id)>>);

constexpr row one{{1, 2, 3, 4}};
static_assert(one.get<0>() == 1 && one.get<3>() == 4);
static_assert(one[user_id] == 1 && one[author[user_id]] == 2 && one[age + 1] == 3 && one[sa::count(post_id)] == 4);
static_assert(one["id"_n] == 1 && one["writer"_n] == 2 && one["next"_n] == 3);
static_assert(one == row{{1, 2, 3, 4}} && one != row{{1, 2, 3, 5}});

// The same whatever the value that the expression holds: a row is asked by the shape of its query.
static_assert(one[age + 7] == 3);

}  // namespace

TEST_CASE("a row is read by place, by column and by name, and gives its values away") {
  const auto [id, writer, next, posts] = one;
  CHECK(id == 1);
  CHECK(writer == 2);
  CHECK(next == 3);
  CHECK(posts == 4);

  using named = sa::row_t<decltype(sa::select(name, sa::tables<blog::User>))>;
  named owner{{std::string(40, 'x'), blog::User{.name = "Ada"}}};
  CHECK(owner[name] == std::string(40, 'x'));
  CHECK(owner.get<1>().name == "Ada");
  const char* storage = owner.get<0>().data();
  const std::string taken = std::move(owner).get<0>();
  CHECK(taken.data() == storage);
}
