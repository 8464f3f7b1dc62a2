// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy/orm/related_objects.hpp>
#include <sqlalloy/orm/session_core.hpp>

#include <cstddef>
#include <utility>
#include <vector>

namespace sqlalloy::inline v0 {

/// What a relation of an object that comes into a session was given, and how much of it has come along.
struct attachment {
  related_objects* to;
  const relation_info* relation;
  record* owner;
  std::vector<record*> given{};
  std::size_t next = 0;
  bool has_begun = false;

  attachment(related_objects& held, const relation_info& of, record& object) noexcept
      : to(&held), relation(&of), owner(&object) {}
  attachment(attachment&&) = default;
  ~attachment() {
    for (record* one : given) one->drop_handle();
  }
};

/// As long as objects come into a session, of which one list says what is to come along.
class attaching_guard {
 public:
  attaching_guard(session_core& core, std::vector<attachment>* list) noexcept
      : core_(core), outer_(std::exchange(core.attaching, list)) {}
  attaching_guard(const attaching_guard&) = delete;
  attaching_guard& operator=(const attaching_guard&) = delete;
  ~attaching_guard() { core_.attaching = outer_; }

 private:
  session_core& core_;
  std::vector<attachment>* const outer_;
};

/// Takes in what the relations of an object were given, the last of them first. What such an object was given itself
/// comes before it is attached: by the list, and not by one call within another, so that a long chain takes no stack.
inline void attach_all(session_core& core, std::vector<attachment> all) {
  if (core.attaching) {
    for (attachment& one : all) core.attaching->push_back(std::move(one));
    return;
  }
  const attaching_guard guard(core, &all);
  while (!all.empty()) {
    const std::size_t last = all.size() - 1;
    if (!std::exchange(all[last].has_begun, true))
      all[last].given = all[last].to->enter(*all[last].relation, *all[last].owner);
    if (all[last].next == all[last].given.size()) {
      all.pop_back();
      continue;
    }
    related_objects& to = *all[last].to;
    record& one = *all[last].given[all[last].next];
    to.take_in(one);
    if (all.size() - 1 != last) continue;
    ++all[last].next;
    to.attach(one);
  }
}

}  // namespace sqlalloy::inline v0
