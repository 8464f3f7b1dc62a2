// SPDX-License-Identifier: MIT
#include <sqlalloy/schema/options.hpp>

#include <catch2/catch.hpp>

#include <type_traits>

namespace sa = sqlalloy;

namespace {

struct user;  // a key may refer to a struct that is only declared

struct post {
  int id{};
  int author{};
  double price{};

  // Inside the class, which is incomplete here.
  using key = sa::primary_key<&post::id>;
  using both = sa::unique<&post::id, &post::author>;
  using refers = sa::references<&post::author, user, sa::on_delete<sa::set_null>, sa::on_update<sa::cascade>>;
  using by_name = sa::named<"ix_price", sa::index<&post::price>>;
};

// Options are types without a value: what they say is in their arguments.
static_assert(std::is_empty_v<post::key> && std::is_empty_v<post::both> && std::is_empty_v<post::refers> &&
              std::is_empty_v<post::by_name>);
static_assert(std::is_empty_v<sa::server_default<&post::price, "1.5">> &&
              std::is_empty_v<sa::column_name<&post::price, "cost">> &&
              std::is_empty_v<sa::column_type<&post::price, "NUMERIC(10, 2)">> &&
              std::is_empty_v<sa::schema_name<"app">>);

static_assert(std::is_same_v<sa::autoincrement<&post::id>, sa::autoincrement<&post::id, true>>);
static_assert(!std::is_same_v<sa::autoincrement<&post::id>, sa::autoincrement<&post::id, false>>);
static_assert(!std::is_same_v<sa::columns<&post::id, &post::author>, sa::columns<&post::author, &post::id>>,
              "the order of columns is part of a key");
static_assert(std::is_same_v<sa::columns<sa::member<post, "id">>, sa::columns<sa::member<post, "id">>>,
              "a member named by text is one too");

// SQL:2016, 11.8 <referential constraint definition>.
static_assert(sa::cascade::text == "CASCADE" && sa::restrict ::text == "RESTRICT" && sa::set_null::text == "SET NULL" &&
              sa::set_default::text == "SET DEFAULT" && sa::no_action::text == "NO ACTION");
static_assert(sa::on_delete<sa::cascade>::event == " ON DELETE " && sa::on_update<sa::cascade>::event == " ON UPDATE ");
static_assert(std::is_same_v<sa::on_delete<sa::set_null>::action, sa::set_null> &&
              std::is_same_v<sa::on_update<sa::restrict>::action, sa::restrict>);

}  // namespace

TEST_CASE("the options of a table have no values") {
  CHECK(std::is_empty_v<post::key>);
  CHECK(sa::set_null::text == "SET NULL");
}
