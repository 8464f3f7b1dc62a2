// SPDX-License-Identifier: MIT
#include <sqlalloy/orm/object_range.hpp>

#include <catch2/catch.hpp>

#include <sqlalloy/orm/tracked.hpp>
#include <support/orm_schemas.hpp>
#include <vector>

namespace sa = sqlalloy;
using shelf::Author;

TEST_CASE("objects are gone over as structs, and as changes of structs") {
  const auto ada = sa::make_tracked(Author{.id = 1, .name = "Ada"});
  auto eve = sa::make_tracked(Author{.id = 2, .name = "Eve"});
  eve.get_record()->take_snapshot();
  eve->name = "Eva";
  const std::vector<sa::record*> records{ada.get_record(), eve.get_record()};

  const sa::struct_view<Author> structs(records);
  CHECK(structs.size() == 2);
  std::vector<const Author*> seen;
  for (const Author& one : structs) seen.push_back(&one);
  CHECK(seen == std::vector<const Author*>{&*ada, &std::as_const(*eve)});

  const sa::change_view<Author> changes(records);
  CHECK(changes.size() == 2);
  auto at = changes.begin();
  CHECK(&(*at).now == &(*at).before);  // as it was loaded
  ++at;
  CHECK((*at).now.name == "Eva");
  CHECK((*at).before.name == "Eve");
  CHECK(++at == changes.end());
  CHECK(sa::struct_view<Author>({}).begin() == sa::struct_view<Author>({}).end());
}
