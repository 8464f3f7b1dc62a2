// SPDX-License-Identifier: MIT
#include <sqlalloy/orm/many.hpp>
#include <sqlalloy/orm/record.hpp>
#include <sqlalloy/orm/tracked.hpp>

#include <catch2/catch.hpp>

#include <support/orm_core.hpp>
#include <support/orm_schemas.hpp>

namespace sa = sqlalloy;

namespace {

using core = orm_core<tree::Folder>;
using owner = orm_core_owner<tree::Folder>;
using handle = sa::tracked<tree::Folder>;

std::size_t count(const sa::record_store& store) {
  std::size_t found = 0;
  for (const sa::record* one = store.first; one; one = one->next) ++found;
  return found;
}

TEST_CASE("an object that nobody needs any more is freed") {
  owner session;
  auto& store = session.core->store<tree::Folder>();
  handle one = session.core->load(tree::Folder{.id = 1}), two = session.core->load(tree::Folder{.id = 2}),
         three = session.core->load(tree::Folder{.id = 3});
  CHECK(count(store) == 3);
  two = nullptr;  // in the middle of the list
  CHECK(count(store) == 2);
  CHECK(store.map.size() == 2);
  one = nullptr;
  three = nullptr;
  CHECK(count(store) == 0);
  CHECK(store.map.size() == 0);
}

TEST_CASE("a pin keeps an object, and so does a link") {
  owner session;
  auto& store = session.core->store<tree::Folder>();
  handle one = session.core->load(tree::Folder{.id = 1});
  sa::record& record = *one.get_record();
  record.pin();
  record.add_link();
  one = nullptr;
  CHECK(count(store) == 1);
  record.unpin();
  CHECK(count(store) == 1);
  record.drop_link();
  CHECK(count(store) == 0);
}

TEST_CASE("what is shared lives as long as the session or a handle of an object") {
  handle kept;
  {
    owner session;
    kept = session.core->load(tree::Folder{.id = 1, .name = "a"});
    CHECK(core::alive == 1);
  }
  CHECK(core::alive == 1);
  CHECK(kept->name == "a");
  CHECK_FALSE(kept.get_record()->is_in_session());
  handle copy = kept;
  kept = nullptr;
  CHECK(core::alive == 1);
  copy = nullptr;
  CHECK(core::alive == 0);
}

TEST_CASE("objects that refer to each other in a circle end with the session") {
  {
    owner session;
    handle one = session.core->add(tree::Folder{.name = "a"}), two = session.core->add(tree::Folder{.name = "b"});
    one->folders.append(two);
    two->folders.append(one);
    one->folders.append(one);
  }
  CHECK(core::alive == 0);
}

TEST_CASE("a handle keeps all that its object refers to") {
  handle root;
  {
    owner session;
    root = session.core->add(tree::Folder{.name = "a", .folders = {tree::Folder{.name = "b"}}});
  }
  CHECK(root->folders[0]->name == "b");
  root = nullptr;
  CHECK(core::alive == 0);
}

TEST_CASE("a chain of any length is freed") {
  constexpr int length = 200'000;
  handle top;
  for (int i = 0; i != length; ++i) {  // without a session
    tree::Folder above{.name = "above"};
    above.folders.append(top ? top : sa::make_tracked(tree::Folder{}));
    top = sa::make_tracked(std::move(above));
  }
  top = nullptr;

  owner session;
  auto& store = session.core->store<tree::Folder>();
  for (int i = 0; i != length; ++i) {
    handle above = session.core->load(tree::Folder{.id = i});
    above.get_record()->prepare_relations();
    if (i != 0) {
      auto& held = *new sa::related_objects(*sa::relations_of<tree::Folder>[0], *above.get_record());
      above.get_record()->object.folders.set_content(&held);
      held.load(*top.get_record());
    }
    top = above;
  }
  CHECK(store.map.size() == length);
  top = nullptr;
  CHECK(store.first == nullptr);
  CHECK(store.map.size() == 0);
}

TEST_CASE("the last handle of another session's object may be what a freed object was given") {
  tree::Folder given{.name = "b"};
  {
    owner session;
    const handle kept = session.core->add(tree::Folder{.name = "a", .folders = {tree::Folder{.name = "c"}}});
    given.folders.append(kept);
  }
  CHECK(core::alive == 1);
  handle above = sa::make_tracked(std::move(given));
  above = nullptr;
  CHECK(core::alive == 0);
}

TEST_CASE("an object out of its session remembers what it was loaded with, as long as it may come back") {
  owner session;
  handle one = session.core->load(tree::Folder{.id = 1, .name = "a"});
  auto& store = session.core->store<tree::Folder>();
  store.map.erase(*one.get_record());
  one.get_record()->state = sa::object_state::detached;
  one->name = "b";
  one->name = "c";
  CHECK(store.touched.empty());
  CHECK(one.get_record()->as_loaded().name == "a");
  store.readmit(*one.get_record());
  CHECK(store.touched.size() == 1);
  CHECK(store.map.find({{1}}) == one.get_record());
}

TEST_CASE("a row lacks columns that were not read, or that may have changed") {
  owner session;
  handle one = session.core->load(tree::Folder{.id = 1});
  sa::record& record = *one.get_record();
  CHECK_FALSE(record.lacks(6));
  record.missing = 2;
  CHECK(record.lacks(6));
  CHECK_FALSE(record.lacks(4));
  record.missing = 0;
  record.is_expired = true;
  CHECK(record.lacks(4));
  CHECK_FALSE(record.lacks(0));
  record.is_expired = false;
}

}  // namespace
