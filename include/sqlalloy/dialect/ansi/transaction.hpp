// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy/dialect/transaction_mode.hpp>

#include <string_view>

namespace sqlalloy::inline v0::ansi {

/// How the standard begins a transaction (SQL:2016, 17.1). A dialect says which kinds it has, what begins one, and what
/// takes back, after it, what that changed for the whole session.
struct transaction_spelling {
  /// Whether there are such transactions. `autocommit` is no transaction and is not asked for.
  static constexpr bool has_mode(const transaction_mode& mode) { return !mode.deferrable; }

  template <class Writer>
  static constexpr void write_begin(Writer& out, const transaction_mode& mode) {
    out.text("START TRANSACTION");
    write_characteristics(out, mode);
  }

  template <class Writer>
  static constexpr void write_after_transaction(Writer&, const transaction_mode&) {}

 protected:
  template <class Writer>
  static constexpr void write_characteristics(Writer& out, const transaction_mode& mode) {
    bool is_first = true;
    const auto say = [&](std::string_view words) {
      out.text(is_first ? " " : ", ");
      out.text(words);
      is_first = false;
    };
    if (mode.isolation != isolation_level::database_default) {
      say("ISOLATION LEVEL ");
      out.text(name_of(mode.isolation));
    }
    if (mode.read_only) say("READ ONLY");
    if (mode.deferrable) say("DEFERRABLE");
  }
};

}  // namespace sqlalloy::inline v0::ansi
