// SPDX-License-Identifier: MIT
#include <sqlalloy/dialect/render.hpp>
#include <sqlalloy/dialect/sqlite.hpp>
#include <sqlalloy/query/entity_part.hpp>
#include <sqlalloy/query/select.hpp>

#include <catch2/catch.hpp>

#include <array>
#include <concepts>
#include <cstdint>
#include <type_traits>
#include <vector>

#include "support/schemas.hpp"

namespace sa = sqlalloy;

namespace {

// The id and the age; one more, as in a struct without columns there is one.
constexpr std::array<bool, 5> some{true, false, false, true};
using part = sa::entity_part<blog::User, some>;
using item = sa::entity_part_item<blog::User, blog::User, some>;
using query = sa::plain_select<sa::select_list<item>, sa::from_clause<sa::table_reference<blog::User>>>;

static_assert(part::size == 2 && sa::item_width<item> == 2);
static_assert(std::is_same_v<sa::row_t<query>, part>);
static_assert(sa::column_types<query>.size() == 2 && sa::column_types<query>[0] == sa::sql_type::bigint &&
              sa::column_types<query>[1] == sa::sql_type::integer);
static_assert(sa::sql<sa::sqlite::dialect>(query{}) == "SELECT users.id, users.age FROM users");

using beside = sa::plain_select<sa::select_list<item, sa::column<&blog::Post::title>>,
                                sa::from_clause<sa::table_reference<blog::User>>>;
static_assert(sa::column_types_of<sa::row_t<beside>>::types.size() == 3);

enum class read_result : unsigned char { value, null, mismatch };

// A row of whole numbers.
struct numbers {
  std::vector<std::int64_t> cells;

  template <class Form>
  read_result read(int column, Form& out) {
    if constexpr (std::integral<Form>) {
      out = static_cast<Form>(cells.at(static_cast<std::size_t>(column)));
      return read_result::value;
    }
    return read_result::mismatch;
  }
};

}  // namespace

TEST_CASE("of a part the columns that are wanted are read, and no others") {
  part read{};
  numbers row{{7, 36}};
  CHECK_FALSE(sa::read_row(read, row));
  CHECK((read.object.id == 7 && read.object.age == 36));
  CHECK((read.object.name.empty() && !read.object.email));

  sa::row_t<sa::plain_select<sa::select_list<item, sa::column<&blog::Post::id>>,
                             sa::from_clause<sa::table_reference<blog::User>>>>
      both{};
  numbers wider{{7, 36, 8}};
  CHECK_FALSE(sa::read_row(both, wider));
  CHECK((both.get<0>().object.age == 36 && both.get<1>() == 8));
}
