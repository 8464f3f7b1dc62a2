// SPDX-License-Identifier: MIT
#include <sqlalloy/orm/entity_functions.hpp>
#include <sqlalloy/orm/many.hpp>
#include <sqlalloy/orm/one.hpp>
#include <sqlalloy/orm/row_order.hpp>

#include <catch2/catch.hpp>

#include <algorithm>
#include <support/orm_core.hpp>
#include <support/orm_schemas.hpp>
#include <vector>

namespace sa = sqlalloy;

namespace {

using tree::Node;
using handle = sa::tracked<Node>;
using records = std::vector<sa::record*>;
constexpr auto parents_of = sa::functions_of_entity<Node>::all.add_parents;
const sa::relation_list relations = sa::relations_of<Node>;
const auto relations_of_node = [](const sa::record&) { return relations; };

struct fixture : orm_core_owner<Node> {
  handle add(const char* name) { return core->add(Node{.name = name}); }
  static records of(std::initializer_list<handle> all) {
    records found;
    for (const handle& one : all) found.push_back(one.get_record());
    return found;
  }
};

TEST_CASE_METHOD(fixture, "what refers to a new object waits for it") {
  handle leaf = add("leaf"), middle = add("middle"), root = add("root"), row = core->load(Node{.id = 1});
  leaf->parent = middle;
  middle->parent = root;
  records all = of({middle, root});
  sa::leave_each_once(all);
  CHECK(sa::refers_to_one_of(*leaf.get_record(), relations, all));
  CHECK_FALSE(sa::refers_to_one_of(*root.get_record(), relations, all));
  records waiting = of({leaf, middle, root});
  CHECK(sa::take_referring_to_rows(waiting, relations_of_node) == of({root}));
  CHECK(waiting == of({leaf, middle}));
  root->parent = row;
  CHECK_FALSE(sa::refers_to_one_of(*root.get_record(), relations, all));
  root->parent = root;  // itself
  CHECK_FALSE(sa::refers_to_one_of(*root.get_record(), relations, all));
}

TEST_CASE_METHOD(fixture, "a circle is broken by the first of it") {
  handle one = add("1"), two = add("2");
  one->parent = two;
  two->parent = one;
  records waiting = of({one, two});
  CHECK(sa::take_referring_to_rows(waiting, relations_of_node) == of({one}));
  CHECK(waiting == of({two}));
}

TEST_CASE_METHOD(fixture, "what is referred to is deleted later") {
  const handle root = core->load(Node{.id = 1}), middle = core->load(Node{.id = 2, .parent_id = 1}),
               leaf = core->load(Node{.id = 3, .parent_id = 2}), other = core->load(Node{.id = 4, .parent_id = 4});
  records waiting = of({root, middle, leaf, other});
  CHECK(sa::take_unreferred(waiting, parents_of) == of({leaf, other}));
  CHECK(sa::take_unreferred(waiting, parents_of) == of({middle}));
  CHECK(sa::take_unreferred(waiting, parents_of) == of({root}));
  CHECK(waiting.empty());
}

TEST_CASE_METHOD(fixture, "the database counts, and not what a row will refer to") {
  handle root = core->load(Node{.id = 1}), leaf = core->load(Node{.id = 2, .parent_id = 1});
  leaf->parent_id.reset();
  records waiting = of({root, leaf});
  CHECK(sa::take_unreferred(waiting, parents_of) == of({leaf}));
}

TEST_CASE_METHOD(fixture, "of a circle of rows none can be deleted") {
  const handle one = core->load(Node{.id = 1, .parent_id = 2}), two = core->load(Node{.id = 2, .parent_id = 1});
  records waiting = of({one, two});
  CHECK(sa::take_unreferred(waiting, parents_of).empty());
  CHECK(waiting == of({one, two}));
}

}  // namespace
