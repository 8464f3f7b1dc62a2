// SPDX-License-Identifier: MIT
#pragma once

// The tables of benchmarks/orm.cpp, and the rows that are in them. The three that refer to each other, and what is done
// with them, are those of Diesel's benchmarks.

#include <sqlalloy.hpp>
#include <sqlalloy/orm.hpp>

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

struct Person {
  std::int64_t id{};
  std::string name{};
  std::optional<std::int32_t> age{};
  double score{};

  using table = sqlalloy::table<"bench_orm_people", sqlalloy::primary_key<&Person::id>>;
};

struct Post;
struct User {
  std::int64_t id{};
  std::string name{};
  std::optional<std::string> hair_color{};
  sqlalloy::many<Post> posts{};

  using table = sqlalloy::table<"bench_orm_users", sqlalloy::primary_key<&User::id>>;
};

struct Comment;
struct Post {
  std::int64_t id{};
  std::int64_t user_id{};
  std::string title{};
  std::optional<std::string> body{};
  sqlalloy::many<Comment> comments{};

  using table = sqlalloy::table<"bench_orm_posts", sqlalloy::primary_key<&Post::id>,
                                sqlalloy::references<&Post::user_id, User>, sqlalloy::relation<&User::posts>>;
};

struct Comment {
  std::int64_t id{};
  std::int64_t post_id{};
  std::string text{};

  using table = sqlalloy::table<"bench_orm_comments", sqlalloy::primary_key<&Comment::id>,
                                sqlalloy::references<&Comment::post_id, Post>, sqlalloy::relation<&Post::comments>>;
};

inline constexpr auto tables = sqlalloy::tables<Person, User, Post, Comment>;

namespace by_hand {

// The same for who knows nothing of relations.
struct user {
  std::int64_t id = 0;
  std::string name{};
  std::optional<std::string> hair_color{};
};
struct post {
  std::int64_t id = 0;
  std::int64_t user_id = 0;
  std::string title{};
  std::optional<std::string> body{};
};
struct comment {
  std::int64_t id = 0;
  std::int64_t post_id = 0;
  std::string text{};
};

}  // namespace by_hand

/// How many objects are many.
inline constexpr std::int64_t many_objects = 100'000;

/// So many posts has a user of a nest, and so many comments a post.
inline constexpr std::int64_t in_nest = 10;

/// Rows without their keys, which the database gives from 1 on.
inline std::vector<Person> make_people(std::int64_t count) {
  std::vector<Person> made(static_cast<std::size_t>(count));
  for (std::int64_t i = 0; Person & one : made) {
    ++i;
    one.name = "name" + std::to_string(i);
    if (i % 2) one.age = static_cast<std::int32_t>(i % 90);
    one.score = static_cast<double>(i) * 0.5;
  }
  return made;
}

template <class User>
std::vector<User> make_users(std::int64_t count) {
  std::vector<User> made(static_cast<std::size_t>(count));
  for (std::int64_t i = 0; User & one : made) {
    one.name = "User " + std::to_string(i);
    one.hair_color = i++ % 2 == 0 ? "black" : "brown";
  }
  return made;
}

/// One of two users with black hair has one.
template <class Post>
std::vector<Post> make_some_posts(std::int64_t users) {
  std::vector<Post> made;
  for (std::int64_t user = 1; user <= users; user += 4)
    made.push_back({.user_id = user, .title = "Post by user " + std::to_string(user)});
  return made;
}

template <class Post>
std::vector<Post> make_nested_posts(std::int64_t users) {
  std::vector<Post> made;
  for (std::int64_t user = 1; user <= users; ++user)
    for (std::int64_t i = 0; i != in_nest; ++i)
      made.push_back({.user_id = user, .title = "Post " + std::to_string(i) + " by user " + std::to_string(user)});
  return made;
}

template <class Comment>
std::vector<Comment> make_nested_comments(std::int64_t posts) {
  std::vector<Comment> made;
  for (std::int64_t post = 1; post <= posts; ++post)
    for (std::int64_t i = 0; i != in_nest; ++i)
      made.push_back({.post_id = post, .text = "Comment " + std::to_string(i) + " on post " + std::to_string(post)});
  return made;
}

// Nested objects, for who nests them.
template <class Post, class Comment>
struct nested_post {
  Post post{};
  std::vector<Comment> comments{};
};
template <class User, class Post, class Comment>
struct nested_user {
  User user{};
  std::vector<nested_post<Post, Comment>> posts{};
};

/// Places by the keys of what is there.
template <class Place>
class places_by_key {
 public:
  void add(std::int64_t key, Place* place) { all_.emplace_back(key, place); }
  void sort() { std::sort(all_.begin(), all_.end()); }
  Place& find(std::int64_t key) const {
    return *std::lower_bound(all_.begin(), all_.end(), std::pair<std::int64_t, Place*>{key, nullptr})->second;
  }

 private:
  std::vector<std::pair<std::int64_t, Place*>> all_{};
};

/// Users and what belongs to them as one nest. `posts_of` and `comments_of` give the rows that refer to any of some
/// keys.
template <class User, class Post, class Comment, class PostsOf, class CommentsOf>
auto nest(std::vector<User> users, PostsOf posts_of, CommentsOf comments_of) {
  std::vector<nested_user<User, Post, Comment>> nests;
  nests.reserve(users.size());
  std::vector<std::int64_t> keys;
  places_by_key<nested_user<User, Post, Comment>> by_user;
  for (User& one : users) {
    nests.push_back({std::move(one), {}});
    keys.push_back(nests.back().user.id);
    by_user.add(keys.back(), &nests.back());
  }
  by_user.sort();
  std::vector<Post> posts = posts_of(keys);
  for (Post& one : posts) by_user.find(one.user_id).posts.push_back({std::move(one), {}});
  keys.clear();
  places_by_key<nested_post<Post, Comment>> by_post;
  for (auto& of : nests)
    for (auto& one : of.posts) {
      keys.push_back(one.post.id);
      by_post.add(keys.back(), &one);
    }
  by_post.sort();
  std::vector<Comment> comments = comments_of(keys);
  for (Comment& one : comments) by_post.find(one.post_id).comments.push_back(std::move(one));
  return nests;
}
