// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy/dialect/transaction_mode.hpp>
#include <sqlalloy/dialect/writer.hpp>

#include <string>
#include <string_view>

namespace sqlalloy::inline v0 {

/// What begins and follows the transactions of a dialect.
template <class Dialect>
struct transaction_sql {
  /// Whether the dialect has such transactions; `autocommit` alone it has in any case.
  static constexpr bool has(const transaction_mode& mode) {
    if (mode.isolation == isolation_level::autocommit) return !mode.read_only && !mode.deferrable;
    return Dialect::has_mode(mode);
  }

  /// One or several statements; none for `autocommit`.
  static constexpr std::string begin(const transaction_mode& mode) {
    if (mode.isolation == isolation_level::autocommit) return {};
    return written([&](auto& out) { Dialect::write_begin(out, mode); });
  }

  /// What is run when such a transaction has ended; mostly nothing.
  static constexpr std::string after(const transaction_mode& mode) {
    return written([&](auto& out) { Dialect::write_after_transaction(out, mode); });
  }

 private:
  template <class Write>
  static constexpr std::string written(Write write) {
    writer<Dialect> count;
    write(count);
    std::string text(count.size, '\0');
    writer<Dialect> fill{.buffer = text.data()};
    write(fill);
    return text;
  }
};

/// The sentence for transactions that a dialect does not have; `has` tells which it has.
inline std::string no_such_mode(std::string_view dialect, const transaction_mode& mode,
                                bool (*has)(const transaction_mode&)) {
  std::string sentence = "sqlalloy: ";
  if (mode.isolation == isolation_level::autocommit)
    return sentence += "with autocommit there is no transaction that could be read_only or deferrable; leave that out";
  sentence += dialect;
  if (has({.isolation = mode.isolation}))
    return sentence += mode.deferrable && has({mode.isolation, mode.read_only, false})
                           ? " has no deferrable transactions; leave that out"
                           : " has no transactions that are read_only; leave that out";
  (sentence += " has no isolation level ") += name_of(mode.isolation);
  std::string_view between = "; it has ";
  for (int one = 1; one <= static_cast<int>(isolation_level::serializable); ++one) {
    const auto level = isolation_level{static_cast<unsigned char>(one)};
    if (level != isolation_level::autocommit && !has({.isolation = level})) continue;
    (sentence += between) += name_of(level);
    between = ", ";
  }
  return sentence;
}

}  // namespace sqlalloy::inline v0
