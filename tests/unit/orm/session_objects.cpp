// SPDX-License-Identifier: MIT
#include <sqlalloy/orm/session_objects.hpp>

#include <catch2/catch.hpp>

#include <vector>

#include "support/orm_session.hpp"

namespace sa = sqlalloy;

namespace {

using sa::object_state;
using shelf::Author;
using shelf::Book;

// A session without its handle on it, so that it can be asked what it has.
struct fixture : shelf_database {
  state& objects = *new state(engine, {});
  ~fixture() { objects.close(); }

  sa::tracked<Author> add(const char* name) {
    auto made = sa::make_tracked(Author{.name = name});
    objects.adopt(*made.get_record());
    return made;
  }
};

TEST_CASE_METHOD(fixture, "a store is found by its struct") {
  CHECK(objects.stores().size() == 4);
  CHECK(objects.store_of(&sa::entity_tag<Book>) == &objects.store<Book>());
  CHECK(objects.store_of(&sa::entity_tag<tree::Node>) == nullptr);
  CHECK_THROWS_AS(objects.adopt(*sa::make_tracked(tree::Node{}).get_record()), sa::invalid_request_error);
}

TEST_CASE_METHOD(fixture, "what is new, touched or to be deleted is a change") {
  CHECK_FALSE(objects.has_changes());
  auto ada = add("Ada");
  CHECK(objects.has_changes());
  sa::flush_session(objects);
  CHECK_FALSE(objects.store<Author>().pending.size() == 1);
  objects.commit();
  CHECK_FALSE(objects.has_changes());
  CHECK(objects.doom(*ada.get_record()));
  CHECK_FALSE(objects.doom(*ada.get_record()));
  CHECK(objects.has_changes());
  objects.rollback();
  CHECK_FALSE(objects.has_changes());
  ada->name = "Eve";
  CHECK(objects.has_changes());
  objects.expire(*ada.get_record());
  CHECK_FALSE(objects.has_changes());
  CHECK(ada.is_expired());
}

TEST_CASE_METHOD(fixture, "a new object that is doomed is dropped, until it is forgotten") {
  const auto ada = add("Ada");
  CHECK(objects.doom(*ada.get_record()));
  CHECK(ada.state() == object_state::transient);
  CHECK(objects.dropped == std::vector<sa::record*>{ada.get_record()});
  CHECK_FALSE(objects.has_changes());
  objects.forget_dropped();
  CHECK(objects.dropped.empty());
}

TEST_CASE_METHOD(fixture, "what came since a mark is undone, and what was before stays") {
  const auto ada = add("Ada");
  sa::flush_session(objects);
  const auto mark = objects.mark();
  const auto eve = add("Eve");
  sa::flush_session(objects);
  CHECK(objects.created.size() == 2);
  objects.undo_to(mark);
  CHECK(ada.state() == object_state::persistent);
  CHECK(eve.state() == object_state::transient);
  CHECK(objects.created == std::vector<sa::record*>{ada.get_record()});
  objects.keep_changes();
  CHECK(objects.created.empty());
}

TEST_CASE_METHOD(fixture, "an object that goes out of the session is what it was before") {
  const auto pending = add("Ada");
  objects.expunge(*pending.get_record());
  CHECK(pending.state() == object_state::transient);
  const auto row = add("Eve");
  sa::flush_session(objects);
  objects.expunge(*row.get_record());
  CHECK(row.state() == object_state::detached);
  CHECK(objects.store<Author>().map.size() == 0);
}

TEST_CASE_METHOD(fixture, "after a commit that leaves objects as they are, none of them counts as changed") {
  state& kept = *new state(engine, {.expire_on_commit = false});
  auto ada = sa::make_tracked(Author{.name = "Ada"});
  kept.adopt(*ada.get_record());
  sa::flush_session(kept);
  ada->name = "Eve";
  sa::flush_session(kept);
  CHECK(kept.has_changes());  // whoever has a reference may change it until the transaction ends
  kept.commit();
  CHECK_FALSE(kept.has_changes());
  CHECK_FALSE(ada.get_record()->has_snapshot());
  ada->name = "Zoe";
  CHECK(kept.is_modified());
  kept.commit();  // of what was not flushed nothing is known to be kept
  CHECK(kept.is_modified());
  sa::flush_session(kept);
  kept.commit();
  CHECK(read("SELECT name FROM authors") == "Zoe");
  kept.close();
}

TEST_CASE_METHOD(fixture, "new objects are inserted in the order in which they came, though others have left") {
  const auto one = add("1"), two = add("2"), three = add("3"), four = add("4");
  objects.expunge(*one.get_record());
  objects.expunge(*three.get_record());
  CHECK(objects.store<Author>().pending.size() == 2);
  CHECK(one.state() == object_state::transient);
  sa::flush_session(objects);
  CHECK(two->id < four->id);
}

}  // namespace
