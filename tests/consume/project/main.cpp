// Two files use one query: it is one text and one statement.
#include "user.hpp"

#include <cstdio>

int main() {
  if (text_of_named() != sa::sql<sa::sqlite::dialect>(named).data()) {
    std::puts("the text of one query stands in two places");
    return 1;
  }
  auto engine = sa::create_engine<sa::sqlite::sqlite3>("sqlite://");
  auto db = engine.connect();
  db.create_all(sa::tables<User>);
  db.execute(sa::insert(User{.name = "Ada"}));
  db.execute(sa::insert(User{.name = "Grace"}));
  for (int round = 0; round < 3; ++round) {
    const auto ada = db.execute(named, "name"_p = "Ada").one().id;
    if (id_of(db, "Ada") != ada || id_of(db, "Grace") == ada) {
      std::puts("two files do not agree on one query");
      return 1;
    }
  }
}
