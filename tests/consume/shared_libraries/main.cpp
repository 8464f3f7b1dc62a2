#include "library.hpp"

#include <cstdio>

namespace {

int faults = 0;

void check(bool holds, const char* what) {
  if (holds) return;
  std::puts(what);
  ++faults;
}

}  // namespace

int main() {
  auto engine = sa::create_engine<sa::sqlite::sqlite3>("sqlite://");
  auto db = engine.connect();
  db.create_all(sa::tables<User>);
  db.execute(sa::insert(User{.id = 1, .name = "Ada"}).with(sa::col<&User::id>));
  db.execute(sa::insert(User{.id = 2, .name = "Grace"}).with(sa::col<&User::id>));

  // In turns, so that each image finds the other's statement where it would look for its own.
  for (int round = 0; round < 3; ++round) {
    check(id_in_default(db, "Grace") == 2, "the library with default visibility, by name");
    check(name_in_hidden(db, 1) == "Ada", "the library with hidden visibility, by id");
    check(name_in_default(db, 2) == "Grace", "the library with default visibility, by id");
    check(id_in_hidden(db, "Ada") == 1, "the library with hidden visibility, by name");
    check(count_in_hidden(db) == 2, "the library with hidden visibility, a count");
    check(db.execute(by_name, "name"_p = "Ada").one().id == 1, "the program itself");
  }
  return faults == 0 ? 0 : 1;
}
