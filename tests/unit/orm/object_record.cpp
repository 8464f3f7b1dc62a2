// SPDX-License-Identifier: MIT
#include <sqlalloy/orm/many.hpp>
#include <sqlalloy/orm/object_record.hpp>

#include <catch2/catch.hpp>

#include <utility>

#include <support/kind_schemas.hpp>
#include <support/orm_core.hpp>
#include <support/orm_schemas.hpp>

namespace sa = sqlalloy;
using shelf::Author;

TEST_CASE("each struct has a tag of its own") {
  CHECK(sa::make_tracked(Author{}).get_record()->entity() == &sa::entity_tag<Author>);
  CHECK(static_cast<const void*>(&sa::entity_tag<Author>) != &sa::entity_tag<shelf::Tag>);
}

TEST_CASE("a snapshot is taken once, and without the relations") {
  orm_core_owner<Author, shelf::Book, shelf::Tag> owner;
  auto ada = owner.core->add(Author{.name = "Ada", .books = {shelf::Book{.title = "A"}}});
  auto& record = *ada.get_record();
  CHECK(&record.as_loaded() == &record.object);
  record.take_snapshot();
  CHECK(record.as_loaded().name == "Ada");
  CHECK(record.as_loaded().books.content() == nullptr);
  ada->name = "Eve";
  record.take_snapshot();
  CHECK(record.as_loaded().name == "Ada");
  record.drop_snapshot();
  CHECK(record.as_loaded().name == "Eve");
}

TEST_CASE("a snapshot is exchanged, and columns are put back") {
  auto ada = sa::make_tracked(Author{.name = "Ada"});
  auto& record = *ada.get_record();
  CHECK_FALSE(record.has_snapshot());
  record.take_snapshot();
  ada->name = "Eve";
  sa::column_copy changed = record.copy_columns(), former = record.exchange_snapshot();
  CHECK(record.has_snapshot());
  CHECK(record.as_loaded().name == "Eve");
  record.put_back_snapshot(std::move(former));
  CHECK(record.as_loaded().name == "Ada");
  record.take_back_changes();
  CHECK(std::as_const(ada)->name == "Ada");
  record.put_back_columns(std::move(changed));
  CHECK(std::as_const(ada)->name == "Eve");
}

TEST_CASE("relations that were cleared are those of a row that is not loaded") {
  orm_core_owner<Author, shelf::Book, shelf::Tag> owner;
  auto ada = owner.core->add(Author{});
  CHECK(ada->books.empty());
  ada.get_record()->pin();
  ada.get_record()->clear_relations();
  ada.get_record()->unpin();
  CHECK(ada.get_record()->is_bare);
  CHECK_FALSE(std::as_const(ada)->books.is_loaded());
}

TEST_CASE("an object is one of the struct that its own inherits, with its snapshot") {
  auto handle = sa::make_tracked(staff::Architect{.engineer = {.employee = {.name = "Zoe"}, .language = "ML"}});
  sa::object_record<staff::Employee>& record = *handle.get_record();
  CHECK(&record.object == &handle.get_record()->object.engineer.employee);
  CHECK(record.entity() == &sa::entity_tag<staff::Architect>);
  CHECK(record.is_a(&sa::entity_tag<staff::Employee>));
  CHECK(record.is_a(&sa::entity_tag<staff::Engineer>));
  CHECK(record.is_a(&sa::entity_tag<staff::Architect>));
  CHECK_FALSE(record.is_a(&sa::entity_tag<staff::Team>));
  record.take_snapshot();
  record.object.name = "Zoë";
  CHECK(record.as_loaded().name == "Zoe");
  CHECK(handle.get_record()->as_loaded().engineer.employee.name == "Zoe");
  record.drop_snapshot();
  CHECK(record.as_loaded().name == "Zoë");
}
