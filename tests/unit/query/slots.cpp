// SPDX-License-Identifier: MIT
#include <sqlalloy/expr/aggregate.hpp>
#include <sqlalloy/expr/arithmetic.hpp>
#include <sqlalloy/expr/case.hpp>
#include <sqlalloy/expr/window.hpp>
#include <sqlalloy/query/insert.hpp>
#include <sqlalloy/query/select.hpp>
#include <sqlalloy/query/slots.hpp>
#include <sqlalloy/query/subquery.hpp>
#include <sqlalloy/query/update.hpp>

#include <catch2/catch.hpp>

#include <array>
#include <cstddef>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "support/statements/tables.hpp"

namespace sa = sqlalloy;

namespace {

using namespace sa::literals;
using namespace statements;

// The values of a query that holds whole numbers only; a parameter is 0, a list the negative of its length.
struct numbers {
  std::array<long, 16> values{};
  std::size_t size = 0;

  template <class Slot>
  constexpr void operator()(const Slot& slot) {
    if constexpr (requires { slot.values; })
      values[size++] = -static_cast<long>(slot.values.size());
    else if constexpr (requires { *slot.value; })
      values[size++] = static_cast<long>(*slot.value);
    else if constexpr (requires { slot.value; })
      values[size++] = static_cast<long>(slot.value);
    else
      values[size++] = 0;
  }
};

template <class Query, std::size_t Size>
constexpr bool holds(const Query& query, const int (&wanted)[Size]) {
  numbers found;
  sa::for_each_slot(query, found);
  if (found.size != Size) return false;
  for (std::size_t i = 0; i != Size; ++i)
    if (found.values[i] != wanted[i]) return false;
  return true;
}

// A value in every clause comes in the order of the text.
constexpr auto every_clause = sa::select((age + 1).as("next"_n), sa::count().filter(age > 2))
                                  .left_join(sa::tables<blog::Post>, author_id == user_id && post_id > 3)
                                  .where(age > 4, 5 < age)
                                  .group_by("next"_n)
                                  .having(sa::count() > 7)
                                  .order_by(age + 8, sa::desc(age * 9))
                                  .limit("n"_p)
                                  .offset(11);
static_assert(holds(every_clause, {1, 2, 3, 4, 5, 7, 8, 9, 0, 11}));
static_assert(sa::slot_count<decltype(every_clause)> == 10);

// It does not matter in which order the clauses were said.
static_assert(holds(sa::select(user_id).limit(3).order_by(age + 2).where(age > 1), {1, 2, 3}));

// Inside expressions: from left to right as they are written.
static_assert(holds(sa::select(sa::case_(sa::then(age > 1, 2), sa::then(age > 3, age + 4), sa::else_(5))),
                    {1, 2, 3, 4, 5}));
static_assert(holds(sa::select(sa::over(sa::sum(age + 1).filter(age > 2), sa::partition_by(age + 3, age + 4),
                                        sa::order_by(sa::desc(age + 5)))),
                    {1, 2, 3, 4, 5}));
static_assert(holds(sa::between(age + 1, 2, age + 3), {1, 2, 3}));
static_assert(holds(sa::in(age, 1, age + 2, 3), {1, 2, 3}));

// A query in a query stands where it is written.
constexpr auto inner = sa::select(post_id).where(author_id == 2);
constexpr auto derived = sa::subquery(sa::select(author_id, (post_id + 2).as("k"_n)).where(post_id > 3), "d"_n);
static_assert(holds(sa::select(user_id).where(age > 1, sa::in(user_id, inner), age < 3), {1, 2, 3}));
static_assert(holds(sa::select(user_id + 1).join(derived, derived["k"_n] == user_id + 4).where(age > 5),
                    {1, 2, 3, 4, 5}));

// A label that ORDER BY or GROUP BY names is not written again, and has no values there.
constexpr auto next = (age + 1).as("next"_n);
static_assert(holds(sa::select(next).group_by("next"_n).order_by(next, "next"_n, sa::desc(next)), {1}));

// INSERT and UPDATE.
static_assert(holds(sa::insert<Sample>()
                        .values(sa::col<& Sample::exact> = 1, sa::col<& Sample::narrow> = 2,
                                sa::col<& Sample::wide> = 3u, sa::col<& Sample::ratio> = 4,
                                sa::col<& Sample::good> = true)
                        .on_conflict(sa::col<&Sample::id>)
                        .do_update(sa::col<& Sample::narrow> = 6, sa::col<& Sample::ratio> = 7)
                        .returning(sa::col<&Sample::id> + 8),
                    {1, 2, 3, 4, 1, 6, 7, 8}));
static_assert(holds(sa::update<blog::User>().set(age = age + 1, user_id = 2).where(age == 3).returning(age + 4),
                    {1, 2, 3, 4}));

// Clauses that are off are passed over, and so is what is inside them.
constexpr auto sometimes(bool first, bool second, std::size_t by) {
  return sa::select(user_id)
      .where(sa::when(first, sa::in(user_id, sa::select(author_id).where(sa::when(second, post_id == 1), post_id > 2))),
             age > 3)
      .order_by(sa::choose(by, age + 4, user_id, age + 6));
}
static_assert(holds(sometimes(false, false, 0), {3, 4}));
static_assert(holds(sometimes(false, true, 1), {3}));
static_assert(holds(sometimes(true, false, 2), {2, 3, 6}));
static_assert(holds(sometimes(true, true, 7), {1, 2, 3, 6}));
static_assert(sa::slot_count<decltype(sometimes(true, true, 0))> >= 4);

// Each way is a text of its own: no two of them that differ share one.
static_assert(sa::variant_count<decltype(every_clause)> == 1 && sa::variant_of(every_clause) == 0);
static_assert(sa::variant_count<decltype(sometimes(true, true, 0))> == 2 * 2 * 3);
static_assert(sa::variant_of(sometimes(false, false, 0)) == 0, "0 is where all are off");
static_assert([] {
  std::array<bool, 12> seen{};
  for (const bool second : {false, true})
    for (const std::size_t by : {0u, 1u, 2u}) {
      const std::size_t variant = sa::variant_of(sometimes(true, second, by));
      if (variant >= seen.size() || seen[variant]) return false;
      seen[variant] = true;
    }
  return sa::variant_of(sometimes(true, true, 2)) == sa::variant_of(sometimes(true, true, 9));
}());
static_assert(sa::variant_count<decltype(sa::select(user_id).where(sa::when(true, age > 1), sa::when(true, age > 2),
                                                                   sa::when(true, age > 3)))> == 8);

// What is a slot, and what has none.
static_assert(sa::is_slot<sa::bind<int>> && sa::is_slot<sa::param<"x", int>> && !sa::is_slot<decltype(age + 1)>);
static_assert(sa::slot_count<decltype(sa::select<blog::User>())> == 0);

}  // namespace

TEST_CASE("slots hold the values of the program") {
  std::vector<std::string> texts;
  auto collect = [&](const auto& slot) {
    if constexpr (requires { std::string_view(slot.value); }) texts.emplace_back(slot.value);
  };
  std::string ada = "Ada";
  const auto query = sa::select(user_id).where(name == ada, email != "x", name != std::string_view(ada));
  ada = "changed";
  sa::for_each_slot(query, collect);
  CHECK(texts == std::vector<std::string>{"Ada", "x", "Ada"});

  // Of a struct, the fields that are sent; PFR reads them at run time only.
  CHECK(holds(sa::insert(Hen{.id = 9, .egg_id = 1}), {1}));
  CHECK(holds(sa::insert(Hen{.id = 9, .egg_id = 1}).with(sa::col<&Hen::id>), {9, 1}));
  CHECK(holds(sa::insert(Sample{1, 2, 3, 4, 5, true}), {2, 3, 4, 5, 1}));

  const std::vector<int> ages{1, 2, 3};
  numbers found;
  sa::for_each_slot(sa::select(user_id).where(age > 7, sa::in(age, ages), sa::in(age, std::vector<int>{4}), age < 8),
                    found);
  CHECK(found.size == 4);
  CHECK(std::vector<long>(found.values.begin(), found.values.begin() + 4) == std::vector<long>{7, -3, -1, 8});
}
