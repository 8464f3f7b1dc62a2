// SPDX-License-Identifier: MIT
#include <sqlalloy/expr/rules.hpp>

#include <catch2/catch.hpp>

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <sqlalloy/expr/arithmetic.hpp>
#include <sqlalloy/expr/column.hpp>
#include <sqlalloy/expr/comparison.hpp>
#include <sqlalloy/type/bytes.hpp>
#include <sqlalloy/type/chrono.hpp>
#include <sqlalloy/type/enum.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace sa = sqlalloy;
namespace rules = sqlalloy::rules;

namespace {

enum class colour { red, green };
enum class shape { round, square };

struct money {
  std::int64_t cents{};
};
struct title {  // text of one's own
  std::string text{};
  operator std::string_view() const { return text; }
};
struct stranger {};

}  // namespace

template <>
struct sqlalloy::codec<colour> : sqlalloy::enum_by_name<colour> {};
template <>
struct sqlalloy::codec<shape> : sqlalloy::enum_by_value<shape> {};
template <>
struct sqlalloy::codec<money> {
  using storage = std::int64_t;
  static constexpr storage encode(const money& value) { return value.cents; }
  static constexpr money decode(storage cents) { return {cents}; }
};
template <>
struct sqlalloy::codec<title> {
  using storage = std::string_view;
  static storage encode(const title& value) { return value.text; }
  static title decode(storage text) { return {std::string(text)}; }
};

namespace {

// --- what compares with what ---------------------------------------------------------------------------------------

template <class Left, class Right>
constexpr bool compare = rules::types_compare<Left, Right>;
template <class Left, class Right>
constexpr bool both_ways = compare<Left, Right> && compare<Right, Left>;
template <class Left, class Right>
constexpr bool neither_way = !compare<Left, Right> && !compare<Right, Left>;

static_assert(both_ways<int, std::int64_t> && both_ways<int, double> && both_ways<std::uint64_t, float>, "numbers");
static_assert(both_ways<std::string, std::string_view> && both_ways<std::string, title>, "text");
static_assert(both_ways<bool, bool> && both_ways<colour, colour> && both_ways<money, money>, "a type with itself");
static_assert(both_ways<std::optional<int>, int> && both_ways<std::optional<int>, std::optional<double>>, "NULL apart");
static_assert(both_ways<void, int>, "a parameter takes the type of the other side");
static_assert(both_ways<std::vector<std::byte>, sa::bytes_view> &&
                  both_ways<std::chrono::sys_seconds, std::chrono::sys_time<std::chrono::microseconds>> &&
                  both_ways<std::chrono::sys_days, std::chrono::year_month_day>,
              "two forms of one thing");

static_assert(neither_way<int, std::string> && neither_way<bool, int> && neither_way<bool, double>);
static_assert(neither_way<colour, shape> && neither_way<colour, int> && neither_way<shape, int> &&
                  neither_way<colour, std::string>,
              "an enum is no number and no text, whatever it is stored as");
static_assert(neither_way<money, int> && neither_way<money, std::int64_t>, "nor is a type of one's own over a number");
static_assert(neither_way<std::vector<std::byte>, std::string> && neither_way<stranger, int>);
static_assert(neither_way<std::chrono::sys_seconds, std::chrono::local_seconds> &&
                  neither_way<std::chrono::sys_seconds, std::chrono::seconds>,
              "a point in time is no length of time");

static_assert(rules::is_number<int> && rules::is_number<float> && !rules::is_number<bool> && !rules::is_number<shape>);
static_assert(rules::is_text<std::string> && rules::is_text<title> && !rules::is_text<int> && !rules::is_text<money>);

// --- what may be NULL, and what a column takes ---------------------------------------------------------------------

struct row {
  int number{};
  std::optional<int> maybe{};
  double real{};
  bool flag{};
  std::string text{};
};
using number = sa::column<&row::number>;
using maybe = sa::column<&row::maybe>;
using real = sa::column<&row::real>;
using flag = sa::column<&row::flag>;
using text = sa::column<&row::text>;

static_assert(rules::is_null_value<std::nullopt_t> && rules::is_null_value<std::optional<int>> &&
              rules::is_null_value<maybe>);
static_assert(!rules::is_null_value<int> && !rules::is_null_value<number>);
static_assert(rules::null_is_allowed<maybe, std::nullopt_t> && rules::null_is_allowed<maybe, maybe> &&
              rules::null_is_allowed<number, number> && rules::null_is_allowed<number, int>);
static_assert(!rules::null_is_allowed<number, std::nullopt_t> && !rules::null_is_allowed<number, std::optional<int>> &&
              !rules::null_is_allowed<number, maybe>);

static_assert(rules::value_fits_column<number, sa::bind<std::int64_t>> && rules::value_fits_column<maybe, number> &&
              rules::value_fits_column<real, number> && rules::value_fits_column<text, sa::bind<std::string_view>>);
static_assert(!rules::value_fits_column<number, text> && !rules::value_fits_column<flag, number> &&
              !rules::value_fits_column<number, flag>);
static_assert(!rules::value_fits_column<number, real> && !rules::value_fits_column<maybe, sa::bind<double>>,
              "the database would round it");

static_assert(rules::null_is_tested<sa::equal_to> && rules::null_is_tested<sa::not_equal_to> &&
              rules::null_is_tested<sa::is_distinct_operator> && !rules::null_is_tested<sa::less>);
static_assert(rules::operands_are_numbers<number, maybe> && rules::operands_are_numbers<real, number> &&
              !rules::operands_are_numbers<number, text> && !rules::operands_are_numbers<flag, number>);
static_assert(rules::operands_are_text<text, sa::bind<std::string_view>> && !rules::operands_are_text<text, number>);
static_assert(rules::operand_is_text<text> && rules::operand_is_text<std::string_view> &&
              rules::operand_is_text<sa::parameter<"x">> && !rules::operand_is_text<number> &&
              !rules::operand_is_text<int>);
static_assert(rules::operand_is_a_condition<flag> && rules::operand_is_a_condition<sa::bind<std::optional<bool>>> &&
              !rules::operand_is_a_condition<number>);

using cents = sa::decimal_value<2>;
using rate = sa::decimal_value<3>;
static_assert(rules::cast_means_the_same<int, std::string> && rules::cast_means_the_same<cents, std::optional<cents>> &&
              rules::cast_means_the_same<sa::uuid_value, sa::uuid_value>);
static_assert(!rules::cast_means_the_same<sa::uuid_value, std::string> && !rules::cast_means_the_same<int, cents> &&
              !rules::cast_means_the_same<cents, rate> && !rules::cast_means_the_same<std::optional<cents>, double>);
static_assert(rules::type_has_extremes<std::optional<cents>> && rules::type_has_extremes<std::string> &&
              !rules::type_has_extremes<std::optional<sa::uuid_value>>);
static_assert(compare<cents, cents> && !compare<cents, rate> && !compare<cents, std::int64_t> &&
              !compare<cents, double> && !compare<cents, std::string> && !compare<sa::uuid_value, std::string>);
static_assert(compare<sa::json_view, sa::json_view> && !rules::values_compare<sa::json_view, sa::json_view> &&
              rules::values_compare<int, double> && !rules::values_compare<int, std::string>);
static_assert(rules::cast_of_json_is_text<sa::json_view, std::string> && rules::cast_of_json_is_text<int, double> &&
              rules::cast_of_json_is_text<std::optional<sa::json_view>, sa::json_view> &&
              !rules::cast_of_json_is_text<sa::json_view, int> && !rules::cast_of_json_is_text<int, sa::json_view>);
static_assert(!rules::type_has_extremes<sa::json_view> && !rules::type_has_extremes<sa::numeric_value>);
static_assert(rules::values_compare_by<sa::equal_to, sa::numeric_value, sa::numeric_value> &&
              !rules::values_compare_by<sa::less, sa::numeric_value, sa::numeric_value> &&
              !rules::values_compare_by<sa::equal_to, sa::json_view, sa::json_view> &&
              rules::values_compare_by<sa::less, cents, cents>);
static_assert(rules::key_has_an_order<number> && rules::key_has_an_order<sa::name<"x">> &&
              !rules::key_has_an_order<sa::bind<sa::numeric_value>>);
static_assert(rules::is_exact<cents> && !rules::is_exact<int> && !rules::is_exact<sa::uuid_value>);
static_assert(rules::operands_add<sa::plus, sa::bind<cents>, sa::bind<std::optional<cents>>> &&
              !rules::operands_add<sa::plus, sa::bind<cents>, sa::bind<rate>> &&
              !rules::operands_add<sa::times, sa::bind<cents>, sa::bind<cents>> &&
              !rules::operands_add<sa::plus, number, number>);
static_assert(rules::operands_calculate<sa::times, number, real> &&
              rules::operands_calculate<sa::minus, sa::bind<cents>, sa::bind<cents>> &&
              !rules::operands_calculate<sa::times, sa::bind<cents>, sa::bind<cents>>);
static_assert(rules::operand_has_a_sum<sa::bind<cents>> && rules::operand_has_a_sum<number> &&
              !rules::operand_has_a_sum<text> && !rules::operand_has_a_sum<flag>);

}  // namespace

TEST_CASE("types that do not compare are known by rule") {
  CHECK(compare<int, double>);
  CHECK_FALSE(compare<int, std::string>);
}
