// SPDX-License-Identifier: MIT
#include <sqlalloy/dialect/postgresql.hpp>
#include <sqlalloy/dialect/render.hpp>
#include <sqlalloy/dialect/sqlite.hpp>
#include <sqlalloy/query/slots.hpp>
#include <sqlalloy/query/text.hpp>
#include <sqlalloy/type/arithmetic.hpp>
#include <sqlalloy/type/text.hpp>

#include <catch2/catch.hpp>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

namespace sa = sqlalloy;

namespace {

using namespace sa::literals;

// Placeholders are `:name`; not in quotes, not behind another colon, and not a number as in a slice of an array.
template <sa::fixed_string Sql, std::size_t Size>
constexpr bool has(const std::string_view (&wanted)[Size]) {
  using found = sa::placeholders_of<Sql>;
  if (found::size != Size) return false;
  for (std::size_t i = 0; i != Size; ++i)
    if (found::name(i) != wanted[i]) return false;
  return true;
}
static_assert(has<"a = :a AND b=:b_2, :a">({"a", "b_2", "a"}));
static_assert(has<":first">({"first"}) && has<"(:Last)">({"Last"}) && has<"x=:_">({"_"}));
static_assert(has<"':no' || :yes || 'it''s :no'">({"yes"}));
static_assert(has<"\":no\".\"a\"\":no\" = :yes">({"yes"}));
static_assert(has<"x::integer = :yes::integer">({"yes"}));
static_assert(has<"x[1:2] = :yes AND y[:low:3]">({"yes", "low"}));
static_assert(sa::placeholders_of<"SELECT 1">::size == 0 && sa::placeholders_of<"a : b :">::size == 0);
static_assert(sa::placeholders_of<"'unfinished :no">::size == 0);
static_assert(has<"`:no` = :yes -- :no\n AND /* :no */ b = :too">({"yes", "too"}));
static_assert(has<"$$ :no $$, $tag$ :no $$ :no $tag$, :yes">({"yes"}) && has<"$1 + :yes + $2">({"yes"}));
static_assert(has<"E'it\\'s :no' || :yes">({"yes"}) && has<"'\\' || :yes">({"yes"}) && has<"the'' || :yes">({"yes"}));
static_assert(sa::placeholders_of<"-- :no">::size == 0 && sa::placeholders_of<"/* :no">::size == 0 &&
              sa::placeholders_of<"$$ :no">::size == 0);

struct counted {
  std::int64_t n{};
  std::string name{};
};
using all =
    decltype(sa::text<"SELECT n, name FROM t WHERE a = :a AND b > :b AND c = :a", counted>("b"_p = 1.5, "a"_p = 2));
static_assert(std::is_same_v<sa::row_t<all>, counted> && std::is_same_v<sa::view_row_t<all>, counted>);
static_assert(sa::slot_count<all> == 3);
static_assert(sa::column_types<all>.size() == 2 && sa::column_types<all>[0] == sa::sql_type::bigint);
static_assert(std::is_void_v<sa::row_t<decltype(sa::text<"VACUUM">())>> &&
              sa::statement<decltype(sa::text<"VACUUM">())>);
static_assert(sa::sql_v<all, sa::sqlite::dialect> == "SELECT n, name FROM t WHERE a = ? AND b > ? AND c = ?");
static_assert(sa::sql_v<all, sa::postgresql::dialect> == "SELECT n, name FROM t WHERE a = $1 AND b > $2 AND c = $3");

// A value that comes later has a type of its own.
constexpr auto later = sa::text<"SELECT n, name FROM t WHERE a = :a", counted>("a"_p.of(sa::type<std::int64_t>{}));
static_assert(sa::rendered<std::remove_const_t<decltype(later)>, sa::sqlite::dialect>::text(0).parameters[0] ==
              sa::sql_type::bigint);

}  // namespace

TEST_CASE("each placeholder of a text gets the value of its name, which the text owns") {
  std::vector<double> numbers;
  auto collect = [&numbers](const auto& slot) { numbers.push_back(slot.value); };
  sa::for_each_slot(
      sa::text<"SELECT n, name FROM t WHERE a = :a AND b > :b AND c = :a", counted>("b"_p = 1.5, "a"_p = 2), collect);
  CHECK(numbers == std::vector<double>{2, 1.5, 2});

  std::string name(64, 'x');
  const auto query = sa::text<"DELETE FROM t WHERE name IN (:name, :other, :third)">("name"_p = name, "other"_p = "y",
                                                                                     "third"_p = std::string_view("z"));
  name.assign("changed");
  std::vector<std::string> texts;
  auto collect_texts = [&texts](const auto& slot) { texts.emplace_back(slot.value); };
  sa::for_each_slot(query, collect_texts);
  CHECK(texts == std::vector<std::string>{std::string(64, 'x'), "y", "z"});
}
