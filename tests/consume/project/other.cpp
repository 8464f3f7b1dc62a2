#include "user.hpp"

std::int64_t id_of(database& db, std::string_view name) { return db.execute(named, "name"_p = name).one().id; }

const char* text_of_named() { return sa::sql<sa::sqlite::dialect>(named).data(); }
