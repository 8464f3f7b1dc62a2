// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy/orm/relations.hpp>
#include <sqlalloy/schema/cascade_set.hpp>

#include <cstddef>
#include <vector>

namespace sqlalloy::inline v0 {

/// An object and those whose fate is its own by a cascade, as far as relations are loaded; each once.
inline std::vector<record*> with_related(record& object, bool cascade_set::*cascade) {
  std::vector<record*> all{&object};
  object.is_seen = true;
  for (std::size_t i = 0; i != all.size(); ++i)
    for (const relation_info* relation : all[i]->relations())
      if (const related_objects* held = relation->cascade.*cascade ? loaded_relation(*relation, *all[i]) : nullptr)
        for (record* one : held->now())
          if (!one->is_seen) {
            one->is_seen = true;
            all.push_back(one);
          }
  for (record* one : all) one->is_seen = false;
  return all;
}

}  // namespace sqlalloy::inline v0
