// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>

#include <mysql.h>

namespace sqlalloy::inline v0::mysql {

/// What the server says of a column as far as reading it goes: its flags, digits, character set and type. They are
/// compared with each execution, because the table may have changed meanwhile, and so all of them at once.
class column_description {
 public:
  /// What two of them have in common is 0 here.
  using difference = std::uint64_t __attribute__((vector_size(16)));

  explicit column_description(const ::MYSQL_FIELD& field) noexcept : said_(of(field)) {}

  difference operator^(const ::MYSQL_FIELD& field) const noexcept { return said_ ^ of(field); }

  static bool is_none(const difference& all) noexcept { return (all[0] | all[1]) == 0; }

 private:
  difference said_;

  static difference of(const ::MYSQL_FIELD& field) noexcept {
    static_assert(offsetof(::MYSQL_FIELD, decimals) == offsetof(::MYSQL_FIELD, flags) + 4 &&
                      offsetof(::MYSQL_FIELD, charsetnr) == offsetof(::MYSQL_FIELD, flags) + 8 &&
                      offsetof(::MYSQL_FIELD, type) == offsetof(::MYSQL_FIELD, flags) + 12,
                  "the client library has them side by side");
    difference said;
    std::memcpy(&said, reinterpret_cast<const char*>(&field) + offsetof(::MYSQL_FIELD, flags), sizeof said);
    return said;
  }
};

}  // namespace sqlalloy::inline v0::mysql
