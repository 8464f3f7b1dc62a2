// SPDX-License-Identifier: MIT
#include <sqlalloy/orm/session_core.hpp>

#include <catch2/catch.hpp>

#include <memory>
#include <string>

#include "support/orm_core.hpp"
#include "support/orm_schemas.hpp"

namespace sa = sqlalloy;

namespace {

using core = orm_core<tree::Folder>;

TEST_CASE("a core lives as long as somebody keeps it") {
  auto* const one = new core;
  one->keep();
  one->leave();
  CHECK(core::alive == 1);
  CHECK(one->is_open());
  one->close();
  CHECK(core::alive == 0);
}

TEST_CASE("objects that are added have their turns") {
  orm_core_owner<tree::Folder> owner;
  const auto first = owner.core->add(tree::Folder{}), second = owner.core->add(tree::Folder{});
  CHECK(first.get_record()->turn < second.get_record()->turn);
}

TEST_CASE("of a function that is told in several ways the nearest counts") {
  orm_core_owner<tree::Folder> owner;
  const auto folder = owner.core->add(tree::Folder{});
  std::string told;
  const char near = 0, far = 0, other = 0;
  auto events = std::make_shared<sa::session_events>();
  const auto both = std::make_shared<int>(0), single = std::make_shared<int>(0);
  static std::string* into;
  into = &told;
  events->add(sa::session_event::load, &far, both, [](void*, sa::session_core&, sa::record*) { *into += "far "; });
  events->add(sa::session_event::load, &near, both, [](void*, sa::session_core&, sa::record*) { *into += "near "; });
  events->add(sa::session_event::load, &far, single, [](void*, sa::session_core&, sa::record*) { *into += "single "; });
  events->add(sa::session_event::load, &other, both, [](void*, sa::session_core&, sa::record*) { *into += "other "; });
  owner.core->events = std::move(events);
  owner.core->tell_nearest(sa::session_event::load, *folder.get_record(), [&](const void* of) {
    return of == &near ? 0 : of == &far ? 1 : -1;
  });
  CHECK(told == "near single ");
  CHECK(owner.core->listens(sa::session_event::load, &far));
  CHECK_FALSE(owner.core->listens(sa::session_event::before_flush));
}

}  // namespace
