#include "library.hpp"

std::int64_t id_in_default(database& db, const std::string& name) {
  return db.execute(by_name, "name"_p = name).one().id;
}

std::string name_in_default(database& db, std::int64_t id) { return db.execute(by_id, "id"_p = id).one().name; }
