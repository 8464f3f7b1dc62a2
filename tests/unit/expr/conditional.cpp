// SPDX-License-Identifier: MIT
#include <sqlalloy/expr/conditional.hpp>

#include <catch2/catch.hpp>

#include <cstddef>
#include <cstdint>
#include <sqlalloy/expr/column.hpp>
#include <sqlalloy/expr/comparison.hpp>
#include <sqlalloy/expr/ordering.hpp>
#include <string>
#include <support/schemas.hpp>
#include <type_traits>
#include <utility>

namespace sa = sqlalloy;
using blog::User;

namespace {

constexpr auto age = sa::col<&User::age>;
constexpr auto name = sa::col<&User::name>;
constexpr auto adult = age > 17;

// --- when(): there or not -----------------------------------------------------------------------------------------

constexpr auto yes = sa::when(true, adult);
constexpr auto no = sa::when(false, adult);
static_assert(yes.on && yes.way() == 1 && !no.on && no.way() == 0 && yes.ways == 2);
static_assert(std::is_same_v<decltype(yes), decltype(no)>, "which way it goes is a value: the query's type is one");
static_assert(std::is_same_v<decltype(yes)::children, sa::type_list<std::remove_const_t<decltype(adult)>>>);
static_assert(sizeof(sa::when(true, sa::desc(name))) == sizeof(bool));
static_assert(!sa::expression<decltype(yes)>, "it is a clause, and no operand of && or !");

constexpr int clauses_seen(const auto& conditional) {
  int seen = 0;
  auto count = [&](const auto&) { ++seen; };
  sa::with_clause_taken(conditional, count);
  return seen;
}
static_assert(clauses_seen(yes) == 1 && clauses_seen(no) == 0);

// --- choose(): one of several -------------------------------------------------------------------------------------

constexpr auto order = [](std::size_t by) { return sa::choose(by, name, sa::desc(age), age); };
static_assert(order(0).ways == 3 && order(0).way() == 0 && order(2).way() == 2);
static_assert(order(3).way() == 2 && order(static_cast<std::size_t>(-1)).way() == 2, "the last where it is too great");
static_assert(sa::choose(5, name).ways == 1 && sa::choose(5, name).way() == 0);
static_assert(clauses_seen(order(1)) == 1);
static_assert(sizeof(order(0)) == sizeof(std::size_t));

template <class Chosen>
constexpr bool chooses(const auto& choice) {
  bool found = false;
  auto see = [&]<class Clause>(const Clause&) { found = std::is_same_v<Clause, std::remove_const_t<Chosen>>; };
  sa::with_clause_taken(choice, see);
  return found;
}
static_assert(chooses<decltype(name)>(order(0)) && chooses<decltype(sa::desc(age))>(order(1)) &&
              chooses<decltype(age)>(order(2)) && chooses<decltype(age)>(order(9)));

static_assert(sa::is_conditional<std::remove_const_t<decltype(yes)>> && sa::is_conditional<decltype(order(0))> &&
              !sa::is_conditional<std::remove_const_t<decltype(adult)>>);

// One in another would have texts that nobody counts.
template <class Clause>
concept can_be_conditional = requires(Clause clause) {
  sa::when(true, clause);
  sa::choose(0, clause);
};
static_assert(can_be_conditional<decltype(adult)> && can_be_conditional<decltype(sa::desc(age))>);
static_assert(!can_be_conditional<std::remove_const_t<decltype(yes)>> && !can_be_conditional<decltype(order(0))>);
template <class... Clauses>
concept choosable = requires(Clauses... clauses) { sa::choose(0, clauses...); };
static_assert(!choosable<>);

}  // namespace

TEST_CASE("a conditional clause keeps its values") {
  std::string text(64, 'x');
  const char* const place = text.data();
  const auto clause = sa::when(true, name == std::move(text));
  CHECK(sa::meta::get<1>(sa::meta::get<0>(clause.parts).parts).value.data() == place);

  std::int64_t seen = 0;
  auto see = [&](const auto& condition) { seen = sa::meta::get<1>(condition.parts).value; };
  sa::with_clause_taken(sa::choose(1, age == 1, age == std::int64_t{2}, age == 3), see);
  CHECK(seen == 2);
}
