// SPDX-License-Identifier: MIT
// The number and the text of the statements that a session sends, and how often it goes to the server and back.

#include <sqlalloy.hpp>
#include <sqlalloy/orm.hpp>

#include <catch2/catch.hpp>
#include <integration/driver_backends.hpp>
#include <integration/orm_database.hpp>
#include <integration/orm_tables.hpp>
#include <support/counting_proxy.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace sa = sqlalloy;
using namespace orm_suite;
using sa::object_state;

namespace {

constexpr int users = 100, posts_each = 10, comments_each = 10;

// The numbers that stand in the names say what belongs to what: post 34 is of user 3, comment 345 of that post.
std::string numbered(std::string_view what, int number) { return std::string(what) + ' ' + std::to_string(number); }

/// Fills the tables by Core.
void fill(database& db) {
  std::vector<User> all_users;
  std::vector<Post> all_posts;
  std::vector<Comment> all_comments;
  for (int u = 0; u != users; ++u) {
    all_users.push_back({.id = u + 1, .name = numbered("user", u)});
    for (int p = u * posts_each; p != (u + 1) * posts_each; ++p) {
      all_posts.push_back({.id = p + 1, .author_id = u + 1, .title = numbered("post", p)});
      for (int c = p * comments_each; c != (p + 1) * comments_each; ++c)
        all_comments.push_back({.id = c + 1, .post_id = p + 1, .text = numbered("comment", c)});
    }
  }
  db.engine().begin([&](auto& connection) {
    connection.execute(sa::insert(all_users).with(sa::col<&User::id>));
    connection.execute(sa::insert(all_posts).with(sa::col<&Post::id>));
    connection.execute(sa::insert(all_comments).with(sa::col<&Comment::id>));
  });
  db.take();
}

/// The whole graph is there, each object in its place and once; and nothing is asked for it.
void check_graph(database& db, const std::vector<sa::tracked<User>>& found) {
  REQUIRE(found.size() == users);
  int posts = 0, comments = 0, wrong = 0;
  for (int u = 0; u != users; ++u) {
    const auto& user = found[static_cast<std::size_t>(u)];
    wrong += user->name != numbered("user", u) || user->posts.size() != posts_each;
    for (const auto& post : user->posts) {
      wrong += post->title != numbered("post", posts) || post->author.get() != user;
      wrong += post->comments.size() != comments_each;
      for (const auto& comment : post->comments) {
        wrong += comment->text != numbered("comment", comments) || comment->post.get() != post;
        ++comments;
      }
      ++posts;
    }
  }
  CHECK(wrong == 0);
  CHECK(posts == users * posts_each);
  CHECK(comments == users * posts_each * comments_each);
  CHECK(found[42]->posts[7]->comments[3]->text == "comment 4273");
  CHECK(db.count() == 0);
}

TEST_CASE("orm: 100 users with 10 posts with 10 comments each are three statements by selectin") {
  on_each([](database& db) {
    fill(db);
    auto session = db.session();
    const auto found = session.query(sa::select<User>().order_by(sa::col<&User::id>))
                           .options(sa::selectin(sa::col<&User::posts>, sa::selectin(sa::col<&Post::comments>)))
                           .all();
    CHECK(db.count() == 3);
    check_graph(db, found);
  });
}

TEST_CASE("orm: 100 users with 10 posts with 10 comments each are one statement by joins") {
  on_each([](database& db) {
    fill(db);
    auto session = db.session();
    const auto found = session.query(sa::select<User>().order_by(sa::col<&User::id>))
                           .options(sa::joined(sa::col<&User::posts>, sa::joined(sa::col<&Post::comments>)))
                           .all();
    CHECK(db.count() == 1);
    check_graph(db, found);
  });
}

TEST_CASE("orm: 100 users with 10 posts with 10 comments each are one statement for each relation by load_all") {
  on_each([](database& db) {
    fill(db);
    auto session = db.session();
    const auto found = session.query(sa::select<User>().order_by(sa::col<&User::id>)).all();
    CHECK(db.count() == 1);
    session.load_all(found, sa::col<&User::posts>);
    CHECK(db.count() == 1);
    std::vector<sa::tracked<Post>> posts;
    for (const auto& user : found) posts.insert(posts.end(), user->posts.begin(), user->posts.end());
    session.load_all(posts, sa::col<&Post::comments>);
    CHECK(db.count() == 1);
    session.load_all(posts, sa::col<&Post::comments>);
    CHECK(db.count() == 0);
    check_graph(db, found);
  });
}

/// A statement that is executed for each row counts once.
texts once(texts sent) {
  sent.erase(std::unique(sent.begin(), sent.end()), sent.end());
  return sent;
}

/// Keys as one parameter.
std::string in_list(const database& db) {
  if (db.name == "sqlite") return "IN (SELECT value FROM json_each(?))";
  if (db.name == "postgresql") return "= ANY($1)";
  return "IN (SELECT sa_list.v FROM JSON_TABLE(?, '$[*]' COLUMNS (v BIGINT PATH '$')) AS sa_list)";
}

/// The same statement with the parameters of a database.
std::string spelled(const database& db, std::string_view sql) {
  std::string text;
  int parameters = 0;
  for (const char one : sql)
    db.name == "postgresql" && one == '?' ? text += "$" + std::to_string(++parameters) : text += one;
  return text;
}

User author(int posts, int comments) {
  User made{.name = "Ada"};
  for (int p = 0; p != posts; ++p) {
    Post post{.title = numbered("post", p)};
    for (int c = 0; c != comments; ++c) post.comments.append(Comment{.text = numbered("comment", c)});
    made.posts.append(post);
  }
  return made;
}

TEST_CASE("orm: a graph of three levels is added by one statement for each table") {
  on_each([](database& db) {
    auto session = db.session();
    const auto user = session.add(author(10, 10));
    session.flush();
    const texts sent = db.take();
    CHECK(sent.size() == (db.sends_arrays() ? 3 : 1 + 10 + 100));
    if (db.name == "postgresql") {
      CHECK(once(sent) ==
            texts{"INSERT INTO orm_users (name, email) VALUES ($1, $2) RETURNING id",
                  "INSERT INTO orm_posts (author_id, editor_id, title, version) SELECT p1, p2, p3, p4 FROM "
                  "unnest($1, $2, $3, $4) WITH ORDINALITY AS given (p1, p2, p3, p4, n) ORDER BY n RETURNING id",
                  "INSERT INTO orm_comments (post_id, parent_id, text) SELECT p1, p2, p3 FROM unnest($1, $2, $3) "
                  "WITH ORDINALITY AS given (p1, p2, p3, n) ORDER BY n RETURNING id"});
    } else {
      const std::string key = db.name == "mariadb" ? " RETURNING id" : "";
      CHECK(once(sent) ==
            texts{"INSERT INTO orm_users (name, email) VALUES (?, ?)" + key,
                  "INSERT INTO orm_posts (author_id, editor_id, title, version) VALUES (?, ?, ?, ?)" + key,
                  "INSERT INTO orm_comments (post_id, parent_id, text) VALUES (?, ?, ?)" + key});
    }
    CHECK(std::as_const(user)->posts[9]->comments[9]->post_id == std::as_const(user)->posts[9]->id);
    session.commit();
    CHECK(session.execute(sa::select(sa::count()).from(sa::tables<Comment>)).scalar() == 100);
    CHECK(session.execute(sa::select(sa::col<&Comment::post_id>).distinct()).all().size() == 10);
  });
}

// What is deleted along is asked for by one statement for each relation, whatever the number of objects.
TEST_CASE("orm: orphans are deleted by one statement for each table, and one more for each relation") {
  on_each([](database& db) {
    auto session = db.session();
    auto user = session.add(author(3, 4));
    for (std::size_t i = 0; i != 3; ++i)
      user->posts[i]->tags.append(session.add(Tag{.name = numbered("tag", static_cast<int>(i))}));
    user->posts[0]->comments[3]->parent = user->posts[0]->comments[0];
    session.commit();
    session.load(user, sa::col<&User::posts>);
    const auto first = std::as_const(user)->posts[0], second = std::as_const(user)->posts[1];
    db.take();
    user->posts.remove(first);
    user->posts.remove(second);
    session.flush();
    const texts sent = db.take();
    INFO(words(sent));
    const std::string columns =
        "SELECT orm_comments.id, orm_comments.post_id, orm_comments.parent_id, "
        "orm_comments.text FROM orm_comments WHERE orm_comments.";
    const std::string in = in_list(db);
    CHECK(once(sent) == texts{columns + "post_id " + in + " ORDER BY orm_comments.id", columns + "parent_id " + in,
                              "DELETE FROM orm_post_tags WHERE orm_post_tags.post_id " + in,
                              spelled(db, "DELETE FROM orm_comments WHERE id = ?"),
                              spelled(db, "DELETE FROM orm_posts WHERE id = ? AND version = ?")});
    // The answer goes before the comment that it refers to, and the rest of the table along with one of the two.
    CHECK(sent.size() == (db.sends_arrays() ? 6 : 3 + 2 * 4 + 2));
    CHECK(first.state() == object_state::deleted);
    CHECK(second.state() == object_state::deleted);
    session.commit();
    CHECK(session.execute(sa::select(sa::col<&Comment::text>)).all().size() == 4);
    CHECK(session.execute(sa::select(sa::col<&PostTag::tag>)).scalars() == texts{"tag 2"});
  });
}

TEST_CASE("orm: the difference of a many-to-many relation is two statements, and nothing is asked") {
  on_each([](database& db) {
    auto session = db.session({.expire_on_commit = false});
    auto post = session.add(Post{.title = "On engines", .author = User{.name = "Ada"}});
    std::vector<sa::tracked<Tag>> tags;
    for (int i = 0; i != 8; ++i) tags.push_back(session.add(Tag{.name = numbered("tag", i)}));
    for (std::size_t i = 0; i != 4; ++i) post->tags.append(tags[i]);
    session.flush();
    db.take();
    // 0 stays, 1 to 3 go, 4 to 7 come.
    for (std::size_t i = 1; i != 4; ++i) post->tags.remove(tags[i]);
    for (std::size_t i = 4; i != 8; ++i) post->tags.append(tags[i]);
    session.flush();
    texts sent = db.take();
    INFO(words(sent));
    CHECK(sent.size() == (db.sends_arrays() ? 2 : 3 + 4));
    CHECK(once(sent) ==
          texts{spelled(db, "DELETE FROM orm_post_tags WHERE post_id = ? AND tag = ?"),
                db.name == "postgresql"
                    ? "INSERT INTO orm_post_tags (post_id, tag) SELECT p1, p2 FROM unnest($1, $2) WITH ORDINALITY AS "
                      "given (p1, p2, n) ORDER BY n"
                    : "INSERT INTO orm_post_tags (post_id, tag) VALUES (?, ?)"});
    // What comes and goes again is nothing.
    post->tags.remove(tags[0]);
    post->tags.append(tags[0]);
    session.flush();
    CHECK(db.take().empty());
    session.commit();
    CHECK(session.execute(sa::select(sa::col<&PostTag::tag>).order_by(sa::col<&PostTag::tag>)).scalars() ==
          texts{"tag 0", "tag 4", "tag 5", "tag 6", "tag 7"});
  });
}

/// The statements of a flush of new rows, and the round trips, once all is prepared.
void flushes_by_few_round_trips(std::string_view variable, std::string_view dialect, std::string_view without_tls) {
  const sa::connect_options server = driver_suite::server_options(std::string(variable).c_str());
  const support::counting_proxy proxy(server);
  const sa::connect_options options = proxy.options();
  const std::string password = options.password.empty() ? "" : ":" + options.password;
  database db(std::string(dialect) + "://" + options.username + password + "@" + options.host + ":" +
              std::to_string(options.port) + "/" + options.database + std::string(without_tls));
  auto session = db.session();
  const auto flush_new = [&] {
    for (int i = 0; i != 1000; ++i) session.add(User{.name = numbered("user", i)});
    db.take();
    return proxy.round_trips_of([&] { session.flush(); });
  };
  flush_new();
  // In a transaction that goes on: a savepoint is set and given up, and between the two are the rows.
  CHECK(flush_new() == 3);
  CHECK(db.count() == 1);
  CHECK(proxy.round_trips_of([&] { session.commit(); }) == 1);
  // One that begins.
  CHECK(flush_new() == 2);
  CHECK(db.count() == 1);
  session.commit();
  CHECK(session.execute(sa::select(sa::count()).from(sa::tables<User>)).scalar() == 3000);
}
TEST_CASE("orm: libpq: a thousand new rows are flushed by few round trips") {
  flushes_by_few_round_trips("SQLALLOY_POSTGRESQL_URL", "postgresql", "?sslmode=disable");
}
TEST_CASE("orm: mysqlclient: a thousand new rows are flushed by few round trips") {
  flushes_by_few_round_trips("SQLALLOY_MARIADB_URL", "mariadb", "?ssl=false");
}

}  // namespace
