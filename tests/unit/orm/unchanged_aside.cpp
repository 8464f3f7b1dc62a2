// SPDX-License-Identifier: MIT
#include <sqlalloy/orm/many.hpp>
#include <sqlalloy/orm/tracked.hpp>
#include <sqlalloy/orm/unchanged_aside.hpp>

#include <catch2/catch.hpp>

#include <array>
#include <string>
#include <utility>
#include <vector>

#include "support/kind_schemas.hpp"
#include "support/orm_core.hpp"
#include "support/orm_session.hpp"

namespace sa = sqlalloy;

namespace {

using tree::Folder;
using records = std::vector<sa::record*>;

struct fixture : orm_core_owner<Folder> {
  sa::object_store<Folder>& store = core->store<Folder>();
  std::array<sa::record_store*, 1> stores{&store};
  sa::tracked<Folder> one = core->load(Folder{.id = 1, .name = "a"}), two = core->load(Folder{.id = 2, .name = "b"}),
                      three = core->load(Folder{.id = 3, .name = "c"});
  fixture() {
    for (auto* each : {&one, &two, &three}) (*each)->name += "";
    two->name = "changed";
  }
  static records of(std::initializer_list<sa::tracked<Folder>> all) {
    records found;
    for (const auto& each : all) found.push_back(each.get_record());
    return found;
  }
};

TEST_CASE_METHOD(fixture, "what has not changed is aside, and comes back") {
  {
    const sa::unchanged_aside aside(stores);
    CHECK(store.touched == of({two}));
    CHECK(two.get_record()->place == 0);
  }
  CHECK(store.touched == of({two, one, three}));
  CHECK(one.get_record()->is_touched);
  one->name = "later";
  CHECK(one.get_record()->is_changed());
}

TEST_CASE_METHOD(fixture, "what is touched meanwhile is there once") {
  {
    const sa::unchanged_aside aside(stores);
    three->name = "meanwhile";
    CHECK(store.touched == of({two, three}));
  }
  CHECK(store.touched == of({two, three, one}));
  store.untouch(*three.get_record());
  sa::record* const freed = three.get_record();
  three = nullptr;  // nobody keeps it any more
  for (const sa::record* each = store.first; each; each = each->next) CHECK(each != freed);
}

TEST_CASE_METHOD(fixture, "what is deleted meanwhile does not come back") {
  {
    const sa::unchanged_aside aside(stores);
    one.get_record()->state = sa::object_state::deleted;
  }
  CHECK(store.touched == of({two, three}));
  CHECK_FALSE(one.get_record()->has_snapshot());
}

using staff_database = orm_database<staff::Team, staff::Employee, staff::Engineer>;

TEST_CASE_METHOD(staff_database, "what was written by a reference after a flush is found, in each table") {
  auto engineer = session.add(staff::Engineer{.employee = {.name = "Ada"}, .language = "C"});
  session.commit();
  std::string& name = engineer->employee.name;
  std::string& language = engineer->language;
  session.flush();
  name = "Grace";
  session.flush();
  language = "COBOL";
  session.commit();
  CHECK(read("SELECT name FROM employees") == "Grace");
  CHECK(read("SELECT language FROM engineers") == "COBOL");
}

}  // namespace
