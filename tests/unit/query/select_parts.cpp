// SPDX-License-Identifier: MIT
#include <sqlalloy/query/select_parts.hpp>

#include <sqlalloy/expr/aggregate.hpp>

#include <catch2/catch.hpp>
#include <type_traits>

#include "support/schemas.hpp"

namespace sa = sqlalloy;
using blog::User;

namespace {

using name = sa::column<&User::name>;
using number_of_rows = sa::aggregate<sa::count_function, false, sa::no_filter>;

static_assert(sa::select_list<name, sa::entity_item<User, User>>::width == 5, "a struct is as wide as its fields");

static_assert(std::is_same_v<
                  sa::bare_column_beside_aggregate<sa::select_list<name, number_of_rows>, sa::node_list<>>::type, name>,
              "a column beside an aggregate is the culprit");
static_assert(
    std::is_void_v<sa::bare_column_beside_aggregate<sa::select_list<name, number_of_rows>, sa::node_list<name>>::type>,
    "unless the rows are grouped by it");
static_assert(std::is_void_v<sa::bare_column_beside_aggregate<sa::select_list<name>, sa::node_list<>>::type>,
              "and without an aggregate there is nothing to be beside of");

static_assert(std::is_same_v<sa::from_of_items<number_of_rows>::type, sa::no_from>);
static_assert(std::is_same_v<sa::from_of_items<number_of_rows, name>::type, sa::from_clause<sa::table_reference<User>>>,
              "FROM is the first table that the list names");

TEST_CASE("a select list visits its items in order") {
  const sa::select_list<sa::bind<int>, sa::bind<int>> list{{sa::bind<int>{1}, sa::bind<int>{2}}};
  struct {
    int seen = 0;
    void operator()(const sa::bind<int>& item) { seen = seen * 10 + item.value; }
  } visit;
  list.parts.each(visit);
  CHECK(visit.seen == 12);
}

}  // namespace
