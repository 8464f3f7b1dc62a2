#include "library.hpp"

std::string name_in_hidden(database& db, std::int64_t id) { return db.execute(by_id, "id"_p = id).one().name; }

std::int64_t id_in_hidden(database& db, const std::string& name) {
  return db.execute(by_name, "name"_p = name).one().id;
}

std::int64_t count_in_hidden(database& db) {
  return db.execute(sa::select(sa::count()).from(sa::tables<User>)).scalar();
}
