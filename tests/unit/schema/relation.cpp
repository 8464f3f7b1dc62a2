// SPDX-License-Identifier: MIT
#include <sqlalloy/schema/relation.hpp>

#include <catch2/catch.hpp>

#include <type_traits>
#include <utility>
#include <vector>

namespace sa = sqlalloy;

namespace {

struct Never;  // never written: a relation needs no more of it

static_assert(sa::is_relation<sa::many<Never>> && sa::is_relation<sa::one<Never>> && !sa::is_relation<int> &&
              !sa::is_relation<const sa::one<Never>>);
static_assert(sizeof(sa::many<Never>) == sizeof(void*) && sizeof(sa::one<Never>) == sizeof(void*));
constexpr bool is_empty_as_constant = [] {
  const sa::many<Never> nothing{};
  const sa::many<Never> copied = nothing;
  sa::one<Never> none{};
  const sa::one<Never> moved = std::move(none);
  return copied.content() == nullptr && moved.content() == nullptr;
}();
static_assert(is_empty_as_constant, "a struct with relations can be a constant");

struct struct_with {
  int id{};
  sa::many<Never> all{};
  sa::one<Never> alone{};
};
static_assert(std::is_aggregate_v<struct_with>);

/// Counts what becomes of it.
struct content final : sa::relation_content {
  int& alive;
  bool stays_here;
  int assigned = 0;

  explicit content(int& count, bool stays = false) : alive(count), stays_here(stays) { ++alive; }
  ~content() { --alive; }
  relation_content* copy() const override { return stays_here ? nullptr : new content(alive); }
  void release() noexcept override { delete this; }
  bool stays() const noexcept override { return stays_here; }
  void assign(relation_content* given) override {
    ++assigned;
    given->release();
  }
};

struct fixture {
  int alive = 0;
  ~fixture() { CHECK(alive == 0); }
};

TEST_CASE_METHOD(fixture, "what a relation holds is copied and moved with its struct, and ends with it") {
  {
    struct_with one{.id = 1};
    one.all.set_content(new content(alive));
    struct_with copied = one;
    CHECK(alive == 2);
    CHECK(copied.all.content() != one.all.content());
    const void* const held = copied.all.content();
    const struct_with moved = std::move(copied);
    CHECK(alive == 2);
    CHECK(moved.all.content() == held);
    one = moved;
    CHECK(alive == 2);
    one = struct_with{};
    CHECK(alive == 1);
    CHECK(one.all.content() == nullptr);
  }
}

TEST_CASE_METHOD(fixture, "what is replaced is released") {
  sa::many<Never> member{};
  member.set_content(new content(alive));
  member.set_content(new content(alive));
  CHECK(alive == 1);
  const auto& same = member;
  member = same;
  CHECK(alive == 1);
  member.set_content(nullptr);
}

TEST_CASE_METHOD(fixture, "what belongs to an object of a session stays where it is") {
  sa::many<Never> member{};
  auto* const held = new content(alive, true);
  member.set_content(held);
  const sa::many<Never> copied = member;
  CHECK(copied.content() == nullptr);
  const sa::many<Never> moved = std::move(member);
  CHECK(moved.content() == nullptr);
  CHECK(member.content() == held);

  member = sa::many<Never>{};  // says nothing
  CHECK(held->assigned == 0);
  sa::many<Never> given{};
  given.set_content(new content(alive));
  member = given;
  CHECK(held->assigned == 1);
  member = std::move(given);
  CHECK(held->assigned == 2);
  CHECK(member.content() == held);
}

TEST_CASE_METHOD(fixture, "a vector of structs may grow") {
  std::vector<struct_with> all;
  for (int i = 0; i != 20; ++i) {
    all.emplace_back();
    all.back().alone.set_content(new content(alive));
  }
  CHECK(alive == 20);
}

}  // namespace
