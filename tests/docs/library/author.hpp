// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy.hpp>
#include <sqlalloy/orm.hpp>

#include <cstdint>
#include <string>

namespace library {

namespace sa = sqlalloy;

struct Book;

struct Author {
  std::int64_t id{};
  std::string name{};
  sa::many<Book> books{};

  using table = sa::table<"authors", sa::primary_key<&Author::id>>;
};

/// The titles of what an author has written.
std::string titles_of(const Author& author);

}  // namespace library
