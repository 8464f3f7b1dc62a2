// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy/orm/columns_of.hpp>
#include <sqlalloy/orm/deferred.hpp>
#include <sqlalloy/orm/object_record.hpp>

#include <array>
#include <cstddef>

namespace sqlalloy::inline v0 {

/// The columns of a struct that were not read, where `wanted` says which were; null: all. Those that are deferred know
/// it themselves.
template <class T>
column_mask missing_columns(const bool* wanted) noexcept {
  column_mask missing = 0;
  if (wanted)
    for (std::size_t column = 0; column != column_fields<T>::size; ++column)
      if (!wanted[column] && !deferred_columns<T>[column]) missing |= mask_of_column(column);
  return missing;
}

/// What was read of a row becomes what its object has, where that has expired, misses it, or `refresh` says so. `rest`
/// are the columns of the object that are none of the struct: it inherits that.
template <class T>
void take_read(object_record<T>& object, T& read, bool refresh, const bool* wanted, column_mask rest) {
  const column_mask before = object.is_expired ? ~column_mask{} : object.missing;
  if (!wanted && (object.is_expired || refresh)) {
    move_columns(read, object.object);
    if (object.before) copy_columns(object.object, *object.before);
  } else {
    static constexpr auto all = [] {
      std::array<bool, column_fields<T>::size + 1> every{};
      every.fill(true);
      return every;
    }();
    const column_mask taken = refresh ? ~column_mask{} : before;
    const auto take = [&](T& into) {
      if (object.is_expired && wanted) leave_out_unwanted(into, wanted);
      copy_missing_columns(read, into, wanted ? wanted : all.data(), taken);
      take_left_out(read, into);
    };
    take(object.object);
    if (object.before) take(*object.before);
  }
  object.missing = before & (missing_columns<T>(wanted) | rest);
  object.reads_rest = (object.missing & rest) != 0 && (object.is_expired || object.reads_rest);
  object.is_expired = false;
  object.touch_if_reached();
}

}  // namespace sqlalloy::inline v0
