// SPDX-License-Identifier: MIT
#pragma once

// What a user of the library writes for the same work; one text for every database.

#include <cstdint>

#include <sqlalloy.hpp>

#include "person.hpp"

namespace by_library {

namespace sa = sqlalloy;
using namespace sa::literals;

inline constexpr auto select_person = sa::select<person>().where(sa::col<&person::id> == "key"_p);
inline constexpr auto select_people = sa::select<person>();

/// A point select with a query that was written once.
person find(auto& db, std::int64_t key) { return db.execute(select_person, "key"_p = key).one(); }

/// A point select with the query written out where it is executed.
person find_at_call_site(auto& db, std::int64_t key) {
  return db.execute(sa::select<person>().where(sa::col<&person::id> == key)).one();
}

/// An insert of a row; the database gives the key.
void insert(auto& db, const person& row) { db.execute(sa::insert(row)); }

}  // namespace by_library
