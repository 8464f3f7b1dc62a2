// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy/orm.hpp>

#include <cstdint>
#include <optional>
#include <string>

// A small publishing house: every kind of relation, once.

namespace orm_suite {

namespace sa = sqlalloy;

struct Post;
struct Profile;
struct Tag;

struct User {
  std::int64_t id{};
  std::string name{};
  std::optional<std::string> email{};
  sa::many<Post> posts{};
  sa::many<Post> edited{};
  sa::one<Profile> profile{};

  using table = sa::table<"orm_users", sa::primary_key<&User::id>, sa::unique<&User::email>>;
};

struct Profile {
  std::int64_t id{};
  std::int64_t user_id{};
  std::string about{};
  sa::one<User> user{};

  using table = sa::table<"orm_profiles", sa::primary_key<&Profile::id>, sa::unique<&Profile::user_id>,
                          sa::references<&Profile::user_id, User>, sa::relation<&User::profile, sa::cascades<"all">>>;
};

struct Comment;

struct Post {
  std::int64_t id{};
  std::int64_t author_id{};
  std::optional<std::int64_t> editor_id{};
  std::string title{};
  std::int64_t version{};
  sa::one<User> author{};
  sa::one<User> editor{};
  sa::many<Comment> comments{};
  sa::many<Tag> tags{};

  using table = sa::table<
      "orm_posts", sa::primary_key<&Post::id>, sa::references<&Post::author_id, User>,
      sa::references<&Post::editor_id, User>, sa::version_id<&Post::version>,
      sa::relation<&Post::author, sa::foreign_keys<&Post::author_id>, sa::back_populates<&User::posts>>,
      sa::relation<&Post::editor, sa::foreign_keys<&Post::editor_id>, sa::back_populates<&User::edited>>,
      sa::relation<&User::posts, sa::cascades<"all, delete-orphan">, sa::collection_order<sa::col<&Post::id>>>>;
};

/// Answers one another.
struct Comment {
  std::int64_t id{};
  std::int64_t post_id{};
  std::optional<std::int64_t> parent_id{};
  std::string text{};
  sa::one<Post> post{};
  sa::one<Comment> parent{};
  sa::many<Comment> replies{};

  using table = sa::table<
      "orm_comments", sa::primary_key<&Comment::id>, sa::references<&Comment::post_id, Post>,
      sa::references<&Comment::parent_id, Comment>,
      sa::relation<&Post::comments, sa::cascades<"all, delete-orphan">, sa::collection_order<sa::col<&Comment::id>>>>;
};

struct PostTag {
  std::int64_t post_id{};
  std::string tag{};

  using table = sa::table<"orm_post_tags", sa::primary_key<&PostTag::post_id, &PostTag::tag>,
                          sa::references<&PostTag::post_id, Post>, sa::references<&PostTag::tag, Tag>>;
};

/// Its key is text, and not numbered.
struct Tag {
  std::string name{};
  sa::many<Post> posts{};

  using table = sa::table<"orm_tags", sa::primary_key<&Tag::name>,
                          sa::relation<&Post::tags, sa::secondary<PostTag>, sa::collection_order<sa::col<&Tag::name>>,
                                       sa::back_populates<&Tag::posts>>>;
};

inline constexpr auto all_tables = sa::tables<User, Profile, Post, Comment, PostTag, Tag>;

}  // namespace orm_suite
