// SPDX-License-Identifier: MIT
#include <sqlalloy/meta/member.hpp>

#include <catch2/catch.hpp>

#include <string>
#include <string_view>
#include <type_traits>

namespace sa = sqlalloy;

namespace {

struct account {
  long id{};
  const int fixed{};
  std::string long_name_with_1_digit_{};

  struct address {
    std::string street{};
  };
};

struct special : account {
  int limit{};
};

// Its name has every sign in it that ends a name elsewhere.
template <auto Value, class T>
struct box {
  T content{};
};

namespace inner::deeper {
struct thing {
  int größe{};
};
}  // namespace inner::deeper

class vault {
  [[maybe_unused]] int balance_{};
};

using sa::meta::member_name;
using sa::meta::owner_t;

static_assert(member_name<&account::id> == "id");
static_assert(member_name<&account::fixed> == "fixed");
static_assert(member_name<&account::long_name_with_1_digit_> == "long_name_with_1_digit_");
static_assert(member_name<&account::address::street> == "street");
static_assert(member_name<&inner::deeper::thing::größe> == "größe");
static_assert(member_name<&box<';', int>::content> == "content");
static_assert(member_name<&box<']', int>::content> == "content");
static_assert(member_name<&box<'&', box<':', int[3]>>::content> == "content");
static_assert(member_name<&box<&account::id, int>::content> == "content");

static_assert(std::is_same_v<owner_t<&account::id>, account>);
static_assert(std::is_same_v<owner_t<&account::fixed>, account>);
static_assert(std::is_same_v<owner_t<&account::address::street>, account::address>);
static_assert(std::is_same_v<owner_t<&special::limit>, special>);
static_assert(std::is_same_v<owner_t<&special::id>, account>, "an inherited member is that of the base");

static_assert(member_name<sa::member<vault, "balance">> == "balance");
static_assert(std::is_same_v<owner_t<sa::member<vault, "balance">>, vault>);
static_assert(member_name<sa::member<account, "a;b]c">> == "a;b]c", "the text is taken as it is");
static_assert(std::is_empty_v<decltype(sa::member<vault, "balance">)>);
static_assert(std::is_same_v<decltype(sa::member<vault, "a">), decltype(sa::member<vault, "a">)>);

template <class T>
constexpr std::string_view name_in_template() {
  struct local {
    T value{};
  };
  return member_name<&local::value>;
}
static_assert(name_in_template<int>() == "value");
static_assert(name_in_template<box<';', int>>() == "value");

constexpr auto name_in_lambda = [](auto wanted) {
  struct local {
    decltype(wanted) value{};
  };
  return member_name<&local::value>;
};
static_assert(name_in_lambda(1) == "value");

}  // namespace

TEST_CASE("a pointer to a member says its name") {
  struct local {
    int number{};
  };
  CHECK(member_name<&local::number> == "number");
  CHECK(std::is_same_v<owner_t<&local::number>, local>);
  CHECK(name_in_template<std::string>() == "value");
  CHECK(name_in_lambda('x') == "value");
}
