// SPDX-License-Identifier: MIT
#include <sqlalloy/orm/attachment.hpp>
#include <sqlalloy/orm/many.hpp>
#include <sqlalloy/orm/one.hpp>

#include <catch2/catch.hpp>

#include <string>
#include <support/orm_core.hpp>
#include <support/orm_schemas.hpp>
#include <vector>

namespace sa = sqlalloy;

namespace {

using tree::Node;
using handle = sa::tracked<Node>;

struct fixture : orm_core_owner<Node> {
  sa::object_store<Node>& store = core->store<Node>();

  std::string pending() const {
    std::string names;
    for (const sa::record* one : store.pending) names += static_cast<const sa::object_record<Node>*>(one)->object.name;
    return names;
  }
  static std::string children_of(const handle& of) {
    std::string names;
    for (const auto& one : of->children) names += one->name;
    return names;
  }
};

TEST_CASE_METHOD(fixture, "what an object was given comes along behind it, and each with what it was given itself") {
  const handle root =
      core->add(Node{.name = "a", .children = {Node{.name = "b", .children = {Node{.name = "c"}}}, Node{.name = "d"}}});
  CHECK(pending() == "abcd");
  CHECK(children_of(root) == "bd");
  CHECK(root->children[0]->children[0]->parent->parent.get() == root);
}

TEST_CASE_METHOD(fixture, "one relation comes along after the other") {
  const handle middle = core->add(
      Node{.name = "b", .parent = Node{.name = "a", .children = {Node{.name = "d"}}}, .children = {Node{.name = "c"}}});
  CHECK(pending() == "badc");
  CHECK(children_of(middle->parent.get()) == "db");
  CHECK(children_of(middle) == "c");
}

TEST_CASE_METHOD(fixture, "objects that were given each other in a circle come along once") {
  handle one = sa::make_tracked(Node{.name = "a"}), two = sa::make_tracked(Node{.name = "b", .parent = one});
  one->parent = two;
  core->adopt(*one.get_record());
  CHECK(pending() == "ab");
  CHECK(children_of(one) == "b");
  CHECK(children_of(two) == "a");
}

TEST_CASE_METHOD(fixture, "a chain of any length comes along, and comes back") {
  constexpr std::size_t length = 200'000;
  handle last = sa::make_tracked(Node{.name = "n"});
  for (std::size_t i = 1; i != length; ++i) last = sa::make_tracked(Node{.name = "n", .parent = last});
  core->adopt(*last.get_record());
  CHECK(store.pending.size() == length);
  CHECK(children_of(last->parent.get()) == "n");

  for (sa::record* one : std::exchange(store.pending, {})) {  // as after a rollback
    one->state = sa::object_state::transient;
    one->unpin();
  }
  core->adopt(*last.get_record());
  CHECK(store.pending.size() == length);
  CHECK(children_of(last->parent.get()) == "n");
}

TEST_CASE_METHOD(fixture, "where something is refused, the list of what comes along ends") {
  orm_core_owner<Node> other;
  const handle foreign = other.core->add(Node{.name = "z"});
  CHECK_THROWS_AS(core->add(Node{.name = "a", .children = {Node{.name = "b", .parent = foreign}}}),
                  sa::invalid_request_error);
  CHECK(core->attaching == nullptr);
  CHECK(core->add(Node{.name = "c", .children = {Node{.name = "d"}}})->children.size() == 1);
}

}  // namespace
