// SPDX-License-Identifier: MIT
#include <sqlalloy/meta/call_signature.hpp>

#include <catch2/catch.hpp>

#include <string>
#include <type_traits>

namespace sa = sqlalloy;
using sa::type_list;
using sa::meta::call_signature_of;
using sa::meta::has_call_signature;

namespace {

struct counter {
  int step(const std::string&, double);
  int quiet(const std::string&, double) noexcept;
  int look(const std::string&, double) const;
  int look_quietly(const std::string&, double) const noexcept;
};

template <class F>
constexpr bool is_expected = std::is_same_v<typename call_signature_of<F>::result, int> &&
                             std::is_same_v<typename call_signature_of<F>::arguments, type_list<std::string, double>>;

constexpr auto lambda = [](const std::string&, double) { return 1; };
constexpr auto changing = [i = 0](std::string, double) mutable { return ++i; };
constexpr auto generic = [](auto) { return 1; };

static_assert(is_expected<decltype(lambda)> && is_expected<decltype(changing)>);
static_assert(is_expected<int(std::string, double)> && is_expected<int (*)(std::string&&, double)> &&
              is_expected<int (*)(std::string, double) noexcept>);
static_assert(is_expected<decltype(&counter::step)> && is_expected<decltype(&counter::quiet)> &&
              is_expected<decltype(&counter::look)> && is_expected<decltype(&counter::look_quietly)>);
static_assert(std::is_same_v<call_signature_of<void (*)()>::arguments, type_list<>>);
static_assert(has_call_signature<decltype(lambda)> && !has_call_signature<decltype(generic)> &&
              !has_call_signature<int> && !has_call_signature<counter>);

}  // namespace

TEST_CASE("a signature is known of what can be called in one way") { SUCCEED(); }
