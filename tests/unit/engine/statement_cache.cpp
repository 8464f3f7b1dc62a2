// SPDX-License-Identifier: MIT
#include <sqlalloy/engine/statement_cache.hpp>

#include <catch2/catch.hpp>
#include <support/fake_driver.hpp>

#include <string>

namespace sa = sqlalloy;

namespace {

using cache = sa::statement_cache<fake::sqlite>;

struct made_statement {
  unsigned id = 0;
  std::string sql;
  sa::statement_text text;
  sa::statement_key key;

  explicit made_statement(std::string words, std::uint64_t hash, unsigned number = 0)
      : id(number), sql(std::move(words)), text{sql.c_str(), sql.size()}, key{&id, 1, 0, hash, &text} {}
};

struct fixture {
  fake::fresh_database database{};
  fake::connection connection{};

  fixture() { REQUIRE(connection.open({}).ok()); }
};

TEST_CASE_METHOD(fixture, "a statement is prepared once for a connection") {
  cache statements(500);
  made_statement one("SELECT 1", 11), two("SELECT 2", 22);
  auto* first = statements.acquire(connection, one.key);
  REQUIRE(first);
  CHECK(one.id != 0);
  statements.give_back(first);
  auto* other = statements.acquire(connection, two.key);
  statements.give_back(other);
  CHECK(statements.acquire(connection, one.key) == first);
  CHECK(statements.acquire(connection, two.key) == other);
  CHECK(database->prepared == 2);
  CHECK(statements.size() == 2);
  statements.clear(connection);
  CHECK(statements.size() == 0);
  CHECK(database->statements == 0);
}

TEST_CASE_METHOD(fixture, "the texts of one query are apart") {
  cache statements(500);
  unsigned id = 0;
  const sa::statement_text texts[] = {{"SELECT 1", 8}, {"SELECT 1 LIMIT 1", 16}};
  auto* first = statements.acquire(connection, {&id, 2, 0, 5, &texts[0]});
  auto* second = statements.acquire(connection, {&id, 2, 1, 5, &texts[1]});
  CHECK(first != second);
  CHECK(second->statement.text == &texts[1]);
  CHECK(statements.acquire(connection, {&id, 2, 0, 5, &texts[0]}) == first);
  statements.clear(connection);
}

TEST_CASE_METHOD(fixture, "images of a program that count for themselves do not take each other's statements") {
  cache statements(500);
  made_statement here("SELECT 1", 11, 3), there("SELECT 2", 22, 3);  // the same number
  auto* first = statements.acquire(connection, here.key);
  auto* second = statements.acquire(connection, there.key);
  CHECK(first != second);
  CHECK(second->statement.text == &there.text);
  for (int round = 0; round != 10; ++round) {
    CHECK(statements.acquire(connection, here.key) == first);
    CHECK(statements.acquire(connection, there.key) == second);
  }
  CHECK(database->prepared == 2);  // they do not drive each other out
  statements.clear(connection);
}

TEST_CASE_METHOD(fixture, "the same text in two images is one statement where its numbers agree") {
  cache statements(500);
  made_statement here("SELECT 1", 11, 3), there("SELECT 1", 11, 3);
  CHECK(statements.acquire(connection, here.key) == statements.acquire(connection, there.key));
  statements.clear(connection);
}

TEST_CASE_METHOD(fixture, "a statement that gives rows is not lent again") {
  cache statements(500);
  made_statement one("SELECT 1", 11);
  auto* first = statements.acquire(connection, one.key);
  first->reader = &one;
  auto* second = statements.acquire(connection, one.key);
  REQUIRE(second);
  CHECK(second != first);
  second->reader = &one;
  statements.give_back(first);
  CHECK(statements.acquire(connection, one.key) == first);
  statements.give_back(second);
  CHECK(database->prepared == 2);
  statements.clear(connection);
}

TEST_CASE_METHOD(fixture, "of more statements than the limit the one that was not used for longest is released") {
  cache statements(2);
  made_statement one("SELECT 1", 11), two("SELECT 2", 22), three("SELECT 3", 33);
  statements.acquire(connection, one.key);
  statements.acquire(connection, two.key);
  statements.acquire(connection, one.key);
  statements.acquire(connection, three.key);
  CHECK(statements.size() == 2);
  CHECK(database->statements == 2);
  statements.acquire(connection, one.key);
  CHECK(database->prepared == 3);
  statements.acquire(connection, two.key);
  CHECK(database->prepared == 4);
  statements.clear(connection);
}

TEST_CASE_METHOD(fixture, "a statement in use is to be dropped once it is given back, if there are too many") {
  cache statements(1);
  made_statement one("SELECT 1", 11), two("SELECT 2", 22);
  auto* first = statements.acquire(connection, one.key);
  first->reader = &one;
  auto* second = statements.acquire(connection, two.key);
  second->reader = &one;
  CHECK(statements.size() == 2);
  CHECK(statements.give_back(first));
  statements.drop(connection, first);
  CHECK(statements.size() == 1);
  CHECK_FALSE(statements.give_back(second));
  statements.clear(connection);
}

TEST_CASE_METHOD(fixture, "a limit of 0 keeps nothing prepared") {
  cache statements(0);
  made_statement one("SELECT 1", 11);
  for (int round = 0; round != 3; ++round) {
    auto* prepared = statements.acquire(connection, one.key);
    REQUIRE(prepared);
    REQUIRE(statements.give_back(prepared));
    statements.drop(connection, prepared);
    CHECK(database->statements == 0);
  }
  CHECK(database->prepared == 3);
}

TEST_CASE_METHOD(fixture, "a statement that cannot be prepared is not kept") {
  cache statements(500);
  made_statement one("SELECT 1", 11);
  database->prepare_failure = sa::failure::programming;
  CHECK(statements.acquire(connection, one.key) == nullptr);
  CHECK(statements.size() == 0);
  database->prepare_failure = sa::failure::none;
  CHECK(statements.acquire(connection, one.key) != nullptr);
  statements.clear(connection);
}

TEST_CASE_METHOD(fixture, "a statement is dropped from the middle of its slot") {
  cache statements(500);
  made_statement a("A", 1, 3), b("B", 2, 3), c("C", 3, 3);
  auto* first = statements.acquire(connection, a.key);
  auto* second = statements.acquire(connection, b.key);
  auto* third = statements.acquire(connection, c.key);
  statements.drop(connection, second);
  CHECK(statements.acquire(connection, a.key) == first);
  CHECK(statements.acquire(connection, c.key) == third);
  CHECK(database->prepared == 3);
  statements.clear(connection);
}

}  // namespace
