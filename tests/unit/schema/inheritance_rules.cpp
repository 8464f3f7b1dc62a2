// SPDX-License-Identifier: MIT
#include <sqlalloy/schema/inheritance_rules.hpp>

#include <catch2/catch.hpp>

#include <optional>
#include <string>
#include <type_traits>

#include <sqlalloy/type/arithmetic.hpp>
#include <sqlalloy/type/text.hpp>

#include "support/kind_schemas.hpp"

namespace sa = sqlalloy;
namespace rules = sa::rules;

namespace {

using namespace staff;
using namespace garage;

static_assert(rules::rows_stand_in_one_table<Employee> && rules::rows_stand_in_one_table<Tanker>);
static_assert(!rules::rows_stand_in_one_table<Engineer>);

static_assert(std::is_void_v<rules::baseless_t<Employee, Engineer, Team>>);
static_assert(std::is_same_v<rules::baseless_t<Employee, Architect>, Architect>, "what it inherits itself counts");
static_assert(std::is_same_v<rules::tableless_t<Engineer, Car>, Car>,
              "of a table of its own the base may be there already");

static_assert(std::is_void_v<rules::kindless_t<Engineer, Car, Team>>);

template <class Kind, sa::constant Identity>
struct lodge {
  int id{};
  Kind kind{};

  using table = sa::table<"lodges", sa::primary_key<&lodge::id>, sa::polymorphic_on<&lodge::kind>,
                          sa::polymorphic_identity<Identity>>;
};
enum class size { small };
enum class place { north };
template <class Kind, sa::constant Identity>
constexpr bool fits = std::is_void_v<rules::stray_identity_t<lodge<Kind, Identity>>>;
static_assert(fits<std::string, "a"> && fits<int, 1> && fits<long long, 1> && fits<size, size::small>);
static_assert(!fits<int, "a"> && !fits<std::string, 1> && !fits<size, place::north> && !fits<size, 0>);
static_assert(!fits<std::optional<int>, 1>, "each row has a kind");

struct Twin {
  Vehicle vehicle{};
  int eggs{};

  using table = sa::table<"vehicles", sa::inherits<&Twin::vehicle>, sa::polymorphic_identity<1>>;
};
static_assert(std::is_void_v<rules::taken_identity_t<Vehicle, Car, Truck, Employee, Engineer>>);
static_assert(std::is_same_v<rules::taken_identity_t<Vehicle, Car, Twin>, Car>);
static_assert(std::is_void_v<rules::taken_identity_t<lodge<int, 1>, Car>>, "of another hierarchy");

// A table has a name once, whatever those that have the rest of its rows are called.
struct Deed {
  int id{};
  int kind{};
  std::string note{};

  using table = sa::table<"deeds", sa::primary_key<&Deed::id>, sa::polymorphic_on<&Deed::kind>>;
};
struct Sale {
  Deed deed{};
  std::string note{};

  using table = sa::table<"sales", sa::inherits<&Sale::deed>, sa::polymorphic_identity<1>>;
};
struct Auction {
  Sale sale{};
  std::string note{};

  using table = sa::table<"auctions", sa::inherits<&Auction::sale>, sa::polymorphic_identity<2>>;
};
struct Gift {
  Deed deed{};
  std::string note{};

  using table = sa::table<"deeds", sa::inherits<&Gift::deed>, sa::polymorphic_identity<3>>;
};
static_assert(rules::column_names_differ<Sale> && rules::column_names_differ<Auction>);
static_assert(!rules::column_names_differ<Gift>);

}  // namespace

TEST_CASE("the rules of inheritance are asked by the compiler") { SUCCEED(); }
