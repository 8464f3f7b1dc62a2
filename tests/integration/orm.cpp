// SPDX-License-Identifier: MIT
// What a session does, on every database: the statements are counted, and read.

#include <sqlalloy.hpp>
#include <sqlalloy/orm.hpp>

#include <catch2/catch.hpp>
#include <integration/orm_database.hpp>
#include <integration/orm_model.hpp>
#include <integration/orm_tables.hpp>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

namespace sa = sqlalloy;
using namespace orm_suite;
using namespace sa::literals;
using sa::object_state;

namespace {

User ada() {
  return {.name = "Ada",
          .posts = {Post{.title = "On engines", .comments = {Comment{.text = "first"}, Comment{.text = "second"}}},
                    Post{.title = "Notes"}}};
}

TEST_CASE("orm: a graph of three levels is added with one object, table by table") {
  on_each([](database& db) {
    auto session = db.session();
    const auto user = session.add(ada());
    CHECK(user.state() == object_state::pending);
    session.flush();
    const texts sent = db.take();
    INFO(words(sent));
    CHECK(std::is_sorted(sent.begin(), sent.end(), [](const std::string& one, const std::string& next) {
      const auto rank = [](const std::string& sql) {
        return sql.find("orm_users") != sql.npos ? 0 : sql.find("orm_posts") != sql.npos ? 1 : 2;
      };
      return rank(one) < rank(next);
    }));
    CHECK(user.state() == object_state::persistent);
    CHECK(user->id != 0);
    REQUIRE(user->posts.size() == 2);
    CHECK(user->posts[0]->author_id == user->id);
    CHECK(user->posts[0]->author.get() == user);
    CHECK(user->posts[0]->comments[1]->post_id == user->posts[0]->id);
    session.commit();
    CHECK(db.engine().connect().execute(sa::select(sa::count()).from(sa::tables<Comment>)).scalar() == 2);
  });
}

TEST_CASE("orm: only the column that has changed is written") {
  on_each([](database& db) {
    auto session = db.session();
    auto user = session.add(User{.name = "Ada", .email = "ada@example.org"});
    session.commit();
    db.take();
    user->name = "Ada Lovelace";  // has expired, and so is read
    session.flush();
    const texts sent = db.take();
    REQUIRE(sent.size() == 2);
    CHECK(sent[0].starts_with("SELECT"));
    CHECK(sent[1].starts_with("UPDATE orm_users SET name = "));
    CHECK(sent[1].find("email") == std::string::npos);
    session.flush();
    CHECK(db.count() == 0);
    user->email.reset();
    session.commit();
    CHECK(words(db.take()).find("SET email") != std::string::npos);
    CHECK(session.query(sa::select<User>()).one()->name == "Ada Lovelace");
    CHECK(!std::as_const(user)->email);
  });
}

TEST_CASE("orm: one object for each row") {
  on_each([](database& db) {
    auto session = db.session();
    const auto user = session.add(User{.name = "Ada"});
    session.flush();
    db.take();
    CHECK(session.get(sa::tables<User>, user->id) == user);
    CHECK(db.count() == 0);
    CHECK(session.query(sa::select<User>()).one() == user);
    CHECK(!session.get(sa::tables<User>, user->id + 1));
    CHECK_THROWS_AS(session.get_one(sa::tables<User>, user->id + 1), sa::no_result_found);
    session.commit();
    db.take();
    const auto found = session.query(sa::select<User>()).one();
    CHECK(found == user);
    CHECK(db.count() == 1);
    CHECK(user->name == "Ada");  // read along with the query
    CHECK(db.count() == 0);
    auto other = db.session();
    CHECK(other.query(sa::select<User>()).one() != user);
  });
}

TEST_CASE("orm: what is loaded along is one statement for each relation") {
  on_each([](database& db) {
    {
      auto session = db.session();
      session.add(ada());
      session.add(User{.name = "Grace", .posts = {Post{.title = "Compilers"}}});
      session.add(User{.name = "Linus"});
      session.commit();
    }
    auto session = db.session();
    db.take();
    const auto users = session.query(sa::select<User>().order_by(sa::col<&User::name>))
                           .options(sa::selectin(sa::col<&User::posts>, sa::selectin(sa::col<&Post::comments>)))
                           .all();
    CHECK(db.count() == 3);
    REQUIRE(users.size() == 3);
    CHECK(users[0]->posts.size() == 2);
    CHECK(users[0]->posts[0]->title == "On engines");
    CHECK(users[0]->posts[0]->comments[1]->text == "second");
    CHECK(users[0]->posts[1]->comments.empty());
    CHECK(users[1]->posts[0]->author->name == "Grace");
    CHECK(users[2]->posts.empty());
    CHECK(db.count() == 0);
    CHECK_THROWS_WITH(users[0]->posts[0]->editor.get(), Catch::Contains("Post::editor is not loaded"));
    const auto posts = session.query(sa::select<Post>()).options(sa::selectin(sa::col<&Post::editor>)).all();
    CHECK(db.count() == 1);  // nobody has an editor
    CHECK(!posts[0]->editor);
  });
}

TEST_CASE("orm: what is loaded by joins is one statement") {
  on_each([](database& db) {
    {
      auto session = db.session();
      auto user = session.add(ada());
      user->posts[0]->tags.append(session.add(Tag{.name = "maths"}));
      user->posts[0]->tags.append(session.add(Tag{.name = "history"}));
      session.add(User{.name = "Grace", .posts = {Post{.title = "Compilers"}}});
      session.add(User{.name = "Linus"});
      session.commit();
    }
    auto session = db.session();
    db.take();
    const auto users = session.query(sa::select<User>().order_by(sa::col<&User::name>))
                           .options(sa::joined(sa::col<&User::posts>, sa::joined(sa::col<&Post::comments>),
                                               sa::joined(sa::col<&Post::tags>)))
                           .all();
    CHECK(db.count() == 1);
    REQUIRE(users.size() == 3);
    REQUIRE(users[0]->posts.size() == 2);
    const auto post = users[0]->posts[0];
    REQUIRE(post->comments.size() == 2);
    CHECK(post->comments[0]->text == "first");
    CHECK(post->comments[1]->text == "second");
    REQUIRE(post->tags.size() == 2);
    CHECK(post->tags[0]->name == "history");
    CHECK(users[0]->posts[1]->comments.empty());
    CHECK(users[2]->posts.empty());
    CHECK(post->author.get() == users[0]);
    CHECK(db.count() == 0);

    session.expire_all();
    const auto posts = session.query(sa::select<Post>().where(sa::like(sa::col<&Post::title>, "%s%")))
                           .options(sa::joined(sa::col<&Post::author>), sa::selectin(sa::col<&Post::comments>))
                           .all();
    CHECK(db.count() == 2);
    CHECK(posts[0]->author->name == "Ada");
    CHECK(posts[0]->comments.size() == 2);

    session.expire_all();
    const auto filtered = session
                              .query(sa::select(sa::tables<User>, sa::tables<Post>)
                                         .join(sa::tables<Post>, sa::col<&Post::author_id> == sa::col<&User::id>)
                                         .where(sa::col<&Post::title> != "Notes")
                                         .order_by(sa::col<&User::name>))
                              .options(sa::contains_eager(sa::col<&User::posts>))
                              .all();
    CHECK(db.count() == 1);
    REQUIRE(filtered.size() == 2);
    CHECK(filtered[0]->posts.size() == 1);
  });
}

TEST_CASE("orm: what is taken out of a collection that it cannot be without is deleted") {
  on_each([](database& db) {
    auto session = db.session();
    auto user = session.add(ada());
    session.commit();
    session.load(user, sa::col<&User::posts>);
    const auto post = std::as_const(user)->posts[0];
    db.take();
    user->posts.remove(post);
    session.flush();
    const texts sent = db.take();
    INFO(words(sent));
    // Its comments and tags go first, the replies to these being asked for.
    CHECK(sent.back().starts_with("DELETE FROM orm_posts"));
    CHECK(std::count_if(sent.begin(), sent.end(), [](const std::string& sql) { return sql.starts_with("UPDATE"); }) ==
          0);
    CHECK(post.state() == object_state::deleted);
    session.commit();
    CHECK(post.state() == object_state::detached);
    CHECK(session.execute(sa::select(sa::count()).from(sa::tables<Comment>)).scalar() == 0);
    CHECK(session.execute(sa::select(sa::count()).from(sa::tables<Post>)).scalar() == 1);
  });
}

TEST_CASE("orm: many-to-many writes the difference") {
  on_each([](database& db) {
    auto session = db.session();
    auto post = session.add(Post{.title = "On engines", .author = User{.name = "Ada"}});
    auto maths = session.add(Tag{.name = "maths"});
    const auto history = session.add(Tag{.name = "history"}), poetry = session.add(Tag{.name = "poetry"});
    post->tags.append(maths);
    post->tags.append(history);
    CHECK(std::as_const(maths)->posts.contains(post));  // the other side is kept in step
    session.commit();
    session.load(post, sa::col<&Post::tags>);
    REQUIRE(std::as_const(post)->tags.size() == 2);
    CHECK(std::as_const(post)->tags[0]->name == "history");
    db.take();
    post->tags.remove(history);
    post->tags.append(poetry);
    session.flush();
    texts sent = db.take();
    INFO(words(sent));
    std::erase_if(sent, [](const std::string& sql) { return sql.starts_with("SELECT"); });
    REQUIRE(sent.size() == 2);
    CHECK(sent[0].starts_with("DELETE FROM orm_post_tags WHERE"));
    CHECK(sent[1].starts_with("INSERT INTO orm_post_tags"));
    session.commit();
    const auto rows = session.execute(sa::select(sa::col<&PostTag::tag>).order_by(sa::col<&PostTag::tag>)).scalars();
    CHECK(rows == texts{"maths", "poetry"});
    session.remove(maths);
    session.commit();
    CHECK(session.execute(sa::select(sa::col<&PostTag::tag>)).scalars() == texts{"poetry"});
  });
}

TEST_CASE("orm: objects of one table that refer to each other") {
  on_each([](database& db) {
    auto session = db.session();
    const auto post = session.add(Post{.title = "On engines", .author = User{.name = "Ada"}});
    const auto answer = session.add(Comment{.text = "answer", .post = post});
    const auto question = session.add(Comment{.text = "question", .post = post});
    auto late = answer;
    late->parent = question;  // added before what it refers to
    session.commit();
    CHECK(answer->parent_id == question->id);
    session.load(question, sa::col<&Comment::replies>);
    CHECK(question->replies[0] == answer);
    session.remove(question);
    session.commit();  // no cascade: the answer stays, and refers to nothing
    CHECK(!answer->parent_id);
    // In a circle: one of them is updated when the other is there.
    auto one = session.add(Comment{.text = "one", .post = post}),
         two = session.add(Comment{.text = "two", .post = post});
    one->parent = two;
    two->parent = one;
    session.commit();
    CHECK(std::as_const(one)->parent_id == std::as_const(two)->id);
    CHECK(std::as_const(two)->parent_id == std::as_const(one)->id);
  });
}

TEST_CASE("orm: one-to-one, and two foreign keys to one table") {
  on_each([](database& db) {
    auto session = db.session();
    auto user = session.add(User{.name = "Ada", .profile = Profile{.about = "mathematician"}});
    const auto editor = session.add(User{.name = "Grace"});
    auto post = session.add(Post{.title = "On engines", .author = user, .editor = editor});
    session.commit();
    CHECK(std::as_const(post)->author_id == std::as_const(user)->id);
    CHECK(std::as_const(post)->editor_id == editor->id);
    session.load(editor, sa::col<&User::edited>);
    CHECK(editor->edited[0] == post);
    post->editor = nullptr;
    CHECK(editor->edited.empty());
    session.load(user, sa::col<&User::profile>);
    CHECK(std::as_const(user)->profile->about == "mathematician");
    session.commit();
    CHECK(!std::as_const(post)->editor_id);
    session.load(post, sa::col<&Post::author>);
    post->author = nullptr;  // of whom it is an orphan, although his posts are not loaded
    session.commit();
    CHECK(post.state() == object_state::detached);
    CHECK(session.execute(sa::select(sa::count()).from(sa::tables<Post>)).scalar() == 0);
  });
}

TEST_CASE("orm: a failed flush leaves the database and the objects as they were") {
  on_each([](database& db) {
    auto session = db.session();
    auto taken = session.add(User{.name = "Ada", .email = "ada@example.org"});
    session.commit();
    taken->name = "Ada L.";
    auto bad = session.add(User{.name = "Grace", .email = "ada@example.org", .posts = {Post{.title = "Compilers"}}});
    CHECK_THROWS_AS(session.flush(), sa::integrity_error);
    CHECK(bad.state() == object_state::pending);
    CHECK(std::as_const(bad)->id == 0);
    CHECK(std::as_const(bad)->posts[0]->author_id == 0);
    CHECK(session.is_modified(taken));
    bad->email = "grace@example.org";
    session.commit();
    CHECK(session.query(sa::select<User>()).all().size() == 2);
    CHECK(std::as_const(taken)->name == "Ada L.");
    session.load(bad, sa::col<&User::posts>);
    CHECK(std::as_const(bad)->posts[0]->author_id == std::as_const(bad)->id);
  });
}

TEST_CASE("orm: rollback and savepoints") {
  on_each([](database& db) {
    auto session = db.session();
    auto user = session.add(User{.name = "Ada"});
    session.commit();
    user->name = "nobody";
    auto other = session.add(User{.name = "Grace"});
    session.flush();
    session.rollback();
    CHECK(other.state() == object_state::transient);
    CHECK(std::as_const(user)->name == "Ada");
    session.remove(user);
    session.flush();
    CHECK(user.state() == object_state::deleted);
    session.rollback();
    CHECK(user.state() == object_state::persistent);
    CHECK(std::as_const(user)->name == "Ada");

    session.add(User{.name = "kept"});
    CHECK_THROWS_AS(session.begin_nested([&] {
      session.add(User{.name = "undone"});
      session.flush();
      throw std::runtime_error("no");
    }),
                    std::runtime_error);
    session.begin_nested([&] { session.add(User{.name = "kept, too"}); });
    session.commit();
    CHECK(session.execute(sa::select(sa::count()).from(sa::tables<User>)).scalar() == 3);
  });
}

TEST_CASE("orm: a change by others is not lost") {
  on_each([](database& db) {
    auto session = db.session({.expire_on_commit = false});
    auto post = session.add(Post{.title = "On engines", .author = User{.name = "Ada"}});
    session.commit();
    CHECK(post->version == 0);
    post->title = "On Engines";
    session.commit();
    CHECK(post->version == 1);
    {
      auto other = db.session();
      other.query(sa::select<Post>()).one()->title = "theirs";
      other.commit();
    }
    post->title = "mine";
    CHECK_THROWS_AS(session.flush(), sa::stale_data_error);
    CHECK(post->version == 1);
    session.rollback();
    CHECK(post->title == "theirs");
    CHECK(post->version == 2);
    {
      auto other = db.session();
      other.remove(other.query(sa::select<Post>()).one());
      session.commit();  // SQLite lets nobody write while others read
      other.commit();
    }
    session.remove(post);
    CHECK_THROWS_AS(session.flush(), sa::stale_data_error);
    session.rollback();
    CHECK_THROWS_AS(std::as_const(post)->title, sa::object_deleted_error);
  });
}

TEST_CASE("orm: objects outlive their session") {
  on_each([](database& db) {
    sa::tracked<User> user, expired;
    {
      auto session = db.session({.expire_on_commit = false});
      user = session.add(ada());
      session.commit();
    }
    CHECK(user.state() == object_state::detached);
    CHECK(std::as_const(user)->name == "Ada");
    CHECK(std::as_const(user)->posts[0]->comments[0]->text == "first");
    {
      auto session = db.session();
      expired = session.query(sa::select<User>()).one();
      session.commit();
    }
    CHECK_THROWS_AS(std::as_const(expired)->name, sa::detached_instance_error);
    auto session = db.session();
    CHECK_THROWS_WITH(session.add(user), Catch::Contains("another session"));
    auto merged = session.merge(User{.id = std::as_const(user)->id, .name = "Ada L."});
    CHECK(merged != user);
    session.commit();
    CHECK(session.query(sa::select<User>()).one()->name == "Ada L.");
  });
}

TEST_CASE("orm: merge inserts with the key that it was given") {
  on_each([](database& db) {
    auto session = db.session();
    const auto user = session.merge(User{.id = 77, .name = "Ada", .posts = {Post{.id = 88, .title = "On engines"}}});
    session.add(User{.name = "Grace"});
    session.commit();
    CHECK(user->id == 77);
    const auto post = db.engine().connect().execute(sa::select<Post>()).one();
    CHECK(post.id == 88);
    CHECK(post.author_id == 77);
    CHECK(session.merge(User{.id = 77, .name = "Ada L."}) == user);
    session.commit();
    CHECK(session.query(sa::select<User>()).all().size() == 2);
    CHECK(std::as_const(user)->name == "Ada L.");
  });
}

TEST_CASE("orm: ten thousand random operations do what a model of them does") {
  on_each([](database& db) {
    for (unsigned seed = 1; seed != 11; ++seed) {
      INFO("seed " << seed);
      db.engine().begin([](auto& connection) {
        connection.drop_all(all_tables);
        connection.create_all(all_tables);
      });
      rehearsal<database>(db, seed).run(1000);
      db.take();
    }
  });
}

}  // namespace
