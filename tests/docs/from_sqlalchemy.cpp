// SPDX-License-Identifier: MIT
//
// The right column of docs/from-sqlalchemy.md: a block there stands
// here, word for word.
#include <sqlalloy.hpp>
#include <sqlalloy/driver/libpq.hpp>
#include <sqlalloy/driver/sqlite3.hpp>

#include <catch2/catch.hpp>

#include <cstdint>
#include <iostream>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace sa = sqlalloy;
using namespace sa::literals;

namespace {

struct User {
  std::int64_t id{};
  std::string name{};
  std::optional<std::string> email{};
  int age{};

  using table = sa::table<"users", sa::primary_key<&User::id>,
                          sa::unique<&User::email>>;
};

struct Post {
  std::int64_t id{};
  std::int64_t author_id{};
  std::string title{};

  using table = sa::table<"posts", sa::primary_key<&Post::id>,
                          sa::references<&Post::author_id, User,
                                         sa::on_delete<sa::cascade>>>;
};

struct Employee {
  std::int64_t id{};
  std::string name{};
  std::optional<std::int64_t> boss_id{};

  using table = sa::table<"employees", sa::primary_key<&Employee::id>,
                          sa::references<&Employee::boss_id, Employee>>;
};

struct Address {
  std::string street{};
  std::string city{};
};
struct Customer {
  std::int64_t id{};
  Address home{};  // home_street, home_city
};
constexpr auto city = sa::col<&Customer::home, &Address::city>;
static_assert(sa::column_facts_of<city.member>.name == "home_city");

constexpr auto user_id = sa::col<&User::id>;
constexpr auto name = sa::col<&User::name>;
constexpr auto email = sa::col<&User::email>;
constexpr auto age = sa::col<&User::age>;
constexpr auto author_id = sa::col<&Post::author_id>;
constexpr auto title = sa::col<&Post::title>;

using connection = sa::connection<sa::sqlite::sqlite3>;

template <class Query>
std::string sql(const Query& query) {
  return std::string(sa::sql<sa::sqlite::dialect>(query));
}

// A database with two users, of whom one has written something.
struct blog {
  sa::engine<sa::sqlite::sqlite3> engine =
      sa::create_engine<sa::sqlite::sqlite3>("sqlite://");
  connection db = engine.connect();

  blog() {
    db.create_all(sa::tables<User, Post, Employee>);
    db.execute(sa::insert(std::vector<User>{
        {.name = "Ada", .email = "ada@example.org", .age = 36},
        {.name = "Grace", .age = 85}}));
    db.execute(sa::insert(Post{.author_id = 1, .title = "Notes"}));
    db.commit();
  }
};

TEST_CASE("from SQLAlchemy: engines") {
  auto engine =
      sa::create_engine<sa::sqlite::sqlite3>("sqlite:///shop.db");
  CHECK(engine.url() == "sqlite:///shop.db");

  auto server = sa::create_engine<sa::postgresql::libpq>(
      "postgresql+libpq://ada:secret@localhost/shop",
      {.pool_size = 5,
       .max_overflow = 10,
       .echo = true,
       .isolation = sa::isolation_level::serializable});
  CHECK(server.url() == "postgresql+libpq://ada:***@localhost/shop");

  auto recycled = sa::create_engine<sa::postgresql::libpq>(
      "postgresql://localhost/shop",
      {.pool_recycle = 1800, .pool_pre_ping = true});
  auto unpooled = sa::create_engine<sa::postgresql::libpq>(
      "postgresql://localhost/shop",
      {.poolclass = sa::pool_class::null_pool});
  recycled.on_connect([](sa::postgresql::libpq_connection& db) {
    return db.run("SET search_path = shop");
  });
  auto several = {&recycled, &unpooled};
  for (auto* one : several) {
    one->dispose();
    CHECK(one->pool_status().open == 0);
  }
}

TEST_CASE("from SQLAlchemy: tables") {
  auto engine = sa::create_engine<sa::sqlite::sqlite3>("sqlite://");

  engine.begin([](auto& db) {
    db.create_all(sa::tables<User, Post, Employee>);
  });

  engine.begin([](auto& db) {
    CHECK(db.execute(sa::select<User>()).all().empty());
  });
}

TEST_CASE("from SQLAlchemy: selects") {
  auto everyone = sa::select<User>();
  CHECK(sql(everyone) ==
        "SELECT users.id, users.name, users.email, users.age FROM "
        "users");

  auto some = sa::select(name, (age + 1).as("next"_n));
  CHECK(sql(some) ==
        "SELECT users.name, users.age + ? AS next FROM "
        "users");

  auto count = sa::select(sa::count()).from(sa::tables<User>);
  CHECK(sql(count) == "SELECT count(*) FROM users");

  auto adults = sa::select(name)
                    .where(age >= 18, email == std::nullopt)
                    .where(name != "Bob");
  CHECK(sql(adults) ==
        "SELECT users.name FROM users WHERE users.age >= ? AND "
        "users.email IS NULL AND users.name <> ?");

  auto either =
      sa::select(name).where(age < 18 || age > 64, !(name == "Bob"));
  CHECK(sql(either) ==
        "SELECT users.name FROM users WHERE (users.age < ? OR "
        "users.age > ?) AND NOT (users.name = ?)");

  std::vector<int> ages = {17, 18};
  auto listed = sa::select(name).where(
      sa::between(age, 1, 99), sa::in(age, ages), sa::like(name, "A%"),
      sa::starts_with(name, "50%"));
  CHECK(sql(listed).starts_with(
      "SELECT users.name FROM users WHERE users.age BETWEEN ? AND ? "
      "AND users.age IN (SELECT value FROM json_each(?)) AND "
      "users.name LIKE ? AND users.name LIKE replace("));

  auto joined = sa::select(name, title).join(sa::tables<Post>);
  CHECK(sql(joined) ==
        "SELECT users.name, posts.title FROM users JOIN posts ON "
        "posts.author_id = users.id");

  auto outer = sa::select(name, title)
                   .left_join(sa::tables<Post>, author_id == user_id);
  CHECK(sql(outer) ==
        "SELECT users.name, posts.title FROM users LEFT JOIN posts ON "
        "posts.author_id = users.id");

  constexpr auto boss = sa::alias<Employee, "boss">;
  auto staff = sa::select(sa::col<&Employee::name>,
                          boss[sa::col<&Employee::name>])
                   .join(boss, boss[sa::col<&Employee::id>] ==
                                   sa::col<&Employee::boss_id>);
  CHECK(sql(staff) ==
        "SELECT employees.name, boss.name FROM employees JOIN "
        "employees AS boss ON boss.id = employees.boss_id");

  auto groups = sa::select(age, sa::count().as("n"_n))
                    .group_by(age)
                    .having(sa::count() > 1)
                    .order_by(sa::desc("n"_n), age);
  CHECK(sql(groups) ==
        "SELECT users.age, count(*) AS n FROM users GROUP BY "
        "users.age HAVING count(*) > ? ORDER BY n DESC, users.age");

  auto page = sa::select<User>()
                  .order_by(sa::asc(email).nulls_last(), user_id)
                  .limit(10)
                  .offset(20);
  CHECK(sql(page).ends_with(
      " ORDER BY users.email NULLS LAST, users.id LIMIT ? OFFSET ?"));

  auto unique = sa::select(age).distinct();
  CHECK(sql(unique) == "SELECT DISTINCT users.age FROM users");

  auto oldest = sa::select(name).where(
      age == sa::select(sa::max(age)).scalar_subquery());
  CHECK(sql(oldest) ==
        "SELECT users.name FROM users WHERE users.age = (SELECT "
        "max(users.age) FROM users)");

  auto writers = sa::select(name).where(sa::select(title)
                                            .correlate(sa::tables<User>)
                                            .where(author_id == user_id)
                                            .exists());
  CHECK(sql(writers) ==
        "SELECT users.name FROM users WHERE EXISTS (SELECT "
        "posts.title FROM posts WHERE posts.author_id = users.id)");

  auto counts = sa::select(author_id, sa::count().as("n"_n))
                    .group_by(author_id)
                    .subquery("counts"_n);
  auto busy = sa::select(name, counts["n"_n])
                  .join(counts, counts[author_id] == user_id);
  CHECK(sql(busy) ==
        "SELECT users.name, counts.n FROM users JOIN (SELECT "
        "posts.author_id, count(*) AS n FROM posts GROUP BY "
        "posts.author_id) AS counts ON counts.author_id = users.id");

  auto labels = sa::select(
      sa::case_(sa::then(age < 18, "child"), sa::else_("adult")),
      sa::coalesce(email, "none"), sa::cast<std::string>(age),
      sa::lower(name), sa::func<"hex", std::string>(name));
  CHECK(sql(labels) ==
        "SELECT CASE WHEN users.age < ? THEN ? ELSE ? END, "
        "coalesce(users.email, ?), CAST(users.age AS TEXT), "
        "lower(users.name), hex(users.name) FROM users");

  auto ranks =
      sa::select(name, sa::rank().over(sa::partition_by(age),
                                       sa::order_by(sa::desc(name))));
  CHECK(sql(ranks) ==
        "SELECT users.name, rank() OVER (PARTITION BY users.age ORDER "
        "BY users.name DESC) FROM users");

  std::cout << sa::sql<sa::postgresql::dialect>(adults) << '\n';
}

TEST_CASE("from SQLAlchemy: parameters") {
  blog here;
  connection& conn = here.db;

  auto named = sa::select<User>().where(name == "name"_p);
  conn.execute(named, "name"_p = "Ada");

  CHECK(conn.execute(named, "name"_p = "Ada").one().age == 36);

  struct row {
    std::int64_t id{};
    std::string name{};
  };
  auto by_hand =
      sa::text<"SELECT id, name FROM users WHERE age > :least", row>(
          "least"_p = 18);
  conn.execute(by_hand);

  CHECK(conn.execute(by_hand).all().size() == 2);

  conn.exec_driver_sql("PRAGMA user_version");
}

TEST_CASE("from SQLAlchemy: inserts") {
  blog here;
  connection& conn = here.db;

  auto result =
      conn.execute(sa::insert(User{.name = "Alan", .age = 41}));
  std::int64_t id = result.inserted_primary_key();

  CHECK(id == 3);

  conn.execute(sa::insert<User>().values(name = "Bob", age = 7));

  std::vector<User> users = {{.name = "Carl", .age = 1},
                             {.name = "Dora", .age = 2}};
  conn.execute(sa::insert(users));

  auto row = conn.execute(sa::insert(User{.name = "Eve", .age = 3})
                              .returning(user_id, name))
                 .one();

  CHECK(row["name"_n] == "Eve");

  conn.execute(sa::insert<Employee>()
                   .columns(sa::col<&Employee::name>)
                   .from_select(sa::select(name).where(age > 18)));

  CHECK(conn.execute(sa::select(sa::count()).from(sa::tables<Employee>))
            .scalar() == 3);
}

TEST_CASE("from SQLAlchemy: changes") {
  blog here;
  connection& conn = here.db;

  int changed =
      conn.execute(sa::update<User>()
                       .set(age = age + 1, email = std::nullopt)
                       .where(name == "Ada"))
          .rowcount();
  CHECK(changed == 1);

  conn.execute(sa::delete_from<User>().where(age > 80));

  CHECK(conn.execute(sa::select(name)).scalars() ==
        std::vector<std::string>{"Ada"});

  conn.execute(
      sa::insert<User>()
          .values(name = "Ann", email = "a@example.org", age = 5)
          .on_conflict(email)
          .do_update(name = sa::excluded(name), age = age + 1));

  conn.execute(
      sa::insert(User{.name = "Ann"}).on_conflict(email).do_nothing());

  CHECK(conn.execute(sa::select(name)).scalars().size() == 3);
}

TEST_CASE("from SQLAlchemy: transactions") {
  blog here;
  auto& engine = here.engine;

  engine.begin([](auto& conn) {
    conn.execute(sa::insert(User{.name = "Alan", .age = 41}));
  });  // committed

  auto conn = engine.connect();
  conn.execute(sa::insert(User{.name = "Bob", .age = 7}));
  conn.commit();
  conn.execute(sa::insert(User{.name = "Carl", .age = 1}));
  conn.rollback();

  conn.begin_nested([&] {
    conn.execute(sa::insert(User{.name = "Dora", .age = 2}));
  });  // a savepoint

  auto savepoint = conn.begin_nested();
  conn.execute(sa::insert(User{.name = "Eve", .age = 3}));
  savepoint.rollback();

  auto autocommit =
      engine.connect({.isolation = sa::isolation_level::autocommit});

  CHECK(
      conn.execute(sa::select(name)).scalars() ==
      std::vector<std::string>{"Ada", "Grace", "Alan", "Bob", "Dora"});
}

TEST_CASE("from SQLAlchemy: results") {
  blog here;
  connection& conn = here.db;
  auto stmt = sa::select(name, age).order_by(name);
  auto one_user = sa::select(name).where(user_id == 1);
  auto total = sa::select(sa::count()).from(sa::tables<User>);

  for (const auto& [who, years] : conn.execute(stmt))
    std::cout << who << ' ' << years << '\n';

  for (const auto& row : conn.execute(stmt))
    std::cout << row["name"_n] << row[age] << '\n';

  auto rows = conn.execute(stmt).all();
  auto names = conn.execute(sa::select(name)).scalars();
  auto first = conn.execute(stmt).first();  // an optional
  auto one = conn.execute(one_user).one();
  auto none = conn.execute(one_user).one_or_none();
  auto number = conn.execute(total).scalar();

  CHECK(rows.size() == 2);
  CHECK(names.size() == 2);
  CHECK((*first)[age] == 36);
  CHECK(one == *none);
  CHECK(number == 2);

  struct person {
    std::string name{};
    int age{};
  };
  auto people = conn.execute(stmt).into(sa::type<person>{});

  CHECK(people.at(1).name == "Grace");
}

TEST_CASE("from SQLAlchemy: errors") {
  blog here;
  connection& conn = here.db;
  auto stmt = sa::insert(User{.email = "ada@example.org"});

  try {
    conn.execute(stmt);
  } catch (const sa::integrity_error& error) {
    std::cout << error.constraint() << ": " << error.sql() << '\n';
  }

  if (auto done = conn.try_execute(stmt); !done)
    std::cout << done.error().message << '\n';

  CHECK_THROWS_AS(conn.execute(stmt), sa::integrity_error);
  CHECK_THROWS_AS(conn.execute(sa::select(name).where(age == 1)).one(),
                  sa::no_result_found);
}

}  // namespace
