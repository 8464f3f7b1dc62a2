// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <string_view>

namespace sqlalloy::inline v0 {

/// What of an object's fate its related objects share; SQLAlchemy's cascades.
struct cascade_set {
  bool save_update = false;     ///< they are added to its session
  bool merge = false;           ///< they are merged with it
  bool deletes = false;         ///< they are deleted with it
  bool delete_orphan = false;   ///< they are deleted when they are taken out of the relation
  bool expunge = false;         ///< they leave the session with it
  bool refresh_expire = false;  ///< they are expired and refreshed with it
  bool is_known = true;         ///< the words were understood
};

/// The cascades that words such as "all, delete-orphan" name.
consteval cascade_set parse_cascades(std::string_view words) {
  cascade_set found;
  for (std::size_t begin = 0; begin < words.size();) {
    while (begin != words.size() && (words[begin] == ' ' || words[begin] == ',')) ++begin;
    std::size_t end = begin;
    while (end != words.size() && words[end] != ',' && words[end] != ' ') ++end;
    const std::string_view word = words.substr(begin, end - begin);
    begin = end;
    if (word == "all")
      found.save_update = found.merge = found.deletes = found.expunge = found.refresh_expire = true;
    else if (word == "save-update")
      found.save_update = true;
    else if (word == "merge")
      found.merge = true;
    else if (word == "delete")
      found.deletes = true;
    else if (word == "delete-orphan")
      found.delete_orphan = true;
    else if (word == "expunge")
      found.expunge = true;
    else if (word == "refresh-expire")
      found.refresh_expire = true;
    else if (!word.empty() && word != "none")
      found.is_known = false;
  }
  return found;
}

}  // namespace sqlalloy::inline v0
