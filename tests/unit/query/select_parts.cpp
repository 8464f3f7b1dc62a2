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

template <class... Items>
using list = sa::select_list<Items...>;
using id = sa::column<&User::id>;
using outer_name = sa::column<&User::name, sa::aliased<User, "outer">>;

static_assert(
    std::is_same_v<sa::bare_column_t<list<name, number_of_rows>, list<name, number_of_rows>, sa::node_list<>>, name>,
    "a column beside an aggregate is the culprit");
static_assert(std::is_void_v<sa::bare_column_t<list<number_of_rows>, list<name>, sa::node_list<name>>>,
              "unless the rows are grouped by it");
static_assert(std::is_void_v<sa::bare_column_t<list<number_of_rows>, list<name>, sa::node_list<id>>>,
              "or by the key of its table");
static_assert(std::is_void_v<sa::bare_column_t<list<number_of_rows>, list<outer_name>, sa::node_list<>,
                                               sa::type_list<sa::aliased<User, "outer">>>>,
              "or it is of the query around this one");
static_assert(std::is_void_v<sa::bare_column_t<list<name>, list<name>, sa::node_list<>>>,
              "and without an aggregate there is nothing to be beside of");
static_assert(std::is_same_v<sa::bare_column_t<list<number_of_rows>, sa::node_list<name>, sa::node_list<>>, name>,
              "in ORDER BY as in the list");
static_assert(sa::is_aggregated<list<number_of_rows>, sa::node_list<>> &&
              sa::is_aggregated<list<name>, sa::node_list<name>> && !sa::is_aggregated<list<name>, sa::node_list<>>);

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
