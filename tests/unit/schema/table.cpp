// SPDX-License-Identifier: MIT
#include <sqlalloy/schema/table.hpp>

#include <catch2/catch.hpp>

#include <support/schemas.hpp>
#include <type_traits>

namespace sa = sqlalloy;

namespace {

// Nothing is said: the struct's name, and the key `id`.
struct Visitor {
  int id{};
  int age{};
};

struct Keyless {
  int number{};
};

// Said from outside.
struct legacy_user {
  int number{};
  int id{};
};

// Said in both places: outside wins, for the struct may be somebody else's.
struct said_twice {
  int id{};
  using table = sa::table<"inside", sa::primary_key<&said_twice::id>>;
};

struct unreflectable {
  int id[3]{};
};

}  // namespace

template <>
struct sqlalloy::mapping<legacy_user> : sqlalloy::table<"USERS", sqlalloy::primary_key<&legacy_user::number>> {};

template <>
struct sqlalloy::mapping<said_twice> : sqlalloy::table<"outside"> {};

namespace {

using sa::mapping;

static_assert(mapping<blog::User>::name == "users");
static_assert(std::is_same_v<mapping<blog::User>::options,
                             sa::type_list<sa::primary_key<&blog::User::id>, sa::unique<&blog::User::email>>>,
              "the options in their order");

static_assert(mapping<Visitor>::name == "Visitor");
static_assert(std::is_same_v<mapping<Visitor>::options, sa::type_list<sa::primary_key<sa::member<Visitor, "id">>>>);
static_assert(mapping<Keyless>::name == "Keyless");
static_assert(std::is_same_v<mapping<Keyless>::options, sa::type_list<>>, "no field `id`, no key");

static_assert(mapping<legacy_user>::name == "USERS");
static_assert(std::is_same_v<mapping<legacy_user>::options, sa::type_list<sa::primary_key<&legacy_user::number>>>,
              "what is said replaces the default, with its key");
static_assert(mapping<said_twice>::name == "outside");
static_assert(std::is_same_v<mapping<said_twice>::options, sa::type_list<>>);

static_assert(mapping<unreflectable>::name == "unreflectable", "no error here: the rule has a sentence for it");

static_assert(std::is_empty_v<sa::table<"a", sa::schema_name<"b">>>);
static_assert(sa::table<"odd \"name\"">::name == "odd \"name\"", "the dialect quotes it");

}  // namespace

TEST_CASE("a struct is mapped inside, outside or by its name") {
  struct Local {
    int id{};
    int other{};
    using table = sa::table<"locals", sa::primary_key<&Local::other>>;
  };
  struct Bare {
    int id{};
  };
  CHECK(mapping<Local>::name == "locals");
  CHECK(mapping<Bare>::name == "Bare");
  CHECK(mapping<legacy_user>::name == "USERS");
}
