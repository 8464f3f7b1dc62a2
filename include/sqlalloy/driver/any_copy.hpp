// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy/driver/any_batch.hpp>
#include <sqlalloy/type/storage.hpp>

#include <cstdint>
#include <span>

namespace sqlalloy::inline v0 {

/// The COPY of one of several drivers.
template <class... Connections>
class any_copy : public detail::any_own<detail::copies, Connections...> {
  using base = detail::any_own<detail::copies, Connections...>;

 public:
  using typename base::statement;

  using base::base;

  status begin(statement& copy, const char* columns, std::span<const sql_type> values) {
    return this->with([&](auto, auto& own, auto& held) { return own.begin(held, columns, values); }, copy);
  }

  template <class Parameters>
  status add(Parameters& row) {
    return this->with([](auto, auto& own, auto& held) { return own.add(held); }, row);
  }

  status end(std::int64_t& rows) {
    return this->with([&](auto, auto& own) { return own.end(rows); });
  }
};

}  // namespace sqlalloy::inline v0
