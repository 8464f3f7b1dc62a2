// SPDX-License-Identifier: MIT
//
// The code of docs/loading.md about deferred columns.
#include <sqlalloy.hpp>
#include <sqlalloy/driver/sqlite3.hpp>
#include <sqlalloy/orm.hpp>

#include <catch2/catch.hpp>

#include <cstdint>
#include <string>

namespace sa = sqlalloy;

namespace {

struct Article {
  std::int64_t id{};
  std::string title{};
  sa::deferred<std::string> text{};

  using table = sa::table<"articles", sa::primary_key<&Article::id>>;
};

TEST_CASE("loading: deferred columns") {
  auto engine = sa::create_engine<sa::sqlite::sqlite3>("sqlite://");
  engine.begin([](auto& db) {
    db.create_all(sa::tables<Article>);
    db.execute(sa::insert(
        Article{.title = "On engines", .text = "They go round."}));
  });
  sa::session session(engine, sa::tables<Article>);

  const auto articles = session.query(sa::select<Article>()).all();
  CHECK(articles[0]->title == "On engines");
  CHECK_FALSE(articles[0]->text.is_loaded());
  session.load(articles[0], sa::col<&Article::text>);
  CHECK(*articles[0]->text == "They go round.");
}

}  // namespace
