// SPDX-License-Identifier: MIT
#include <sqlalloy/orm/record_store.hpp>
#include <sqlalloy/orm/tracked.hpp>

#include <catch2/catch.hpp>
#include <support/orm_core.hpp>
#include <support/orm_schemas.hpp>

#include <vector>

namespace sa = sqlalloy;

namespace {

using owner = orm_core_owner<tree::Folder>;
using handle = sa::tracked<tree::Folder>;

TEST_CASE("what is taken out of a list leaves its place to the last") {
  owner session;
  handle all[] = {session.core->add(tree::Folder{.name = "a"}), session.core->add(tree::Folder{.name = "b"}),
                  session.core->add(tree::Folder{.name = "c"})};
  sa::record& one = *all[0].get_record();
  sa::record& two = *all[1].get_record();
  sa::record& three = *all[2].get_record();
  std::vector<sa::record*> list, other;
  for (sa::record* object : {&one, &two, &three}) sa::record_store::put_in(list, *object);
  sa::record_store::put_in(other, three);  // where it stands in the first is to be looked for
  sa::record_store::take_out(list, one);
  CHECK(list == std::vector{&three, &two});
  sa::record_store::take_out(list, three);
  sa::record_store::take_out(list, three);
  CHECK(list == std::vector{&two});
  sa::record_store::take_out(list, two);
  CHECK(list.empty());
}

TEST_CASE("those that stay touched know their places") {
  owner session;
  auto& touched = session.core->store<tree::Folder>().touched;
  handle all[] = {session.core->load(tree::Folder{.id = 1}), session.core->load(tree::Folder{.id = 2}),
                  session.core->load(tree::Folder{.id = 3})};
  for (handle& one : all) one->name = one->id == 1 ? "" : "new";
  session.core->store<tree::Folder>().untouch_all([](const sa::record& one) { return !one.is_changed(); });
  CHECK(touched == std::vector<sa::record*>{all[1].get_record(), all[2].get_record()});
  CHECK(all[1].get_record()->place == 0);
  session.core->store<tree::Folder>().untouch(*all[1].get_record());
  CHECK(touched == std::vector<sa::record*>{all[2].get_record()});
}

}  // namespace
