// SPDX-License-Identifier: MIT
// One query, all databases, one answer: what each of them makes of precedence, NULL, escapes and types.

#include <sqlalloy/dialect/ddl.hpp>
#include <sqlalloy/dialect/mariadb.hpp>
#include <sqlalloy/dialect/mysql.hpp>
#include <sqlalloy/dialect/postgresql.hpp>
#include <sqlalloy/dialect/render.hpp>
#include <sqlalloy/dialect/sqlite.hpp>
#include <sqlalloy/engine/url.hpp>

#include <catch2/catch.hpp>
#include <support/server_url.hpp>

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "support/plain_databases.hpp"
#include "support/statements.hpp"

namespace sa = sqlalloy;

namespace {

using namespace sa::literals;
using statements::age;
using statements::author_id;
using statements::email;
using statements::name;
using statements::post_id;
using statements::title;
using statements::user_id;
using rows = std::vector<plain::row>;

struct databases {
  plain::sqlite lite{"warehouse"};
  plain::postgresql post;
  plain::mariadb maria;
  std::unique_ptr<plain::mysql> my{};  // where there is one

  databases()
      : post(url("SQLALLOY_POSTGRESQL_URL"), "warehouse"),
        maria(sa::url::parse(url("SQLALLOY_MARIADB_URL")).value.options, "warehouse") {
    lite.run(std::string(sa::create_all_sql<sa::sqlite::dialect>(statements::all_tables)).c_str());
    post.run(std::string(sa::create_all_sql<sa::postgresql::dialect>(statements::all_tables)).c_str());
    maria.run(std::string(sa::create_all_sql<sa::mariadb::dialect>(statements::all_tables)).c_str());
    if (support::has_mysql()) {
      my = std::make_unique<plain::mysql>(sa::url::parse(url(support::mysql_server)).value.options, "warehouse");
      my->run(std::string(sa::create_all_sql<sa::mysql::dialect>(statements::all_tables)).c_str());
    }
    for (const char* script :
         {"INSERT INTO users (id, name, email, age) VALUES (1, 'Ada', NULL, 36), (2, '50%_a\\b', 'b@x', 17), "
          "(3, '50x', 'c@x', 8), (4, '', NULL, -7)",
          "INSERT INTO posts (id, author_id, title) VALUES (10, 1, 'On Engines'), (11, 1, 'Notes'), (12, 3, 'Notes')",
          "INSERT INTO employees (id, name, manager_id) VALUES (1, 'Grace', NULL), (2, 'Linus', 1), (3, 'Bjarne', 1)",
          "INSERT INTO samples (id, narrow, wide, ratio, exact, good) VALUES (1, 30000, 4000000000, 0.5, 2.25, %s), "
          "(2, 30000, 4000000000, 1.5, -0.75, %s)"}) {
      lite.run(with_truth(script, "1").c_str());
      post.run(with_truth(script, "true").c_str());
      maria.run(with_truth(script, "true").c_str());
      if (my) my->run(with_truth(script, "true").c_str());
    }
  }

  template <class Query>
  rows ask_sqlite(const Query& query) {
    using rendered = sa::rendered<Query, sa::sqlite::dialect>;
    return lite.rows(rendered::text(sa::variant_of(query)), plain::parameters_of(query));
  }
  template <class Query>
  rows ask_postgresql(const Query& query) {
    using rendered = sa::rendered<Query, sa::postgresql::dialect>;
    return post.rows(rendered::text(sa::variant_of(query)), plain::parameters_of(query));
  }
  template <class Query>
  rows ask_mariadb(const Query& query) {
    using rendered = sa::rendered<Query, sa::mariadb::dialect>;
    return maria.rows(rendered::text(sa::variant_of(query)), plain::parameters_of(query));
  }
  // It has no RETURNING: what was done is seen by what follows.
  template <class Query>
  void check_mysql(const Query& query, const rows& wanted) {
    using rendered = sa::rendered<Query, sa::mysql::dialect>;
    sa::statement_text text = rendered::text(sa::variant_of(query));
    INFO(text.sql);
    const auto returning = std::string_view(text.sql, text.size).find(" RETURNING ");
    if (returning != std::string_view::npos) text.size = returning;
    const rows found = my->rows(text, plain::parameters_of(query));
    if (returning == std::string_view::npos) CHECK(found == wanted);
  }

 private:
  static std::string url(const char* variable) { return support::server_url(variable); }
  static std::string with_truth(std::string script, std::string_view word) {
    for (std::size_t at = script.find("%s"); at != std::string::npos; at = script.find("%s"))
      script.replace(at, 2, word);
    return script;
  }
};

template <class Query>
void check_standard(databases& all, const Query& query, const rows& wanted) {
  INFO(sa::sql<sa::sqlite::dialect>(query));
  CHECK(all.ask_sqlite(query) == wanted);
  CHECK(all.ask_postgresql(query) == wanted);
}

template <class Query>
void check(databases& all, const Query& query, const rows& wanted) {
  check_standard(all, query, wanted);
  INFO(sa::sql<sa::mariadb::dialect>(query));
  CHECK(all.ask_mariadb(query) == wanted);
  if (all.my) all.check_mysql(query, wanted);
}

// The users for which a condition holds, by their numbers.
template <class Condition>
void check_users(databases& all, const Condition& condition, const rows& wanted) {
  check(all, sa::select(user_id).where(condition).order_by(user_id), wanted);
}

// A value for Ada, who is 36.
template <class Node>
void check_value(databases& all, const Node& node, const std::string& wanted) {
  check(all, sa::select(node).from(sa::tables<blog::User>).where(user_id == 1), {{wanted}});
}

const rows nobody{};
const rows everybody{{"1"}, {"2"}, {"3"}, {"4"}};

}  // namespace

TEST_CASE("operators bind on all databases as in C++") {
  databases all;
  check_value(all, age - 1 - 2, "33");
  check_value(all, age - (1 - age), "71");
  check_value(all, 100 - age / 5 * 5, "65");
  check_value(all, (100 - age) / (5 * 5), "2");
  check_value(all, 100 / (age / 5), "14");
  check_value(all, -age + 1, "-35");
  check_value(all, -(age + 1), "-37");
  check_value(all, age - -age, "72");
  check_value(all, -(-age), "36");
  check_value(all, age % 10 * 2, "12");
  check_value(all, age % (10 * 2), "16");

  // Division of integers drops the remainder, and the sign of it is that of the dividend.
  check(all, sa::select(age / 2, age % 2, -age / 2, age / -2).where(user_id == 4), {{"-3", "-1", "3", "3"}});
  check_value(all, age / 5, "7");
  check_value(all, age / 5.0, "7.2");

  check_users(all, !(age > 10) && age > 0, {{"3"}});
  check_users(all, !(age > 10 && age > 0), {{"3"}, {"4"}});
  check_users(all, (!(age > 10)) == (age < 0), {{"1"}, {"2"}, {"4"}});
  check_users(all, !((age > 10) == (age < 0)), {{"1"}, {"2"}, {"4"}});
  check_users(all, (age > 10 || age < 0) && user_id > 1, {{"2"}, {"4"}});
  check_users(all, age > 20 || (age < 0 && user_id > 1), {{"1"}, {"4"}});
  check_users(all, ((age < 0) == (user_id == 3)) == (user_id < 3), {{"1"}, {"2"}, {"3"}, {"4"}});
  check_users(all, sa::is_null(email) == (age > 0), {{"1"}});
  check_users(all, sa::between(age, 8, 17) == (user_id == 2), {{"1"}, {"2"}, {"4"}});
  check_users(all, sa::concat(name, "!") == "Ada!", {{"1"}});
  check_users(all, sa::concat(name, "a") == sa::concat("A", sa::value("daa")) || age == 8, {{"1"}, {"3"}});
}

TEST_CASE("NULL is neither equal nor unequal, but not distinct from itself") {
  databases all;
  const std::optional<std::string> none;
  check_users(all, email == sa::value(none), nobody);
  check_users(all, email == std::nullopt, {{"1"}, {"4"}});
  check_users(all, email != std::nullopt, {{"2"}, {"3"}});
  check_users(all, email != "b@x", {{"3"}});
  check_users(all, !(email == "b@x"), {{"3"}});
  check_users(all, sa::is_distinct_from(email, std::string("b@x")), {{"1"}, {"3"}, {"4"}});
  check_users(all, sa::is_not_distinct_from(email, none), {{"1"}, {"4"}});
  check_users(all, sa::is_not_distinct_from(email, email), everybody);
  check_users(all, !sa::is_distinct_from(email, none), {{"1"}, {"4"}});
  check_users(all, sa::coalesce(email, "none") == "none", {{"1"}, {"4"}});
  check_users(all, sa::is_null(sa::nullif(age, 17)), {{"2"}});
  check_users(all, sa::is_null(sa::concat(name, email)), {{"1"}, {"4"}});
  check_users(all, sa::is_null(email == "b@x"), {{"1"}, {"4"}});

  // IN and its negation, with nothing in the list too.
  const std::vector<std::int64_t> no_ids, ids{1, 3, 9};
  const std::vector<std::string> mails{"b@x", "d@x"};
  check_users(all, sa::in(user_id, no_ids), nobody);
  check_users(all, sa::not_in(user_id, no_ids), everybody);
  check_users(all, sa::not_in(email, std::vector<std::string>{}), everybody);
  check_users(all, sa::in(user_id, ids), {{"1"}, {"3"}});
  check_users(all, sa::not_in(email, mails), {{"3"}});
  check_users(all, sa::in(user_id), nobody);
  check_users(all, sa::not_in(email), everybody);
  check_users(all, sa::in(age, 8, 36, 40), {{"1"}, {"3"}});
  check_users(all, sa::in(user_id, sa::select(author_id).where(title == "Notes")), {{"1"}, {"3"}});
  check_users(all, !sa::in(user_id, sa::select(author_id)), {{"2"}, {"4"}});

  check(all, sa::select(user_id).order_by(sa::asc(email).nulls_first(), user_id), {{"1"}, {"4"}, {"2"}, {"3"}});
  check(all, sa::select(user_id).order_by(sa::asc(email).nulls_last(), user_id), {{"2"}, {"3"}, {"1"}, {"4"}});
  check(all, sa::select(user_id).order_by(sa::desc(email).nulls_first(), user_id), {{"1"}, {"4"}, {"3"}, {"2"}});
  check(all, sa::select(user_id).order_by(sa::desc(email).nulls_last(), user_id), {{"3"}, {"2"}, {"1"}, {"4"}});
}

TEST_CASE("what is looked for in a text stands for itself") {
  databases all;
  check_users(all, sa::starts_with(name, "50%"), {{"2"}});
  check_users(all, sa::starts_with(name, "50"), {{"2"}, {"3"}});
  check_users(all, sa::starts_with(name, "50%_a\\"), {{"2"}});
  check_users(all, sa::starts_with(name, "5_"), nobody);
  check_users(all, sa::contains(name, "_"), {{"2"}});
  check_users(all, sa::contains(name, "\\"), {{"2"}});
  check_users(all, sa::contains(name, "%_a\\b"), {{"2"}});
  check_users(all, sa::contains(name, "\\%"), nobody);
  check_users(all, sa::ends_with(name, "\\b"), {{"2"}});
  check_users(all, sa::ends_with(name, "_b"), nobody);
  check_users(all, sa::ends_with(name, "x"), {{"3"}});
  check_users(all, sa::contains(name, ""), everybody);
  check_users(all, sa::contains(name, name), everybody);
  check_users(all, sa::starts_with(sa::concat("50%", name), std::string("50%5")) && !sa::ends_with(name, "x"), {{"2"}});
  check_users(all, sa::like(name, "50__a%"), {{"2"}});
  check_users(all, !sa::like(name, "%a%"), {{"3"}, {"4"}});
  check_users(all, name == sa::lit<"50%_a\\b">, {{"2"}});
}

TEST_CASE("functions, CASE and CAST give the same on all databases") {
  databases all;
  check_value(all, sa::upper(sa::substr(name, 2, 2)), "DA");
  check_value(all, sa::substr(name, 2), "da");
  check_value(all, sa::length(sa::concat(name, "é")), "4");
  check_value(all, sa::trim(sa::concat("  ", sa::concat(name, " "))), "Ada");
  check_value(all, sa::replace(name, "A", "aa"), "aada");
  check_value(all, sa::abs(age - 50), "14");
  check_value(all, sa::round(age / 5.0), "7");
  check_value(all, sa::round(age / 7.0, 2), "5.14");
  check_value(all, sa::round(sa::value(-2.75), 1), "-2.8");
  // MariaDB rounds what lies in the middle to the even digit.
  check_standard(all, sa::select(sa::round(sa::value(0.25), 1)).from(sa::tables<blog::User>).where(user_id == 1),
                 {{"0.3"}});
  check_value(all, sa::cast<std::string>(age), "36");
  check_value(all, sa::cast<std::int64_t>(sa::concat("1", sa::cast<std::string>(age))), "136");
  check_value(all, sa::cast<double>(age) / 5, "7.2");
  check_value(all, sa::cast<int>(sa::value(2.0)), "2");
  check_value(all, age > 17, "1");
  check_value(all, sa::value(true), "1");
  check_value(all, sa::value("it's \"x\" \\ %"), "it's \"x\" \\ %");

  const auto kind =
      sa::case_(sa::then(age > 30, sa::case_(sa::then(email == std::nullopt, "old"), sa::else_("reached"))),
                sa::then(age > 10, "young"), sa::else_(sa::concat(name, "?")));
  check(all, sa::select(kind).order_by(user_id), {{"old"}, {"young"}, {"50x?"}, {"?"}});
  check(all, sa::select(sa::case_(sa::then(age > 30, 1)) + 1).order_by(user_id), {{"2"}, {"NULL"}, {"NULL"}, {"NULL"}});
  check(all, sa::select(sa::case_(sa::then(age > 30, 1), sa::else_(2.5))).order_by(user_id).limit(2), {{"1"}, {"2.5"}});
  check_value(all, sa::coalesce(sa::nullif(age, 36), 0.5), "0.5");
}

TEST_CASE("aggregates and windows give the same on all databases") {
  databases all;
  check(all, sa::select(sa::count(), sa::count(email), sa::sum(age), sa::avg(age), sa::min(age), sa::max(name)),
        {{"4", "2", "54", "13.5", "-7", "Ada"}});
  check(all, sa::select(sa::sum(age), sa::count(), sa::max(age)).where(age > 99), {{"NULL", "0", "NULL"}});
  check(all, sa::select(sa::sum(user_id * 1000000000000), sa::avg(user_id)), {{"10000000000000", "2.5"}});
  check(all, sa::select(sa::count(title).distinct(), sa::count().filter(title == "Notes")), {{"2", "2"}});
  check(all,
        sa::select(sa::sum(sa::col<&statements::Sample::narrow>), sa::sum(sa::col<&statements::Sample::wide>),
                   sa::sum(sa::col<&statements::Sample::ratio>), sa::sum(sa::col<&statements::Sample::exact>),
                   sa::avg(sa::col<&statements::Sample::ratio>)),
        {{"60000", "8000000000", "2", "1.5", "1"}});
  check(all,
        sa::select(user_id, sa::over(sa::sum(user_id), sa::order_by(user_id)),
                   sa::over(sa::row_number(), sa::order_by(sa::desc(age))),
                   sa::over(sa::count(), sa::partition_by(sa::is_null(email))))
            .order_by(user_id),
        {{"1", "1", "1", "2"}, {"2", "3", "2", "2"}, {"3", "6", "3", "2"}, {"4", "10", "4", "2"}});
  check(all,
        sa::select(title, sa::over(sa::rank(), sa::order_by(title)), sa::over(sa::dense_rank(), sa::order_by(title)))
            .order_by(title),
        {{"Notes", "1", "1"}, {"Notes", "1", "1"}, {"On Engines", "3", "2"}});

  // Groups by an expression that holds a value.
  const auto decade = (age / 10).as("decade"_n);
  check(all, sa::select(sa::count().as("n"_n), decade).group_by("decade"_n).order_by(sa::desc("n"_n), decade),
        {{"2", "0"}, {"1", "1"}, {"1", "3"}});
  check(all,
        sa::select(sa::tables<blog::User>, sa::count(post_id))
            .left_join(sa::tables<blog::Post>)
            .group_by(user_id)
            .having(sa::count(post_id) > 0)
            .order_by(user_id),
        {{"1", "Ada", "NULL", "36", "2"}, {"3", "50x", "c@x", "8", "1"}});
}

TEST_CASE("each placeholder gets the value of its slot") {
  databases all;
  // Ada has two posts, of which one is numbered above 10. Any two values changed for each other change the answer.
  check(all,
        sa::select((age + 1).as("next"_n), sa::count().filter(post_id > 10))
            .left_join(sa::tables<blog::Post>, author_id == user_id && post_id < 12)
            .where(age > 30)
            .group_by("next"_n)
            .having(sa::count() > 1)
            .order_by(sa::count() * 7)
            .limit(5)
            .offset(0),
        {{"37", "1"}});
  const auto notes =
      sa::subquery(sa::select(author_id, (post_id + 100).as("key"_n)).where(title == "Notes", post_id > 11), "notes"_n);
  check(all,
        sa::select(age + 1, notes["key"_n] + 1000)
            .join(notes, notes[author_id] == user_id && notes["key"_n] < 113)
            .where(sa::in(age, std::vector<int>{8, 9}), name != "Ada"),
        {{"9", "1112"}});
  const auto manager = sa::alias<statements::Employee, "manager">;
  const auto employee_name = sa::col<&statements::Employee::name>;
  check(
      all,
      sa::select(employee_name, sa::coalesce(manager[employee_name], "nobody"))
          .left_join(manager, manager[sa::col<&statements::Employee::id>] == sa::col<&statements::Employee::manager_id>)
          .order_by(sa::col<&statements::Employee::id>),
      {{"Grace", "nobody"}, {"Linus", "Grace"}, {"Bjarne", "Grace"}});
  for (const bool on : {false, true})
    check(all,
          sa::select(user_id)
              .where(sa::when(on, age > 10),
                     sa::when(!on, sa::in(user_id, sa::select(author_id).where(sa::when(true, title == "Notes")))),
                     user_id < 4)
              .order_by(sa::choose(on, user_id, sa::desc(user_id * 2))),
          on ? rows{{"2"}, {"1"}} : rows{{"1"}, {"3"}});

  using statements::Shelf;
  const auto room = sa::col<&Shelf::room>;
  const auto number = sa::col<&Shelf::number>;
  check(all, sa::insert(Shelf{.room = "A", .number = 1}), {});
  check(all, sa::insert<Shelf>().values(number = 2, room = "A").returning(number + 10, room), {{"12", "A"}});
  check(all,
        sa::insert<Shelf>()
            .columns(number, room)
            .from_select(sa::select(age + 100, sa::concat("U", name)).where(age > 30))
            .returning(room, number),
        {{"UAda", "136"}});
  check(all,
        sa::insert(Shelf{.room = "A", .number = 2})
            .on_conflict(room, number)
            .do_update(number = sa::excluded(number) + 5, room = "B")
            .returning(room, number),
        {{"B", "7"}});
  check(all,
        sa::insert<Shelf>()
            .columns(number, room)
            .from_select(sa::select(number, room).distinct())
            .on_conflict()
            .do_nothing(),
        {});
  const auto moved = sa::update<Shelf>().set(room = "C", number = number * 2).where(room == "B", number == 7);
  check_standard(all, moved.returning(number, room), {{"14", "C"}});
  CHECK(all.ask_mariadb(moved) == nobody);
  if (all.my) all.check_mysql(moved, nobody);
  check(all, sa::delete_from<Shelf>().where(room == "C" || number == 1).returning(sa::concat(room, "-")),
        {{"A-"}, {"C-"}});
  check(all, sa::select<Shelf>(), {{"UAda", "136"}});
  struct counted {
    std::int64_t n{};
  };
  check(all,
        sa::text<"SELECT count(*) FROM users WHERE age > :least AND name <> :name AND age < :least + 20", counted>(
            "name"_p = "50x", "least"_p = 7),
        {{"1"}});
}
