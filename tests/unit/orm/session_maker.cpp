// SPDX-License-Identifier: MIT
#include <sqlalloy/orm/session_maker.hpp>

#include <catch2/catch.hpp>

#include <stdexcept>
#include <string>
#include <type_traits>
#include <utility>

#include "support/orm_session.hpp"

namespace sa = sqlalloy;

namespace {

using shelf::Author;

TEST_CASE_METHOD(shelf_database, "sessions are made alike") {
  const sa::session_maker sessions(engine, tables, {.expire_on_commit = false});
  static_assert(std::is_same_v<decltype(sessions()), session_type>);
  auto one = sessions();
  auto ada = one.add(Author{.name = "Ada"});
  one.commit();
  CHECK_FALSE(ada.is_expired());
  CHECK(sessions().get(sa::tables<Author>, 1)->name == "Ada");
  CHECK(one.get(sa::tables<Author>, 1) == ada);
}

TEST_CASE_METHOD(shelf_database, "begin() commits what went well, and undoes what threw") {
  const sa::session_maker sessions(engine, tables);
  CHECK(sessions.begin([](auto& one) {
    one.add(Author{.name = "Ada"});
    return 7;
  }) == 7);
  sa::tracked<Author> eve;
  CHECK_THROWS_AS(sessions.begin([&eve](auto& one) {
    one.on(sa::after_rollback, [](auto&) { throw std::logic_error("a listener"); });
    eve = one.add(Author{.name = "Eve"});
    one.flush();
    throw std::runtime_error("no");
  }),
                  std::runtime_error);
  CHECK(eve.state() == sa::object_state::transient);
  CHECK(std::as_const(eve)->id == 0);
  sessions.begin([](auto& one) { one.add(Author{.name = "Zoe"}); });
  CHECK(read("SELECT name FROM authors ORDER BY id") == "Ada|Zoe");
}

TEST_CASE_METHOD(shelf_database, "what listens is called by all sessions made afterwards, and by no others") {
  sa::session_maker sessions(engine, tables);
  auto before = sessions();
  std::string all;
  sessions.on(sa::before_insert, [&all](Author& author) { all += author.name; }).on(sa::after_commit, [&all](auto&) {
    all += ';';
  });
  auto after = sessions();
  after.on(sa::before_insert, [&all](Author&) { all += '!'; });
  const auto add = [](auto& to, const char* name) {
    to.add(Author{.name = name});
    to.commit();
  };
  add(before, "a");
  add(after, "b");
  sessions.begin([](auto& one) { one.add(Author{.name = "c"}); });
  CHECK(all == "b!;c;");
}

TEST_CASE_METHOD(shelf_database, "criteria are those of all sessions that are made") {
  const sa::session_maker sessions(
      engine, tables, sa::criterion(sa::tables<Author>, [](auto author) { return author[sa::col<&Author::id>] > 1; }));
  session.add(Author{.name = "Ada"});
  session.add(Author{.name = "Eve"});
  session.commit();
  CHECK(sessions.begin([](auto& one) { return one.query(sa::select<Author>()).one()->name; }) == "Eve");
}

}  // namespace
