// SPDX-License-Identifier: MIT
#include <sqlalloy/meta/pack.hpp>

#include <catch2/catch.hpp>

#include <cstdint>
#include <memory>
#include <string>
#include <type_traits>
#include <utility>

namespace sa = sqlalloy;

namespace {

using sa::meta::append_values;
using sa::meta::element_t;
using sa::meta::get;
using sa::meta::pack;

struct nothing {
  constexpr bool operator==(const nothing&) const = default;
};
struct other {};

constexpr pack<int, nothing, char> three{7, {}, 'x'};
static_assert(get<0>(three) == 7 && get<1>(three) == nothing{} && get<2>(three) == 'x');

static_assert(sizeof(pack<std::int64_t, nothing, other>) == sizeof(std::int64_t), "what is empty takes no place");
static_assert(sizeof(pack<nothing, std::int64_t, nothing>) == sizeof(std::int64_t), "nor do two of one type");
static_assert(std::is_empty_v<pack<>> && std::is_empty_v<pack<nothing, nothing, other>>);
static_assert(sizeof(pack<std::int64_t, std::int64_t>) == 2 * sizeof(std::int64_t));

using mixed = pack<int, nothing, const char*, int>;
static_assert(std::is_same_v<element_t<0, mixed>, int> && std::is_same_v<element_t<1, mixed>, nothing>);
static_assert(std::is_same_v<element_t<2, mixed>, const char*> && std::is_same_v<element_t<3, mixed>, int>);

// References to what is stored, in the category of the pack; a value for what is not.
static_assert(std::is_same_v<decltype(get<0>(std::declval<const mixed&>())), const int&>);
static_assert(std::is_same_v<decltype(get<0>(std::declval<mixed&>())), int&>);
static_assert(std::is_same_v<decltype(get<0>(std::declval<mixed>())), int&&>);
static_assert(std::is_same_v<decltype(get<1>(std::declval<mixed&>())), nothing>);

template <auto Values>
struct structural {
  static constexpr int first = get<0>(Values);
};
static_assert(structural<pack<int, nothing>{5, {}}>::first == 5, "a pack of structural types is one");

constexpr int sum_of(const pack<int, nothing, int>& values) {
  int sum = 0;
  int steps = 0;
  auto add = [&]<class T>(const T& value) {
    ++steps;
    if constexpr (std::is_same_v<T, int>) sum = sum * 10 + value;
  };
  values.each(add);
  return steps * 100 + sum;
}
static_assert(sum_of({1, {}, 2}) == 312, "each element once, in order");

constexpr bool changes_in_place() {
  pack<int, int> values{1, 2};
  auto twice = [](int& value) { value *= 2; };
  values.each(twice);
  get<1>(values) += 1;
  return get<0>(values) == 2 && get<1>(values) == 5;
}
static_assert(changes_in_place());

static_assert(std::is_same_v<decltype(append_values(pack<int>{1}, 'a', nothing{})), pack<int, char, nothing>>);
static_assert(get<1>(append_values(pack<int>{1}, 'a', nothing{})) == 'a');
static_assert(std::is_same_v<decltype(append_values(pack<>{}, 1)), pack<int>>);
static_assert(std::is_same_v<decltype(append_values(pack<int>{1})), pack<int>>);

template <std::size_t... I>
constexpr auto many(std::index_sequence<I...>) {
  return pack<decltype(I)...>{I...};
}
static_assert(get<299>(many(std::make_index_sequence<300>{})) == 299, "flat at any length");

}  // namespace

TEST_CASE("a pack moves what it holds") {
  pack<std::unique_ptr<int>, nothing> values{std::make_unique<int>(3), {}};
  auto more = append_values(std::move(values), std::string(64, 'x'));
  CHECK(get<0>(values) == nullptr);
  CHECK(*get<0>(more) == 3);
  CHECK(get<2>(more) == std::string(64, 'x'));
  const std::unique_ptr<int> taken = get<0>(std::move(more));
  CHECK(*taken == 3);
}
