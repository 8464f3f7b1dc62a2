// SPDX-License-Identifier: MIT
// What a session does beside its objects, on every database: criteria, locks, statements of many rows, columns that are
// left out, columns that the database fills, events.

#include <sqlalloy.hpp>
#include <sqlalloy/driver/libpq.hpp>
#include <sqlalloy/driver/mysqlclient.hpp>
#include <sqlalloy/driver/sqlite3.hpp>
#include <sqlalloy/orm.hpp>

#include <catch2/catch.hpp>
#include <support/server_url.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <thread>
#include <utility>
#include <vector>

namespace sa = sqlalloy;

namespace orm_features {

struct Page;

/// The database says its state and how long its name is.
struct Site {
  std::int64_t id{};
  int tenant{};
  std::string name{};
  std::string state{};
  int doubled{};
  sa::many<Page> pages{};

  using table = sa::table<"feature_sites", sa::primary_key<&Site::id>, sa::server_default<&Site::state, "'new'">,
                          sa::column_type<&Site::state, "VARCHAR(20)">,
                          sa::computed<&Site::doubled, (sa::col<&Site::tenant> * 2)>>;
};

struct Page {
  std::int64_t id{};
  std::int64_t site_id{};
  std::string title{};
  std::string text{};
  bool gone{};
  sa::one<Site> site{};

  using table = sa::table<"feature_pages", sa::primary_key<&Page::id>, sa::references<&Page::site_id, Site>,
                          sa::relation<&Site::pages, sa::collection_order<sa::col<&Page::id>>>>;
};

/// Long columns that are read when they are asked for.
struct Scan {
  std::int64_t id{};
  std::string name{};
  sa::deferred<std::vector<std::byte>> image{};
  std::optional<sa::deferred<std::string>> words{};

  using table = sa::table<"feature_scans", sa::primary_key<&Scan::id>>;
};

constexpr auto all_tables = sa::tables<Site, Page, Scan>;

}  // namespace orm_features

using namespace orm_features;
using sa::object_state;

namespace {

using texts = std::vector<std::string>;
using any_engine = sa::engine<
    sa::any_of<sa::sqlite::sqlite3, sa::postgresql::libpq, sa::mariadb::mysqlclient, sa::mysql::mysqlclient>>;

struct database {
  texts statements{};
  any_engine engine;

  explicit database(std::string_view url)
      : engine(sa::create_engine<sa::sqlite::sqlite3, sa::postgresql::libpq, sa::mariadb::mysqlclient,
                                 sa::mysql::mysqlclient>(
            url, {.hook = {.call =
                               [](void* context, const sa::execute_event& event) {
                                 if (!event.finished) static_cast<texts*>(context)->emplace_back(event.sql);
                               },
                           .context = &statements}})) {
    engine.begin([](auto& db) {
      db.drop_all(all_tables);
      db.create_all(all_tables);
    });
    sa::session session(engine, all_tables);
    session.add(Site{.tenant = 1,
                     .name = "one",
                     .pages = {Page{.title = "a", .text = "A"}, Page{.title = "b", .text = "B", .gone = true}}});
    session.add(Site{.tenant = 2, .name = "two", .pages = {Page{.title = "c", .text = "C"}}});
    session.commit();
    statements.clear();
  }

  /// How many statements of that kind there were since the last time.
  int count(std::string_view begin) {
    int found = 0;
    for (const std::string& sql : std::exchange(statements, {})) found += sql.starts_with(begin);
    return found;
  }
};

template <class F>
void on_each(F f) {
  for (const std::string& url : support::all_urls()) {
    DYNAMIC_SECTION(url.substr(0, url.find(':'))) {
      database db(url);
      f(db);
    }
  }
}

constexpr auto sites = sa::select<Site>().order_by(sa::col<&Site::id>);
constexpr auto pages = sa::select<Page>().order_by(sa::col<&Page::id>);
constexpr auto title = sa::col<&Page::title>;

constexpr auto is_there =
    sa::criterion(sa::tables<Page>, [](auto page) { return page[sa::col<&Page::gone>] == false; });

}  // namespace

TEST_CASE("orm: criteria are in every query of a session") {
  on_each([](database& db) {
    sa::session session(db.engine, all_tables, {}, is_there, sa::criterion(sa::tables<Site>, [tenant = 1](auto site) {
                          return site[sa::col<&Site::tenant>] == tenant;
                        }));
    const auto site = session.query(sites).options(sa::selectin(sa::col<&Site::pages>)).one();
    CHECK(site->name == "one");
    REQUIRE(site->pages.size() == 1);
    CHECK(site->pages[0]->title == "a");
    CHECK(session.query(pages).all().size() == 2);
    CHECK_FALSE(session.get(sa::tables<Page>, 2));
    session.expire_all();
    CHECK(session.query(sites).options(sa::joined(sa::col<&Site::pages>)).one()->pages.size() == 1);
    CHECK(session.query(pages).options(sa::joined(sa::col<&Page::site>)).all().size() == 2);
    CHECK(session.execute(sa::update<Page>().set(title = "new")).rowcount() == 2);
    CHECK(session.execute(sa::delete_from<Page>()).rowcount() == 2);
    CHECK(session.query(pages).options(sa::without_criteria).one()->title == "b");
  });
}

TEST_CASE("orm: objects stay in step with statements of many rows") {
  on_each([](database& db) {
    sa::session session(db.engine, all_tables);
    const auto all = session.query(pages).all();
    REQUIRE(all.size() == 3);
    db.statements.clear();
    CHECK(session.execute(sa::update<Page>().set(title = "new").where(sa::col<&Page::gone> == false)).rowcount() == 2);
    CHECK(db.count("SELECT") == 1);
    CHECK((all[0].is_expired() && !all[1].is_expired() && all[2].is_expired()));
    CHECK(all[0]->title == "new");
    session.execute(sa::delete_from<Page>().where(title == "new"));
    CHECK((all[0].state() == object_state::deleted && all[1].state() == object_state::persistent));
    session.rollback();
    CHECK(all[0].state() == object_state::persistent);
    CHECK(all[0]->title == "a");
  });
}

TEST_CASE("orm: what the database fills is read back by one statement for a table") {
  on_each([](database& db) {
    sa::session session(db.engine, all_tables);
    std::vector<sa::tracked<Site>> added;
    for (int i = 10; i != 20; ++i) added.push_back(session.add(Site{.tenant = i, .name = "x"}));
    session.flush();
    CHECK(db.count("SELECT") == 1);
    for (int i = 10; i != 20; ++i) {
      const auto& one = std::as_const(added[static_cast<std::size_t>(i - 10)]);
      CHECK((one->state == "new" && one->doubled == 2 * i && one->tenant == i));
    }
    CHECK(db.statements.empty());
    added[3]->tenant = 100;
    session.flush();
    CHECK(db.count("SELECT") == 1);
    CHECK(std::as_const(added[3])->doubled == 200);
    added[3]->pages.append(Page{.title = "p"});
    session.flush();
    CHECK(db.count("SELECT") == 0);  // the database computes nothing of a page
    auto stubborn = session.add(Site{.tenant = 5, .name = "y", .state = "mine"});
    session.flush();
    CHECK(stubborn->state == "new");
    stubborn->state = "mine";
    session.commit();
    CHECK(stubborn->state == "mine");
  });
}

TEST_CASE("orm: some columns of objects, and the rest when it is wanted") {
  on_each([](database& db) {
    sa::session session(db.engine, all_tables);
    const auto all = session.query(pages).options(sa::defer(sa::col<&Page::text>)).all();
    CHECK(db.statements.back().find("text") == std::string::npos);
    REQUIRE(all.size() == 3);
    CHECK(all[1][title] == "b");
    CHECK_THROWS_AS(all[1]->text, sa::invalid_request_error);
    CHECK_THROWS_AS(all[1][sa::col<&Page::text>], sa::invalid_request_error);
    session.query(pages).all();
    CHECK(all[1]->text == "B");
    const auto named =
        session.query(sites)
            .options(sa::load_only(sa::col<&Site::name>), sa::selectin(sa::col<&Site::pages>, sa::load_only(title)))
            .all();
    CHECK(named[1][sa::col<&Site::name>] == "two");
    CHECK_THROWS_AS(named[1]->tenant, sa::invalid_request_error);
    session.refresh(named[1]);
    CHECK(named[1]->tenant == 2);
  });
}

TEST_CASE("orm: events tell of what is written, and may change it") {
  on_each([](database& db) {
    std::string all;
    sa::session_maker sessions(db.engine, all_tables);
    sessions.on(sa::before_insert, [&](Page& page) { page.text = page.title + "!"; })
        .on(sa::after_insert, [&](const Page& page) { all += "+" + std::to_string(page.id); })
        .on(sa::before_update, [&](Page& now, const Page& before) { now.text = before.title + ">" + now.title; })
        .on(sa::before_delete, [&](const Page& page) { all += "-" + page.title; })
        .on(sa::after_commit, [&](auto&) { all += ";"; });
    sessions.begin([](auto& session) { session.add(Page{.site_id = 1, .title = "d"}); });
    sessions.begin([](auto& session) { session.get_one(sa::tables<Page>, 4)->title = "e"; });
    sessions.begin([&](auto& session) {
      CHECK(session.get_one(sa::tables<Page>, 4)->text == "d>e");
      session.remove(session.get(sa::tables<Page>, 4));
    });
    CHECK(all == "+4;;-e;");
  });
}

namespace {

// SQLite has no locks of rows, and so these queries do not compile for it.
template <class Driver>
void check_locks(std::string_view url) {
  database(std::string{url});  // fills the tables
  auto engine = sa::create_engine<Driver>(url);
  sa::session first(engine, all_tables);
  sa::session second(engine, all_tables);
  const auto stale = second.get(sa::tables<Page>, 1);
  second.commit();
  auto page = first.get(sa::tables<Page>, sa::with_for_update(), 1);
  CHECK_THROWS_AS(second.get(sa::tables<Page>, sa::with_for_update(sa::nowait), 1), sa::operational_error);
  second.rollback();
  const auto free = second.query(pages.with_for_update(sa::skip_locked)).all();
  REQUIRE(free.size() == 2);
  CHECK(free[0]->title == "b");
  second.rollback();
  page->title = "locked";
  first.load(page, sa::col<&Page::site>);
  CHECK(first.get(sa::tables<Page>, sa::with_for_update(), 1) == page);
  CHECK_FALSE(std::as_const(page)->site.is_loaded());  // what it refers to may be another one by now
  first.commit();
  second.refresh(stale, sa::with_for_update(sa::for_share));
  CHECK(stale->title == "locked");
  second.rollback();
  first.remove(page);
  first.commit();
  CHECK_THROWS_AS(second.refresh(stale, sa::with_for_update()), sa::object_deleted_error);
  CHECK_THROWS_WITH(second.refresh(stale, sa::with_for_update()),
                    "sqlalloy: a Page was to be read again, and its row is not there any more");
}

}  // namespace

TEST_CASE("orm: rows are locked until the transaction ends") {
  SECTION("PostgreSQL") { check_locks<sa::postgresql::libpq>(support::server_url("SQLALLOY_POSTGRESQL_URL")); }
  SECTION("MariaDB") { check_locks<sa::mariadb::mysqlclient>(support::server_url("SQLALLOY_MARIADB_URL")); }
  if (support::has_mysql()) {
    SECTION("MySQL") { check_locks<sa::mysql::mysqlclient>(support::server_url(support::mysql_server)); }
  }
}

#ifndef NDEBUG
TEST_CASE("orm: in debug builds a session refuses a second thread until its transaction has ended") {
  database db("sqlite://");
  sa::session session(db.engine, all_tables);
  auto page = session.get(sa::tables<Page>, 1);
  const auto is_refused = [](auto f) {
    bool refused = false;
    std::thread([&] {
      try {
        f();
      } catch (const sa::invalid_request_error&) {
        refused = true;
      }
    }).join();
    return refused;
  };
  CHECK(is_refused([&] { session.flush(); }));
  CHECK(is_refused([&] { page->title = "x"; }));
  session.commit();
  CHECK_FALSE(is_refused([&] {
    page->title = "handed over";
    session.commit();
  }));
  CHECK(page->title == "handed over");
}
#endif

TEST_CASE("orm: deferred columns come back as they are, when they are asked for") {
  on_each([](database& db) {
    std::vector<std::byte> image(100'000);
    for (std::size_t i = 0; i != image.size(); ++i) image[i] = static_cast<std::byte>(i * 7);
    auto session = sa::session(db.engine, all_tables);
    session.add(Scan{.name = "a", .image = image, .words = "one two"});
    session.add(Scan{.name = "b"});
    session.commit();

    auto other = sa::session(db.engine, all_tables);
    const auto all = other.query(sa::select<Scan>().order_by(sa::col<&Scan::id>)).all();
    REQUIRE(all.size() == 2);
    CHECK_FALSE(all[0]->image.is_loaded());
    other.load_all(all, sa::col<&Scan::image>);
    CHECK(all[0]->image.get() == image);
    CHECK(all[1]->image.get().empty());
    CHECK_FALSE(all[0]->words->is_loaded());
    (void)other.query(sa::select<Scan>()).options(sa::undefer(sa::col<&Scan::words>)).all();
    CHECK(all[0]->words->get() == "one two");
    CHECK_FALSE(all[1]->words);
    other.commit();

    auto third = sa::session(db.engine, all_tables);
    auto b = third.query(sa::select<Scan>().where(sa::col<&Scan::name> == "b")).one();
    b->words = "three";
    third.commit();
    CHECK(db.engine.connect().execute(sa::select(sa::col<&Scan::words>).where(sa::col<&Scan::name> == "b")).scalar() ==
          "three");
  });
}

TEST_CASE("orm: a COMMIT that fails leaves a session that can go on") {
  database db(support::server_url("SQLALLOY_POSTGRESQL_URL"));
  const bool is_lost = GENERATE(false, true);
  db.engine.begin([&](auto& connection) {
    connection.exec_driver_sql(
        std::string("CREATE OR REPLACE FUNCTION feature_refuse() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN ") +
        (is_lost ? "PERFORM pg_terminate_backend(pg_backend_pid()); RETURN NULL;"
                 : "RAISE integrity_constraint_violation;") +
        " END'");
    connection.exec_driver_sql(
        "CREATE CONSTRAINT TRIGGER feature_refusal AFTER INSERT ON feature_scans DEFERRABLE INITIALLY DEFERRED FOR "
        "EACH ROW EXECUTE FUNCTION feature_refuse()");
  });
  sa::session session(db.engine, all_tables);
  auto site = session.get_one(sa::tables<Site>, 1);
  int commits = 0;
  session.on(sa::after_commit, [&](auto&) { ++commits; });
  site->name = "changed";
  const auto scan = session.add(Scan{.name = "refused"});
  if (is_lost)
    CHECK_THROWS_AS(session.commit(), sa::in_doubt_error);
  else
    CHECK_THROWS_AS(session.commit(), sa::integrity_error);
  CHECK_FALSE(session.in_transaction());
  CHECK(scan.state() == object_state::transient);
  CHECK(std::as_const(site)->name == "one");
  session.commit();  // there is nothing to keep
  CHECK(commits == 1);
  site->name = "changed";
  session.commit();
  CHECK(session.query(sites).first().value()->name == "changed");
  CHECK(session.query(sa::select<Scan>()).all().empty());
  session.rollback();
  db.engine.begin([](auto& connection) { connection.exec_driver_sql("DROP FUNCTION feature_refuse CASCADE"); });
}
