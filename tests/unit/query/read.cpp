// SPDX-License-Identifier: MIT
#include <sqlalloy/query/read.hpp>
#include <sqlalloy/query/select.hpp>

#include <catch2/catch.hpp>

#include <concepts>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "support/composite_schemas.hpp"
#include "support/statements/tables.hpp"

namespace sa = sqlalloy;

namespace {

using namespace statements;

enum class read_result : unsigned char { value, null, mismatch };

// A row as a driver shows it: no value is NULL.
using cell = std::variant<std::monostate, std::int64_t, std::string_view>;

struct source {
  std::vector<cell> cells;

  template <class Form>
  read_result read(int column, Form& out) {
    const cell& one = cells.at(static_cast<std::size_t>(column));
    if (std::holds_alternative<std::monostate>(one)) return read_result::null;
    if constexpr (std::integral<Form>) {
      const auto* number = std::get_if<std::int64_t>(&one);
      if (!number || !std::in_range<Form>(*number)) return read_result::mismatch;
      out = static_cast<Form>(*number);
    } else {
      const auto* text = std::get_if<std::string_view>(&one);
      if (!text) return read_result::mismatch;
      out = *text;
    }
    return read_result::value;
  }
};

constexpr cell null{};
cell integer(std::int64_t value) { return value; }

using columns = sa::row_t<decltype(sa::select(user_id, email, age))>;
using structs = sa::row_t<decltype(sa::select<blog::User, blog::Post>().left_join(sa::tables<blog::Post>))>;

}  // namespace

TEST_CASE("a row of columns is read, NULL where it may be") {
  columns row;
  source full{{integer(7), "a@x", integer(36)}};
  CHECK_FALSE(sa::read_row(row, full));
  CHECK((row.get<0>() == 7 && row.get<1>() == "a@x" && row.get<2>() == 36));

  source without{{integer(8), null, integer(-1)}};
  CHECK_FALSE(sa::read_row(row, without));
  CHECK((row.get<0>() == 8 && !row.get<1>() && row.get<2>() == -1));

  sa::view_row_t<decltype(sa::select(name))> view;
  source borrowed{{"Ada"}};
  CHECK_FALSE(sa::read_row(view, borrowed));
  CHECK(view.get<0>() == "Ada");
}

TEST_CASE("a fault names the first column that is wrong") {
  columns row;
  source null_number{{integer(7), "a@x", null}};
  sa::read_fault fault = sa::read_row(row, null_number);
  CHECK((fault.column == 2 && fault.null));

  source text_for_number{{"7", null, null}};
  fault = sa::read_row(row, text_for_number);
  CHECK((fault.column == 0 && !fault.null));

  source too_great{{integer(7), null, integer(std::int64_t{1} << 40)}};
  fault = sa::read_row(row, too_great);
  CHECK((fault.column == 2 && !fault.null));

  structs both;
  source second{{integer(1), "Ada", null, integer(36), integer(2), null, "t", null}};
  fault = sa::read_row(both, second);
  CHECK((fault.column == 5 && fault.null));
}

TEST_CASE("a struct is read field by field, and is missing where its row has no partner") {
  blog::User user;
  source one{{integer(1), "Ada", null, integer(36)}};
  CHECK_FALSE(sa::read_row(user, one));
  CHECK((user.id == 1 && user.name == "Ada" && !user.email && user.age == 36));

  structs both;
  source with{{integer(1), "Ada", null, integer(36), integer(10), integer(1), "t", null}};
  CHECK_FALSE(sa::read_row(both, with));
  REQUIRE(both.get<1>());
  CHECK((both.get<1>()->id == 10 && both.get<1>()->title == "t" && !both.get<1>()->body));

  source alone{{integer(2), "Bob", "b@x", integer(8), null, null, null, null}};
  CHECK_FALSE(sa::read_row(both, alone));
  CHECK(both.get<0>().name == "Bob");
  CHECK_FALSE(both.get<1>());

  std::optional<blog::User> maybe(std::in_place);
  source nobody{{null, null, null, null}};
  CHECK_FALSE(sa::read_row(maybe, nobody));
  CHECK_FALSE(maybe);
}

TEST_CASE("a composite is read in place, from as many columns as it has") {
  depot::Parcel parcel;
  source one{{integer(1), integer(2), integer(3), integer(4), integer(8), "books"}};
  CHECK_FALSE(sa::read_row(parcel, one));
  CHECK((parcel.key.depot == 1 && parcel.key.number == 2 && parcel.route.stops == 4 && parcel.content == "books"));

  source without{{integer(1), integer(2), integer(3), null, integer(8), "books"}};
  const sa::read_fault fault = sa::read_row(parcel, without);
  CHECK((fault.column == 3 && fault.null));

  // Behind it stands another struct, which may be missing.
  sa::row_t<decltype(sa::select<depot::Parcel, blog::User>().left_join(sa::tables<blog::User>, age == 1))> both;
  source pair{{integer(1), integer(2), integer(3), integer(4), integer(8), "books", null, null, null, null}};
  CHECK_FALSE(sa::read_row(both, pair));
  CHECK((both.get<0>().content == "books" && !both.get<1>()));

  std::optional<depot::Parcel> missing{parcel};
  source nothing{{null, null, null, null, null, null}};
  CHECK_FALSE(sa::read_row(missing, nothing));
  CHECK_FALSE(missing);
}
