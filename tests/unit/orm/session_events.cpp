// SPDX-License-Identifier: MIT
#include <sqlalloy/orm/session_events.hpp>

#include <catch2/catch.hpp>

#include <memory>
#include <string>

#include "support/orm_core.hpp"
#include "support/orm_schemas.hpp"

namespace sa = sqlalloy;

namespace {

using sa::session_event;

static_assert(sa::is_about_an_object(session_event::load) && sa::is_about_an_object(session_event::before_insert) &&
              !sa::is_about_an_object(session_event::after_rollback));

struct note {
  std::string& into;
  char what;
};
void write(void* function, sa::session_core&, sa::record*) {
  const note& one = *static_cast<note*>(function);
  one.into += one.what;
}

TEST_CASE("listeners are called in order, each for what it is about") {
  const orm_core_owner<shelf::Author> owner;
  std::string all;
  const int author = 0, book = 0;
  sa::session_events events;
  CHECK_FALSE(events.has(session_event::load, &author));
  events.add(session_event::load, &author, std::make_shared<note>(all, 'a'), &write);
  events.add(session_event::load, &book, std::make_shared<note>(all, 'b'), &write);
  events.add(session_event::load, &author, std::make_shared<note>(all, 'c'), &write);
  events.add(session_event::after_flush, nullptr, std::make_shared<note>(all, 'f'), &write);
  const auto ada = owner.core->add(shelf::Author{});
  events.tell_nearest(session_event::load, *owner.core, *ada.get_record(),
                      [&](const void* of) { return of == &author ? 0 : -1; });
  CHECK(all == "ac");
  events.tell(session_event::after_flush, *owner.core);
  events.tell(session_event::before_flush, *owner.core);
  CHECK(all == "acf");
  CHECK(events.has(session_event::load, &book));
  CHECK_FALSE(events.has(session_event::before_delete, &book));
}

}  // namespace
