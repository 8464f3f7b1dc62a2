// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy/dialect/transaction_sql.hpp>
#include <sqlalloy/driver/any_of.hpp>

#include <cstddef>
#include <string>

namespace sqlalloy::inline v0 {

/// How transactions are begun in the dialect of a driver, or of one of several drivers, which has a number.
template <class Driver>
struct transaction_text {
  using sql = transaction_sql<typename Driver::dialect>;

  static auto has(std::size_t) noexcept { return &sql::has; }
  static std::string begin(std::size_t, const transaction_mode& mode) { return sql::begin(mode); }
  static std::string after(std::size_t, const transaction_mode& mode) { return sql::after(mode); }
};

template <class... Drivers>
struct transaction_text<any_of<Drivers...>> {
  using write = std::string (*)(const transaction_mode&);

  static auto has(std::size_t driver) noexcept {
    using answer = bool (*)(const transaction_mode&);
    static constexpr answer all[] = {&transaction_sql<typename Drivers::dialect>::has...};
    return all[driver];
  }
  static std::string begin(std::size_t driver, const transaction_mode& mode) {
    static constexpr write all[] = {&transaction_sql<typename Drivers::dialect>::begin...};
    return all[driver](mode);
  }
  static std::string after(std::size_t driver, const transaction_mode& mode) {
    static constexpr write all[] = {&transaction_sql<typename Drivers::dialect>::after...};
    return all[driver](mode);
  }
};

}  // namespace sqlalloy::inline v0
