// SPDX-License-Identifier: MIT
#include <sqlalloy/schema/facts.hpp>

#include <catch2/catch.hpp>

#include <cstdint>
#include <optional>
#include <sqlalloy/expr/arithmetic.hpp>
#include <sqlalloy/expr/column.hpp>
#include <sqlalloy/expr/comparison.hpp>
#include <sqlalloy/type/arithmetic.hpp>
#include <sqlalloy/type/enum.hpp>
#include <string>
#include <support/composite_schemas.hpp>
#include <support/kind_schemas.hpp>
#include <support/schemas.hpp>

namespace sa = sqlalloy;

namespace {

using sa::facts;
using sa::sql_type;

// --- what is said by nobody --------------------------------------------------------------------------------------

constexpr const auto& users = facts<blog::User>;
static_assert(users.name == "users" && users.schema.empty() && users.columns.size() == 4);
static_assert(users.columns[0].member == "id" && users.columns[0].name == "id");
static_assert(users.columns[0].type == sql_type::bigint && users.columns[1].type == sql_type::text &&
              users.columns[2].type == sql_type::text && users.columns[3].type == sql_type::integer);
static_assert(!users.columns[1].nullable && users.columns[2].nullable, "std::optional is NULL");
static_assert(users.columns[0].primary_key && !users.columns[1].primary_key);

// What an INSERT sends of a struct, and what it must be told.
static_assert(users.columns[0].autoincrement && !users.columns[0].is_sent() && !users.columns[0].is_required());
static_assert(users.columns[1].is_sent() && users.columns[1].is_required());
static_assert(users.columns[2].is_sent() && !users.columns[2].is_required(), "NULL where nothing is said");

struct Visitor {
  int id{};
  unsigned age{};
};
static_assert(facts<Visitor>.name == "Visitor" && facts<Visitor>.columns[0].primary_key &&
              facts<Visitor>.columns[0].autoincrement);
static_assert(facts<Visitor>.columns[1].type == sql_type::bigint, "unsigned is stored in the next wider integer");

// --- what options say ---------------------------------------------------------------------------------------------

struct product {
  std::int64_t id{};
  std::string sel{};
  double price{};
  double twice{};
  std::optional<std::string> added{};
  using table =
      sa::table<"products", sa::primary_key<&product::id>, sa::column_name<&product::sel, "Select">,
                sa::column_type<&product::price, "NUMERIC(10, 2)">, sa::server_default<&product::price, "1.5">,
                sa::computed<&product::twice, (sa::col<&product::price> * 2)>,
                sa::server_default<&product::added, "CURRENT_TIMESTAMP">, sa::schema_name<"app">,
                sa::check<(sa::col<&product::price> >= 0)>>;
};
constexpr const auto& products = facts<product>;
static_assert(products.schema == "app");
static_assert(products.columns[1].member == "sel" && products.columns[1].name == "Select");
static_assert(products.columns[2].type_in_words == "NUMERIC(10, 2)" && products.columns[2].server_default == "1.5");
static_assert(products.columns[2].type == sql_type::double_precision, "words change the column, not what is bound");
static_assert(!products.columns[2].is_sent() && !products.columns[2].is_required());
static_assert(products.columns[3].computed && !products.columns[3].is_sent() && !products.columns[3].is_required());
static_assert(!products.columns[4].is_sent() && products.columns[4].nullable);
static_assert(products.columns[0].autoincrement);

static_assert(sa::column_facts_of<&product::sel>.name == "Select");
static_assert(sa::column_facts_of<sa::member<product, "sel">>.name == "Select");
static_assert(&sa::column_facts_of<&product::id> == &facts<product>.columns[0]);

// --- which key the database numbers -------------------------------------------------------------------------------

template <class T>
struct keyed {
  T id{};
  using table = sa::table<"keyed", sa::primary_key<&keyed::id>>;
};
template <class T>
constexpr bool is_numbered = facts<keyed<T>>.columns[0].autoincrement;

enum class status { open, closed };
enum class unit : std::int16_t { piece };
struct strong_id {
  std::int64_t value{};
};

}  // namespace

template <>
struct sqlalloy::codec<status> : sqlalloy::enum_by_name<status> {};
template <>
struct sqlalloy::codec<unit> : sqlalloy::enum_by_value<unit> {};
template <>
struct sqlalloy::codec<strong_id> {
  using storage = std::int64_t;
  static constexpr storage encode(strong_id id) { return id.value; }
  static constexpr strong_id decode(storage value) { return {value}; }
};

namespace {

static_assert(is_numbered<std::int16_t> && is_numbered<std::int32_t> && is_numbered<std::int64_t> &&
              is_numbered<std::uint32_t> && is_numbered<long long>);
static_assert(is_numbered<strong_id>, "a type of its own over an integer is a number to the database");
static_assert(!is_numbered<std::string> && !is_numbered<double> && !is_numbered<bool>);
static_assert(!is_numbered<std::optional<int>>);
static_assert(!is_numbered<status> && !is_numbered<unit>, "the values of an enum are chosen, not counted");

struct switched_off {
  int id{};
  using table = sa::table<"a", sa::primary_key<&switched_off::id>, sa::autoincrement<&switched_off::id, false>>;
};
static_assert(!facts<switched_off>.columns[0].autoincrement && facts<switched_off>.columns[0].is_required());

struct another_counts {
  int id{};
  int ticket{};
  using table = sa::table<"a", sa::primary_key<&another_counts::id>, sa::autoincrement<&another_counts::ticket>>;
};
static_assert(!facts<another_counts>.columns[0].autoincrement && facts<another_counts>.columns[1].autoincrement);

// A key that is another table's too: whichever is said first.
struct profile {
  std::int64_t user_id{};
  using table =
      sa::table<"profiles", sa::references<&profile::user_id, blog::User>, sa::primary_key<&profile::user_id>>;
};
struct named_profile {
  std::int64_t user_id{};
  using table = sa::table<"profiles", sa::primary_key<&named_profile::user_id>,
                          sa::named<"fk_user", sa::references<&named_profile::user_id, blog::User>>>;
};
struct spelled_profile {
  std::int64_t user_id{};
  using table = sa::table<"profiles", sa::primary_key<&spelled_profile::user_id>,
                          sa::foreign_key<sa::columns<&spelled_profile::user_id>, sa::columns<&blog::User::id>>>;
};
static_assert(!facts<profile>.columns[0].autoincrement && !facts<named_profile>.columns[0].autoincrement &&
              !facts<spelled_profile>.columns[0].autoincrement);

// Two columns are no number; a foreign key beside the key does not matter.
static_assert(facts<blog::Comment>.columns[0].primary_key && facts<blog::Comment>.columns[1].primary_key);
static_assert(!facts<blog::Comment>.columns[0].autoincrement && !facts<blog::Comment>.columns[1].autoincrement);
static_assert(facts<blog::Post>.columns[0].autoincrement);

struct key_with_name {
  int id{};
  using table = sa::table<"a", sa::named<"pk_a", sa::primary_key<&key_with_name::id>>>;
};
static_assert(facts<key_with_name>.columns[0].primary_key && facts<key_with_name>.columns[0].autoincrement);

struct key_with_default {
  int id{};
  using table =
      sa::table<"a", sa::primary_key<&key_with_default::id>, sa::server_default<&key_with_default::id, "next()">>;
};
struct key_with_words {
  int id{};
  using table = sa::table<"a", sa::primary_key<&key_with_words::id>, sa::column_type<&key_with_words::id, "SERIAL">>;
};
static_assert(!facts<key_with_default>.columns[0].autoincrement && !facts<key_with_words>.columns[0].autoincrement,
              "who has said how the key comes about has said it");

struct keyless {
  int number{};
  using table = sa::table<"a">;
};
static_assert(!facts<keyless>.columns[0].primary_key && !facts<keyless>.columns[0].autoincrement);

// --- composites --------------------------------------------------------------------------------------------------

constexpr const auto& customers = facts<depot::Customer>;
static_assert(customers.columns.size() == 7);
static_assert(customers.columns[1].member == "name" && customers.columns[1].name == "name");
static_assert(customers.columns[2].member == "home.street" && customers.columns[2].name == "road");
static_assert(customers.columns[3].member == "home.city" && customers.columns[3].name == "home_city");
static_assert(customers.columns[5].member == "home.at.longitude" && customers.columns[5].name == "home_at_longitude");
static_assert(customers.columns[6].member == "level", "the relation before it is no column");
static_assert(customers.columns[4].type == sql_type::double_precision && !customers.columns[4].nullable &&
              customers.columns[5].nullable);
static_assert(&sa::column_facts_of<sa::path<&depot::Customer::home, &depot::Address::city>> == &customers.columns[3]);

// A key of several columns refers to none as soon as one of them is NULL.
struct Part {
  int order{};
  std::optional<int> number{};
};
static_assert(sa::may_refer_to_none<sa::columns<&Part::order, &Part::number>>);
static_assert(!sa::may_refer_to_none<sa::columns<&Part::order>>);

constexpr const auto& parcels = facts<depot::Parcel>;
static_assert(parcels.columns[0].primary_key && parcels.columns[1].primary_key && !parcels.columns[2].primary_key);
static_assert(parcels.columns[4].name == "route_twice" && parcels.columns[4].computed);

struct only_key {
  std::int64_t number{};
};
struct numbered_within {
  only_key key{};
  using table = sa::table<"a", sa::primary_key<sa::path<&numbered_within::key, &only_key::number>>>;
};
static_assert(facts<numbered_within>.columns[0].autoincrement);
static_assert(sa::has_numbered_key<numbered_within> && !sa::has_numbered_key<depot::Parcel>);

}  // namespace

// The columns of a base are what they are there; its key stands in a table of its own, too.
using staff::Architect, staff::Engineer, garage::Tanker;
static_assert(sa::facts<Engineer>.name == "engineers" && sa::facts<Engineer>.columns.size() == 6);
static_assert(sa::facts<Architect>.columns[2].member == "engineer.employee.name");
static_assert(sa::facts<Architect>.columns[2].name == "name" &&
              sa::facts<Architect>.columns[2].base_table == "employees");
static_assert(sa::facts<Architect>.columns[4].base_table == "engineers" && !sa::facts<Architect>.columns[4].is_sent());
static_assert(sa::facts<Architect>.columns[0].is_own() && sa::facts<Architect>.columns[0].is_sent());
static_assert(sa::facts<Architect>.columns[0].primary_key && sa::facts<Architect>.columns[0].foreign_key);
static_assert(!sa::has_numbered_key<Engineer> && sa::has_numbered_key<Tanker>);
static_assert(sa::facts<Tanker>.columns[2].name == "plate" && sa::facts<Tanker>.columns[2].is_own());
static_assert(sa::facts<Tanker>.schema == "app" && sa::facts<Tanker>.name == "vehicles");

TEST_CASE("the facts of a table are plain data") {
  std::string sent;
  for (const sa::column_facts& column : users.columns)
    if (column.is_sent()) sent += std::string(column.name) + " ";
  CHECK(sent == "name email age ");
  CHECK(products.columns[1].name == "Select");

  struct Local {
    int number{};
    using table = sa::table<"locals", sa::column_name<&Local::number, "n">>;
  };
  CHECK(facts<Local>.columns[0].name == "n");
}
