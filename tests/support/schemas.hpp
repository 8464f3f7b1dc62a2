// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy/schema/table.hpp>
#include <sqlalloy/type/text.hpp>

#include <cstdint>
#include <optional>
#include <string>

/// The tables that the tests share: a blog.
namespace blog {

namespace sa = sqlalloy;

struct User {
  std::int64_t id{};
  std::string name{};
  std::optional<std::string> email{};
  int age{};

  using table = sa::table<"users", sa::primary_key<&User::id>, sa::unique<&User::email>>;
};

/// One foreign key, so that a join with User needs no ON.
struct Post {
  std::int64_t id{};
  std::int64_t author_id{};
  std::string title{};
  std::optional<std::string> body{};

  using table = sa::table<"posts", sa::primary_key<&Post::id>,
                          sa::references<&Post::author_id, User, sa::on_delete<sa::cascade>>>;
};

/// A key of two columns, one of which refers to another table; an author that may be gone.
struct Comment {
  std::int64_t post_id{};
  std::int32_t number{};
  std::optional<std::int64_t> author_id{};
  std::string text{};
  double score{};

  using table = sa::table<"comments", sa::primary_key<&Comment::post_id, &Comment::number>,
                          sa::references<&Comment::post_id, Post, sa::on_delete<sa::cascade>>,
                          sa::references<&Comment::author_id, User, sa::on_delete<sa::set_null>>>;
};

}  // namespace blog
