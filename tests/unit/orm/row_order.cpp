// SPDX-License-Identifier: MIT
#include <sqlalloy/orm/entity_functions.hpp>
#include <sqlalloy/orm/many.hpp>
#include <sqlalloy/orm/one.hpp>
#include <sqlalloy/orm/row_order.hpp>

#include <catch2/catch.hpp>

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
  handle leaf = add("leaf"), middle = add("middle"), root = add("root"), other = add("other"),
         row = core->load(Node{.id = 1});
  leaf->parent = middle;
  middle->parent = root;
  root->parent = row;
  other->parent = other;  // itself
  sa::row_order order = sa::order_of_new_rows(of({leaf, middle, root, other}), relations_of_node);
  CHECK(order.take() == of({root, other}));
  CHECK(order.rest() == of({leaf, middle}));
  CHECK(order.take() == of({middle}));
  CHECK_FALSE(order.is_done());
  CHECK(order.take() == of({leaf}));
  CHECK(order.is_done());
  CHECK(order.take().empty());
}

TEST_CASE_METHOD(fixture, "those that have waited for the same one keep their order") {
  handle one = add("1"), two = add("2"), three = add("3"), root = add("root");
  for (handle* child : {&three, &one, &two}) (*child)->parent = root;
  sa::row_order order = sa::order_of_new_rows(of({one, two, root, three}), relations_of_node);
  CHECK(order.take() == of({root}));
  CHECK(order.take() == of({one, two, three}));
}

TEST_CASE_METHOD(fixture, "a circle is broken by the first of it") {
  handle one = add("1"), two = add("2"), three = add("3");
  one->parent = two;
  two->parent = one;
  sa::row_order order = sa::order_of_new_rows(of({three, one, two}), relations_of_node);
  CHECK(order.take() == of({three}));
  CHECK(order.take().empty());
  CHECK(order.take_first() == of({one}));
  CHECK(order.take() == of({two}));
  CHECK(order.is_done());
}

TEST_CASE_METHOD(fixture, "a circle is broken where it may be") {
  const handle one = add("1"), two = add("2"), three = add("3");
  sa::row_order order(of({one, two, three}));
  order.put_before(*two.get_record(), *one.get_record());  // NOT NULL
  order.put_before(*one.get_record(), *two.get_record(), false);
  order.put_before(*one.get_record(), *three.get_record());
  CHECK(order.take().empty());
  CHECK(order.take_first() == of({two}));
  CHECK(order.take() == of({one}));
  CHECK(order.take() == of({three}));
  CHECK(order.is_done());
}

TEST_CASE_METHOD(fixture, "what is referred to is deleted later") {
  const handle root = core->load(Node{.id = 1}), middle = core->load(Node{.id = 2, .parent_id = 1}),
               leaf = core->load(Node{.id = 3, .parent_id = 2}), other = core->load(Node{.id = 4, .parent_id = 4});
  sa::row_order order = sa::order_of_deleted_rows(of({root, middle, leaf, other}), parents_of);
  CHECK(order.take() == of({leaf, other}));
  CHECK(order.take() == of({middle}));
  CHECK(order.take() == of({root}));
  CHECK(order.is_done());
}

TEST_CASE_METHOD(fixture, "the database counts, and not what a row will refer to") {
  handle root = core->load(Node{.id = 1}), leaf = core->load(Node{.id = 2, .parent_id = 1});
  leaf->parent_id.reset();
  CHECK(sa::order_of_deleted_rows(of({root, leaf}), parents_of).take() == of({leaf}));
}

TEST_CASE_METHOD(fixture, "of a circle of rows none can be deleted") {
  const handle one = core->load(Node{.id = 1, .parent_id = 2}), two = core->load(Node{.id = 2, .parent_id = 1}),
               three = core->load(Node{.id = 3, .parent_id = 1});
  sa::row_order order = sa::order_of_deleted_rows(of({one, two, three}), parents_of);
  CHECK(order.take() == of({three}));
  CHECK(order.take().empty());
  CHECK(order.rest() == of({one, two}));
}

}  // namespace
