// SPDX-License-Identifier: MIT
#include <sqlalloy/expr/column.hpp>

#include <catch2/catch.hpp>

#include <boost/hana/core/make.hpp>
#include <boost/hana/pair.hpp>
#include <boost/hana/string.hpp>
#include <boost/hana/tuple.hpp>
#include <cstdint>
#include <optional>
#include <sqlalloy/meta/hana.hpp>
#include <sqlalloy/schema/facts.hpp>
#include <string>
#include <support/composite_schemas.hpp>
#include <support/gives.hpp>
#include <support/schemas.hpp>
#include <type_traits>

namespace sa = sqlalloy;
using blog::User;

namespace {

constexpr auto id = sa::col<&User::id>;
using id_column = std::remove_const_t<decltype(id)>;

static_assert(std::is_same_v<id_column, sa::column<&User::id>> && std::is_empty_v<id_column>);
static_assert(gives<std::int64_t>(id) && gives<std::optional<std::string>>(sa::col<&User::email>));
static_assert(std::is_same_v<id_column::entity, User> && std::is_same_v<id_column::source, User>);
static_assert(id_column::member == &User::id && id_column::null_rule == sa::nulls::own &&
              id_column::binding == sa::precedence::atom);

// Through an alias: another column of the same type.
constexpr auto manager = sa::alias<User, "manager">;
constexpr auto boss = sa::alias<User, "boss">;
using manager_id = decltype(manager[id]);
static_assert(std::is_same_v<manager_id, sa::column<&User::id, sa::aliased<User, "manager">>>);
static_assert(std::is_same_v<manager_id::entity, User> && !std::is_same_v<manager_id, id_column> &&
              !std::is_same_v<manager_id, decltype(boss[id])>);
static_assert(gives<std::int64_t>(manager[id]) && manager.name == "manager" && std::is_empty_v<decltype(manager)>);
template <class Alias, class Column>
concept has_column = requires(Alias alias, Column column) { alias[column]; };
static_assert(has_column<decltype(manager), id_column>);
static_assert(!has_column<decltype(manager), sa::column<&blog::Post::id>>, "a column of another table");
static_assert(!has_column<decltype(manager), manager_id>, "what is read through an alias already");

// Of a composite: the way to the column is in its type.
using city_column = std::remove_const_t<decltype(depot::city)>;
static_assert(
    std::is_same_v<city_column,
                   sa::column<sa::member_path<&depot::Customer::home, &depot::Address::city>{}, depot::Customer>>);
static_assert(std::is_same_v<city_column::entity, depot::Customer> && std::is_empty_v<city_column>);
static_assert(gives<std::string>(depot::city) && gives<double>(depot::latitude) &&
              gives<std::optional<double>>(depot::longitude));
static_assert(
    std::is_same_v<decltype(sa::col<sa::path<&depot::Customer::home, &depot::Address::city>>), decltype(depot::city)>);
constexpr auto neighbour = sa::alias<depot::Customer, "neighbour">;
static_assert(gives<std::string>(neighbour[depot::city]) && has_column<decltype(neighbour), city_column> &&
              !has_column<decltype(manager), city_column>);

// Inside a struct, which is incomplete there.
struct inside {
  int age{};
  using column = std::remove_const_t<decltype(sa::col<&inside::age>)>;
  static_assert(std::is_same_v<column::value_type, int>);
};

// A class with private members: its columns are named by text.
class account {
 public:
  account() = default;
  explicit account(double balance) : balance_(balance) {}

 private:
  friend struct boost::hana::accessors_impl<account>;
  std::int64_t number_{};
  std::optional<double> balance_{};
};

}  // namespace

template <>
struct boost::hana::accessors_impl<account> {
  static BOOST_HANA_CONSTEXPR_LAMBDA auto apply() {
    return boost::hana::make_tuple(
        boost::hana::make_pair(BOOST_HANA_STRING("number"), [](auto& object) -> auto& { return object.number_; }),
        boost::hana::make_pair(BOOST_HANA_STRING("balance"), [](auto& object) -> auto& { return object.balance_; }));
  }
};
template <>
struct sqlalloy::mapping<account>
    : sqlalloy::table<"accounts", sqlalloy::primary_key<sqlalloy::member<account, "number">>,
                      sqlalloy::column_name<sqlalloy::member<account, "balance">, "saldo">> {};

namespace {

constexpr auto balance = sa::col<sa::member<account, "balance">>;
static_assert(gives<std::optional<double>>(balance) && gives<std::int64_t>(sa::col<sa::member<account, "number">>));
static_assert(std::is_same_v<decltype(balance)::entity, account> && std::is_empty_v<decltype(balance)>);
static_assert(sa::column_facts_of<sa::member<account, "balance">>.name == "saldo" &&
              sa::column_facts_of<sa::member<account, "balance">>.nullable);
static_assert(sa::facts<account>.name == "accounts" && sa::facts<account>.columns[0].autoincrement);
static_assert(gives<std::optional<double>>(sa::alias<account, "other">[balance]));

// Setting a column: what it takes is the business of assignment.hpp.
struct stranger {};
template <class Column, class Value>
concept settable = requires(Column column, Value value) { column = value; };
using name_column = const sa::column<&User::name>;
static_assert(settable<name_column, std::string> && settable<name_column, std::string_view> &&
              settable<name_column, sa::param<"x", std::string>> &&
              settable<name_column, sa::column<&blog::Post::title>>);
static_assert(!settable<name_column, stranger> && !settable<name_column, std::nullptr_t>);

}  // namespace

TEST_CASE("a column is a type") {
  CHECK(gives<std::int64_t>(id));
  const auto assigned = (sa::col<& User::name> = "Ada");
  CHECK(sa::meta::get<0>(assigned.parts).value == "Ada");
  CHECK(sa::column_facts_of<&User::name>.name == "name");
}
