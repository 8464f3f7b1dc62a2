// SPDX-License-Identifier: MIT
//
// A blog: users write posts, posts have tags and comments, and comments answer one another. Everything is an object of
// a session, which finds out what has changed and writes that.
//
//   blog [URL]     sqlite:// is the default; postgresql://… and mariadb://… print the same
#include <sqlalloy.hpp>
#include <sqlalloy/driver/sqlite3.hpp>
#if __has_include(<libpq-fe.h>) && __has_include(<mysql.h>)
#include <sqlalloy/driver/libpq.hpp>
#include <sqlalloy/driver/mysqlclient.hpp>
#endif
#include <sqlalloy/orm.hpp>

#include <cstdint>
#include <iostream>
#include <optional>
#include <string>

namespace sa = sqlalloy;

struct Post;
struct Comment;
struct Tag;

struct User {
  std::int64_t id{};
  std::string name{};
  sa::many<Post> posts{};  // no column: the posts that refer to the user

  using table = sa::table<"blog_users", sa::primary_key<&User::id>, sa::unique<&User::name>>;
};

struct Post {
  std::int64_t id{};
  std::int64_t author_id{};
  std::string title{};
  std::int64_t version{};
  sa::one<User> author{};
  sa::many<Comment> comments{};
  sa::many<Tag> tags{};

  using table = sa::table<
      "blog_posts", sa::primary_key<&Post::id>, sa::references<&Post::author_id, User>, sa::version_id<&Post::version>,
      sa::relation<&User::posts, sa::cascades<"all, delete-orphan">, sa::collection_order<sa::col<&Post::id>>>>;
};

struct Comment {
  std::int64_t id{};
  std::int64_t post_id{};
  std::optional<std::int64_t> answers_id{};
  std::string text{};
  sa::one<Post> post{};
  sa::one<Comment> answers{};
  sa::many<Comment> answered_by{};

  using table = sa::table<
      "blog_comments", sa::primary_key<&Comment::id>, sa::references<&Comment::post_id, Post>,
      sa::references<&Comment::answers_id, Comment>,
      sa::relation<&Post::comments, sa::cascades<"all, delete-orphan">, sa::collection_order<sa::col<&Comment::id>>>,
      sa::relation<&Comment::answered_by, sa::collection_order<sa::col<&Comment::id>>>>;
};

struct PostTag {
  std::int64_t post_id{};
  std::string tag{};

  using table = sa::table<"blog_post_tags", sa::primary_key<&PostTag::post_id, &PostTag::tag>,
                          sa::references<&PostTag::post_id, Post>, sa::references<&PostTag::tag, Tag>>;
};

struct Tag {
  std::string name{};
  sa::many<Post> posts{};

  using table = sa::table<"blog_tags", sa::primary_key<&Tag::name>,
                          sa::relation<&Post::tags, sa::secondary<PostTag>, sa::collection_order<sa::col<&Tag::name>>>,
                          sa::relation<&Tag::posts, sa::secondary<PostTag>, sa::collection_order<sa::col<&Post::id>>>>;
};

constexpr auto tables = sa::tables<User, Post, Comment, PostTag, Tag>;

void print(const sa::tracked<Comment>& comment, int depth) {
  std::cout << std::string(static_cast<std::size_t>(2 * depth), ' ') << "- " << comment->text << '\n';
  for (const auto& answer : comment->answered_by) print(answer, depth + 1);
}

int main(int count, char** arguments) try {
#if __has_include(<libpq-fe.h>) && __has_include(<mysql.h>)
  auto engine = sa::create_engine<sa::sqlite::sqlite3, sa::postgresql::libpq, sa::mariadb::mysqlclient>(
      count > 1 ? arguments[1] : "sqlite://");
#else
  auto engine = sa::create_engine<sa::sqlite::sqlite3>(count > 1 ? arguments[1] : "sqlite://");
#endif
  engine.begin([](auto& db) {
    db.drop_all(tables);
    db.create_all(tables);
  });

  // A graph is added by one of its objects; the keys are filled in as it is written.
  {
    sa::session session(engine, tables);
    auto maths = session.add(Tag{.name = "maths"});
    auto ada = session.add(User{.name = "Ada", .posts = {Post{.title = "On engines"}, Post{.title = "Drafts"}}});
    auto post = ada->posts[0];
    post->tags.append(maths);
    post->tags.append(Tag{.name = "machines"});
    auto question = post->comments.append(Comment{.text = "Can it think?"});
    auto answer = post->comments.append(Comment{.text = "It can follow.", .answers = question});
    post->comments.append(Comment{.text = "Not anticipate.", .answers = answer});
    session.commit();
    session.load(ada, sa::col<&User::posts>);
    std::cout << ada->name << " has " << ada->posts.size() << " posts\n";
  }

  // What is needed is said with the query: one statement for each relation.
  {
    sa::session session(engine, tables);
    const auto users =
        session.query(sa::select<User>())
            .options(sa::selectin(sa::col<&User::posts>, sa::selectin(sa::col<&Post::tags>),
                                  sa::selectin(sa::col<&Post::comments>, sa::selectin(sa::col<&Comment::answered_by>))))
            .all();
    for (const auto& user : users)
      for (const auto& post : user->posts) {
        std::cout << user->name << ": " << post->title;
        for (const auto& tag : post->tags) std::cout << " #" << tag->name;
        std::cout << '\n';
        for (const auto& comment : post->comments)
          if (!comment->answers_id) print(comment, 1);
      }
  }

  // A relation that was not loaded is not loaded in secret.
  {
    sa::session session(engine, tables);
    const auto post = session.query(sa::select<Post>().where(sa::col<&Post::title> == "Drafts")).one();
    try {
      std::cout << post->author->name << '\n';
    } catch (const sa::invalid_request_error& refused) {
      std::cout << refused.what() << '\n';
    }
    session.load(post, sa::col<&Post::author>);
    std::cout << "by " << post->author->name << '\n';
  }

  // Two who change the same post: the second is told.
  {
    sa::session session(engine, tables, {.expire_on_commit = false});
    auto post = session.query(sa::select<Post>().where(sa::col<&Post::title> == "Drafts")).one();
    session.commit();
    {
      sa::session other(engine, tables);
      other.query(sa::select<Post>().where(sa::col<&Post::title> == "Drafts")).one()->title = "Sketches";
      other.commit();
    }
    post->title = "Plans";
    try {
      session.commit();
    } catch (const sa::stale_data_error&) {
      session.rollback();
      std::cout << "it is called " << std::as_const(post)->title << " now\n";
    }
  }

  // Taken out of the collection that it cannot be without, a post is deleted, and its comments with it.
  {
    sa::session session(engine, tables);
    auto ada = session.query(sa::select<User>()).options(sa::selectin(sa::col<&User::posts>)).one();
    ada->posts.remove(ada->posts[0]);
    session.commit();
    std::cout << session.execute(sa::select(sa::count()).from(sa::tables<Post>)).scalar() << " post, "
              << session.execute(sa::select(sa::count()).from(sa::tables<Comment>)).scalar() << " comments, "
              << session.execute(sa::select(sa::count()).from(sa::tables<PostTag>)).scalar() << " tagged\n";
  }

  engine.begin([](auto& db) { db.drop_all(tables); });
} catch (const sa::error& error) {
  std::cerr << error.what() << '\n';
  return 1;
}
