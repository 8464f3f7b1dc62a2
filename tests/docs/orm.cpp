// SPDX-License-Identifier: MIT
//
// The code of docs/orm.md, docs/relations.md and docs/loading.md: a
// block there stands here, word for word.
#include <sqlalloy.hpp>
#include <sqlalloy/driver/sqlite3.hpp>
#include <sqlalloy/orm.hpp>

#include <catch2/catch.hpp>

#include <cstdint>
#include <optional>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

namespace sa = sqlalloy;
using namespace sa::literals;

namespace {

struct Post;
struct Tag;

struct User {
  std::int64_t id{};
  std::string name{};
  sa::many<Post> posts{};
  sa::many<Post> reviewed{};

  using table = sa::table<"users", sa::primary_key<&User::id>>;
};

struct Post {
  std::int64_t id{};
  std::int64_t author_id{};
  std::optional<std::int64_t> reviewer_id{};
  std::string title{};
  std::int64_t version{};
  sa::one<User> author{};
  sa::one<User> reviewer{};
  sa::many<Tag> tags{};

  using table = sa::table<
      "posts", sa::primary_key<&Post::id>,
      sa::version_id<&Post::version>,
      sa::references<&Post::author_id, User>,
      sa::references<&Post::reviewer_id, User>,
      sa::relation<&Post::author, sa::foreign_keys<&Post::author_id>,
                   sa::back_populates<&User::posts>>,
      sa::relation<&Post::reviewer,
                   sa::foreign_keys<&Post::reviewer_id>,
                   sa::back_populates<&User::reviewed>>,
      sa::relation<&User::posts, sa::cascades<"all, delete-orphan">,
                   sa::collection_order<sa::col<&Post::id>>>>;
};

struct PostTag {
  std::int64_t post_id{};
  std::string tag{};

  using table =
      sa::table<"post_tags",
                sa::primary_key<&PostTag::post_id, &PostTag::tag>,
                sa::references<&PostTag::post_id, Post>,
                sa::references<&PostTag::tag, Tag>>;
};

struct Tag {
  std::string name{};
  sa::many<Post> posts{};

  using table =
      sa::table<"tags", sa::primary_key<&Tag::name>,
                sa::relation<&Post::tags, sa::secondary<PostTag>,
                             sa::back_populates<&Tag::posts>>>;
};

constexpr auto tables = sa::tables<User, Post, PostTag, Tag>;

struct press {
  sa::engine<sa::sqlite::sqlite3> engine =
      sa::create_engine<sa::sqlite::sqlite3>("sqlite://");

  press() {
    engine.begin([](auto& db) { db.create_all(tables); });
    sa::session session(engine, tables);
    session.add(User{.name = "Ada",
                     .posts = {Post{.title = "On engines"},
                               Post{.title = "Notes"}}});
    session.add(User{.name = "Grace"});
    session.commit();
  }
};

}  // namespace

TEST_CASE_METHOD(press, "orm: a session") {
  sa::session session(engine, tables);

  auto linus = session.add(
      User{.name = "Linus", .posts = {Post{.title = "Kernels"}}});
  session.commit();

  auto ada = session
                 .query(sa::select<User>().where(sa::col<&User::name> ==
                                                 "Ada"))
                 .one();
  ada->name = "Ada Lovelace";
  session.remove(linus);
  session.commit();

  CHECK(session.query(sa::select<User>()).all().size() == 2);
  CHECK(std::as_const(ada)->name == "Ada Lovelace");
}

TEST_CASE_METHOD(press, "orm: handles") {
  sa::session session(engine, tables);
  const std::int64_t id = 1;
  // Null where there is none.
  auto user = session.get(sa::tables<User>, id);
  const auto same = session.get_one(sa::tables<User>, id);
  CHECK(user == same);

  std::size_t letters = 0;
  for (const auto& one : session.query(sa::select<User>()))
    letters += one->name.size();  // const: the session need not look
  CHECK(letters == 8);

  CHECK(user.state() == sa::object_state::persistent);
  user->name = "Ada L.";
  CHECK(session.is_modified(user));
  session.refresh(user);  // the change is lost
  CHECK(std::as_const(user)->name == "Ada");
  User copy = *std::as_const(user);  // a plain struct
  session.expunge(user);
  CHECK(user.state() == sa::object_state::detached);
  copy.name = "Ada Lovelace";
  auto merged = session.merge(copy);
  session.commit();
  CHECK(std::as_const(merged)->name == "Ada Lovelace");
}

TEST_CASE_METHOD(press, "orm: savepoints, Core") {
  sa::session session(engine, tables);
  try {
    session.begin_nested([&] {
      session.add(User{.name = "nobody"});
      throw std::runtime_error("no");
    });
  } catch (const std::runtime_error&) {
  }

  session.execute(sa::update<User>()
                      .set(sa::col<& User::name> = "Grace Hopper")
                      .where(sa::col<&User::name> == "Grace"));
  CHECK(session.query(sa::select<User>()).all().size() == 2);
}

TEST_CASE_METHOD(press, "orm: many sessions, criteria, events") {
  const sa::session_maker sessions(engine, tables,
                                   {.expire_on_commit = false});

  auto mine = sessions();  // a session
  sessions.begin([](auto& session) {
    session.add(User{.name = "Linus"});
  });  // committed; what the function throws undoes it
  CHECK(mine.get_one(sa::tables<User>, 3)->name == "Linus");
  mine.close();

  sa::session session(engine, tables);
  session.on(sa::before_update, [](Post& now, const Post& before) {
    if (now.title != before.title) now.title += " (edited)";
  });
  session.query(sa::select<Post>()).first().value()->title = "Secret";
  session.commit();
  CHECK(session.get_one(sa::tables<Post>, 1)->title ==
        "Secret (edited)");
  session.execute(sa::update<Post>()
                      .set(sa::col<& Post::title> = "Secret")
                      .where(sa::col<&Post::id> == 1));
  session.commit();

  sa::session limited(engine, tables,
                      sa::criterion(sa::tables<Post>, [](auto post) {
                        return post[sa::col<&Post::title>] != "Secret";
                      }));
  CHECK(limited.query(sa::select<Post>()).one()->title == "Notes");
}

TEST_CASE_METHOD(press, "orm: versions") {
  sa::session session(engine, tables, {.expire_on_commit = false});
  auto post = session.query(sa::select<Post>()).first().value();
  session.commit();
  {
    sa::session other(engine, tables);
    other.query(sa::select<Post>()).first().value()->title = "theirs";
    other.commit();
  }
  post->title = "mine";
  try {
    session.commit();
  } catch (const sa::stale_data_error&) {
    session.rollback();  // and look at what others have done
  }
  CHECK(std::as_const(post)->title == "theirs");
}

TEST_CASE_METHOD(press, "relations: both sides") {
  sa::session session(engine, tables);
  auto ada = session
                 .query(sa::select<User>().where(sa::col<&User::name> ==
                                                 "Ada"))
                 .options(sa::selectin(sa::col<&User::posts>))
                 .one();
  auto grace = session
                   .query(sa::select<User>().where(
                       sa::col<&User::name> == "Grace"))
                   .options(sa::selectin(sa::col<&User::posts>))
                   .one();
  auto post = ada->posts[0];
  post->author = grace;
  CHECK(!ada->posts.contains(post));
  CHECK(grace->posts.contains(post));
  session.flush();
  CHECK(post->author_id == grace->id);

  auto draft = grace->posts.append(Post{.title = "Draft"});
  CHECK(draft.state() == sa::object_state::pending);
  draft->tags.append(Tag{.name = "compilers"});
  session.commit();

  session.load(grace, sa::col<&User::posts>);
  grace->posts.remove(draft);
  session.commit();  // deletes the draft, and its row of post_tags
  CHECK(draft.state() == sa::object_state::detached);
  CHECK(
      session.execute(sa::select(sa::count()).from(sa::tables<PostTag>))
          .scalar() == 0);
}

TEST_CASE_METHOD(press, "relations: copies") {
  sa::session session(engine, tables);
  const auto users =
      session.query(sa::select<User>().order_by(sa::col<&User::id>))
          .options(sa::selectin(sa::col<&User::posts>))
          .all();
  auto ada = users[0], grace = users[1];
  auto post = ada->posts[0];
  session.load(post, sa::col<&Post::tags>);
  post->tags.append(Tag{.name = "engines"});

  auto sequel =
      session.add(Post{.title = "Sequel", .author = post->author});
  sequel->tags = post->tags;
  std::swap(ada->posts, grace->posts);
  CHECK(sequel->author.get() == grace);

  session.commit();
  auto copy = *std::as_const(sequel);
  copy.id = 0;
  copy.tags = {};
  copy.author = copy.reviewer = nullptr;
  session.add(copy);
  session.commit();
  CHECK(session.execute(sa::select(sa::count()).from(sa::tables<Post>))
            .scalar() == 4);
}

TEST_CASE_METHOD(press, "loading: options") {
  sa::session session(engine, tables);
  const auto titles = session.query(sa::select<Post>())
                          .options(sa::load_only(sa::col<&Post::title>))
                          .all();
  CHECK(titles[0][sa::col<&Post::title>] == "On engines");
  session.expire_all();

  const auto users =
      session.query(sa::select<User>())
          .options(sa::selectin(sa::col<&User::posts>,
                                sa::selectin(sa::col<&Post::tags>)))
          .all();
  CHECK(users[0]->posts[0]->tags.empty());

  session.expire_all();
  const auto posts = session.query(sa::select<Post>())
                         .options(sa::joined(sa::col<&Post::author>))
                         .all();
  CHECK(posts[0]->author->name == "Ada");

  session.expire_all();
  const auto writers =
      session
          .query(
              sa::select(sa::tables<User>, sa::tables<Post>)
                  .join(sa::tables<Post>,
                        sa::col<&Post::author_id> == sa::col<&User::id>)
                  .where(sa::col<&Post::title> == "Notes"))
          .options(sa::contains_eager(sa::col<&User::posts>))
          .all();
  CHECK(writers[0]->posts.size() == 1);

  session.expire_all();
  const auto ada = session.get_one(sa::tables<User>, 1);
  CHECK_THROWS_AS(ada->posts.size(), sa::invalid_request_error);
  session.load(ada, sa::col<&User::posts>);
  CHECK(ada->posts.size() == 2);
}
