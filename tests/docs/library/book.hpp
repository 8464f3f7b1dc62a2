// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy.hpp>
#include <sqlalloy/orm.hpp>

#include <cstdint>
#include <string>

namespace library {

namespace sa = sqlalloy;

struct Author;

struct Book {
  std::int64_t id{};
  std::int64_t author_id{};
  std::string title{};
  sa::one<Author> author{};

  using table = sa::table<"books", sa::primary_key<&Book::id>,
                          sa::references<&Book::author_id, Author>>;
};

/// The name of who has written a book.
std::string author_of(const Book& book);

}  // namespace library
