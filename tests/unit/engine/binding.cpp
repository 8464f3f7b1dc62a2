// SPDX-License-Identifier: MIT
#include <sqlalloy/engine/binding.hpp>
#include <sqlalloy/expr/comparison.hpp>
#include <sqlalloy/query/select.hpp>
#include <sqlalloy/type/arithmetic.hpp>

#include <catch2/catch.hpp>
#include <support/fake_driver.hpp>
#include <support/schemas.hpp>

#include <cmath>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <vector>

namespace sa = sqlalloy;
using namespace sa::literals;
using blog::User;

/// A type whose text has to be made.
struct point {
  int x{};
  int y{};
};
template <>
struct sqlalloy::codec<point> {
  using storage = std::string;
  static std::string encode(const point& value) { return std::to_string(value.x) + "," + std::to_string(value.y); }
  static point decode(const std::string&) { return {}; }
};

namespace {

struct binding_of {
  fake::fresh_database database{};
  fake::connection connection{};
  fake::connection::statement statement{};
  fake::connection::parameters<3> parameters{connection, statement};
  sa::made_values made{};
  sa::binding state{made};
  std::string shown{};

  std::vector<std::string> bound() {
    static const sa::statement_text nothing{};
    statement.text = &nothing;
    fake::connection::cursor rows;
    CHECK(connection.execute(statement, parameters, rows).ok());
    return database->bound;
  }
};

TEST_CASE_METHOD(binding_of, "values are bound in their storage form, one after the other") {
  sa::bind_value(parameters, state, std::string("Ada"));
  sa::bind_value(parameters, state, std::optional<std::int64_t>());
  sa::bind_value(parameters, state, std::optional<int>(7));
  CHECK(state.index == 3);
  CHECK(bound() == std::vector<std::string>{"Ada", "NULL", "7"});
}

TEST_CASE_METHOD(binding_of, "text that has to be made is kept for as long as the execution") {
  sa::bind_value(parameters, state, point{3, 4});
  sa::bind_value(parameters, state, std::optional<point>());
  sa::bind_value(parameters, state, std::optional<point>({5, 6}));
  CHECK(bound() == std::vector<std::string>{"3,4", "NULL", "5,6"});
}

TEST_CASE_METHOD(binding_of, "a value that does not fit is told by its position") {
  sa::bind_value(parameters, state, 1);
  sa::bind_value(parameters, state, std::numeric_limits<std::uint64_t>::max());
  CHECK(state.misfit == 1);
}

TEST_CASE_METHOD(binding_of, "what the driver refuses is told") {
  database->bind_failure = sa::failure::data;
  sa::bind_value(parameters, state, 1);
  sa::bind_null(parameters, state);
  CHECK(state.failed.kind == sa::failure::data);
}

TEST_CASE_METHOD(binding_of, "bound values are written down where that was asked for") {
  state.shown = &shown;
  sa::bind_value(parameters, state, std::string("Ada"));
  sa::bind_null(parameters, state);
  CHECK(shown == "'Ada', NULL");
}

TEST_CASE_METHOD(binding_of, "an argument becomes what its parameter is") {
  sa::bind_argument<std::string>(parameters, state, "literal");
  sa::bind_argument<std::optional<std::int64_t>>(parameters, state, std::nullopt);
  sa::bind_argument<std::int64_t>(parameters, state, 7u);
  CHECK(bound() == std::vector<std::string>{"literal", "NULL", "7"});
  state.index = 0;
  sa::bind_argument<std::optional<double>>(parameters, state, std::optional<int>(2));
  sa::bind_argument<double>(parameters, state, 3);
  sa::bind_argument<std::optional<std::string>>(parameters, state, std::optional<std::string_view>("x"));
  CHECK(bound() == std::vector<std::string>{"2.000000", "3.000000", "x"});
}

TEST_CASE("a number becomes another type of number only where it stays the same") {
  std::int8_t small = 0;
  CHECK(sa::convert_number(127, small));
  CHECK(small == 127);
  CHECK_FALSE(sa::convert_number(128, small));
  CHECK_FALSE(sa::convert_number(std::uint64_t{1} << 63, small));
  std::uint32_t natural = 0;
  CHECK_FALSE(sa::convert_number(-1, natural));
  CHECK(sa::convert_number(std::int64_t{4294967295}, natural));
  std::int64_t integer = 0;
  CHECK(sa::convert_number(-9223372036854775808.0, integer));
  CHECK(integer == INT64_MIN);
  CHECK_FALSE(sa::convert_number(9223372036854775808.0, integer));
  CHECK_FALSE(sa::convert_number(2.5, integer));
  CHECK_FALSE(sa::convert_number(std::nan(""), integer));
  CHECK_FALSE(sa::convert_number(std::numeric_limits<double>::infinity(), integer));
  double real = 0;
  CHECK(sa::convert_number(std::int64_t{1} << 53, real));
  CHECK_FALSE(sa::convert_number((std::int64_t{1} << 53) + 1, real));
  float narrow = 0;
  CHECK(sa::convert_number(0.1, narrow));  // the nearest one
  CHECK(narrow == 0.1f);
  CHECK_FALSE(sa::convert_number(1e300, narrow));
  CHECK(sa::convert_number(std::numeric_limits<double>::infinity(), narrow));
}

TEST_CASE_METHOD(binding_of, "the slots of a query are bound in the order of its text") {
  const std::vector<std::int64_t> ids{1, 2};
  const auto query = sa::select<User>().where(sa::col<&User::name> == "name"_p, sa::col<&User::age> > 18,
                                              sa::in(sa::col<&User::id>, ids));
  const auto argument = "name"_p = "Ada";
  const sa::held_arguments<const decltype(argument)&> arguments{{argument}};
  sa::slot_binder<decltype(parameters), decltype(arguments)> binder{parameters, state, arguments};
  sa::for_each_slot(query, binder);
  CHECK(bound() == std::vector<std::string>{"Ada", "18", "list of 2"});
}

}  // namespace
