// SPDX-License-Identifier: MIT
#include <sqlalloy/orm/many.hpp>
#include <sqlalloy/orm/object_store.hpp>

#include <catch2/catch.hpp>

#include <support/orm_core.hpp>
#include <support/orm_schemas.hpp>
#include <vector>

namespace sa = sqlalloy;

namespace {

using shelf::Author;
using shelf::Book;
using shelf::Tag;

struct fixture : orm_core_owner<Author, Book, Tag> {
  sa::object_store<Author>& store = core->store<Author>();

  sa::tracked<Author> read(std::int64_t id, const char* name, bool refresh) {
    store.spare().object = Author{.id = id, .name = name};
    return sa::tracked<Author>(&store.keep_read(refresh));
  }
};

TEST_CASE_METHOD(fixture, "each row has one object, which stays as it is unless it is refreshed or has expired") {
  auto ada = read(1, "Ada", false);
  CHECK(ada.state() == sa::object_state::persistent);
  CHECK(read(1, "Eve", false) == ada);
  CHECK(std::as_const(ada)->name == "Ada");
  CHECK(read(1, "Eve", true) == ada);
  CHECK(std::as_const(ada)->name == "Eve");
  ada.get_record()->is_expired = true;
  CHECK(read(1, "Eva", false) == ada);
  CHECK(std::as_const(ada)->name == "Eva");
  CHECK_FALSE(ada.is_expired());
  auto other = read(2, "Ada", false);
  CHECK(other != ada);
  CHECK(store.map.size() == 2);
  other = nullptr;
  CHECK(store.map.size() == 1);
}

TEST_CASE_METHOD(fixture, "what is refreshed is what the next flush compares with") {
  auto ada = read(1, "Ada", false);
  ada->name = "changed";
  read(1, "Eve", true);
  CHECK(ada.get_record()->as_loaded().name == "Eve");
  CHECK(std::as_const(ada)->name == "Eve");
}

TEST_CASE_METHOD(fixture, "new objects wait in the order in which they came, with what was given to them") {
  const auto one = core->add(Author{.name = "a", .books = {Book{.title = "A"}}});
  const auto two = core->add(Author{.name = "b"});
  CHECK(store.pending == std::vector<sa::record*>{one.get_record(), two.get_record()});
  CHECK(core->store<Book>().pending.size() == 1);
  CHECK(one.state() == sa::object_state::pending);
  CHECK(store.map.size() == 0);
  CHECK(store.name() == "Author");
}

TEST_CASE_METHOD(fixture, "changes are taken back, of the key too") {
  auto ada = read(1, "Ada", false);
  ada->name = "Eve";
  ada->id = 9;
  store.take_back_changes();
  CHECK(store.touched.empty());
  CHECK(std::as_const(ada)->name == "Ada");
  CHECK(store.map.find({{1}}) == ada.get_record());
  CHECK(store.map.find({{9}}) == nullptr);
}

TEST_CASE_METHOD(fixture, "an object that is no longer touched keeps what it is") {
  auto ada = read(1, "Ada", false);
  ada->name = "Eve";
  store.untouch(*ada.get_record());
  store.untouch(*ada.get_record());
  CHECK(store.touched.empty());
  CHECK(ada.get_record()->as_loaded().name == "Eve");
}

TEST_CASE_METHOD(fixture, "an object that was put aside comes back with its changes") {
  auto ada = read(1, "Ada", false);
  ada->name = "Eve";
  store.map.erase(*ada.get_record());
  store.put_aside(*ada.get_record());
  ada.get_record()->state = sa::object_state::detached;
  CHECK(store.touched.empty());
  store.readmit(*ada.get_record());
  CHECK(store.touched.size() == 1);
  CHECK(ada.get_record()->as_loaded().name == "Ada");
  CHECK(ada.state() == sa::object_state::persistent);
}

}  // namespace
