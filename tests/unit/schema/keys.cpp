// SPDX-License-Identifier: MIT
#include <sqlalloy/schema/keys.hpp>

#include <catch2/catch.hpp>

#include <cstdint>
#include <optional>
#include <support/schemas.hpp>
#include <type_traits>

namespace sa = sqlalloy;

namespace {

using sa::columns;
using sa::edges_t;
using sa::has_primary_key;
using sa::key_edge;
using sa::primary_key_t;
using sa::type_list;

struct Bare {
  int id{};
};
struct Keyless {
  int number{};
};
struct with_name {
  int id{};
  using table = sa::table<"a", sa::unique<&with_name::id>, sa::named<"pk_a", sa::primary_key<&with_name::id>>>;
};

static_assert(std::is_same_v<primary_key_t<blog::User>, columns<&blog::User::id>>);
static_assert(std::is_same_v<primary_key_t<blog::Comment>, columns<&blog::Comment::post_id, &blog::Comment::number>>);
static_assert(std::is_same_v<primary_key_t<Bare>, columns<sa::member<Bare, "id">>>);
static_assert(std::is_same_v<primary_key_t<with_name>, columns<&with_name::id>>, "a key with a name is a key");
static_assert(std::is_same_v<primary_key_t<Keyless>, columns<>>);
static_assert(has_primary_key<blog::User> && has_primary_key<Bare> && has_primary_key<with_name> &&
              !has_primary_key<Keyless>);

// Two structs that refer to each other; each is only declared where the other one names it. Said twice, as there may be
// two keys to one table.
struct Department;
struct Employee {
  int id{};
  int department{};
  std::optional<int> former{};
  using table = sa::table<"employees", sa::primary_key<&Employee::id>,
                          sa::references<&Employee::department, Department, sa::on_delete<sa::restrict>>,
                          sa::named<"fk_former", sa::references<&Employee::former, Department>>>;
};
struct Department {
  int id{};
  int chief{};
  using table =
      sa::table<"departments", sa::primary_key<&Department::id>, sa::references<&Department::chief, Employee>>;
};

using to_department =
    key_edge<columns<&Employee::department>, Department, columns<&Department::id>, sa::on_delete<sa::restrict>>;
using to_former = key_edge<columns<&Employee::former>, Department, columns<&Department::id>>;
using to_chief = key_edge<columns<&Department::chief>, Employee, columns<&Employee::id>>;
static_assert(std::is_same_v<edges_t<Employee, Department>, type_list<to_department, to_former>>);
static_assert(std::is_same_v<edges_t<Department, Employee>, type_list<to_chief>>);
static_assert(std::is_same_v<edges_t<Employee, Employee>, type_list<>>);
static_assert(std::is_same_v<edges_t<Employee, blog::User>, type_list<>>);

// Several columns together, a key that is not the primary one, a table that refers to itself.
struct Reply {
  int id{};
  std::int64_t post_id{};
  std::int32_t number{};
  std::optional<std::string> author_email{};
  std::optional<int> parent{};
  using table =
      sa::table<"replies", sa::primary_key<&Reply::id>,
                sa::foreign_key<columns<&Reply::post_id, &Reply::number>,
                                columns<&blog::Comment::post_id, &blog::Comment::number>, sa::on_delete<sa::cascade>>,
                sa::foreign_key<columns<&Reply::author_email>, columns<&blog::User::email>>,
                sa::references<&Reply::parent, Reply>>;
};
static_assert(
    std::is_same_v<
        edges_t<Reply, blog::Comment>,
        type_list<key_edge<columns<&Reply::post_id, &Reply::number>, blog::Comment,
                           columns<&blog::Comment::post_id, &blog::Comment::number>, sa::on_delete<sa::cascade>>>>);
static_assert(
    std::is_same_v<edges_t<Reply, blog::User>,
                   type_list<key_edge<columns<&Reply::author_email>, blog::User, columns<&blog::User::email>>>>);
static_assert(
    std::is_same_v<edges_t<Reply, Reply>, type_list<key_edge<columns<&Reply::parent>, Reply, columns<&Reply::id>>>>);

using edge = edges_t<blog::Post, blog::User>;
static_assert(edge::size == 1 && edges_t<blog::User, blog::Post>::size == 0, "a key has a direction");

// A struct that is never written may be named, and asked for in vain.
struct Stranger;
static_assert(std::is_same_v<edges_t<Employee, Stranger>, type_list<>>);
static_assert(std::is_same_v<sa::target_of<sa::references<&Employee::id, Stranger>>::type, Stranger>);
static_assert(std::is_void_v<sa::edge_of<sa::primary_key<&Employee::id>>::type>);

}  // namespace

TEST_CASE("foreign keys are found with both of their sides") {
  CHECK(edges_t<Employee, Department>::size == 2);
  CHECK(std::is_same_v<to_chief::target, Employee>);
  CHECK(std::is_same_v<to_chief::to, columns<&Employee::id>>);
}
