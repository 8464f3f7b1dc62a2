// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy/engine/arguments.hpp>
#include <sqlalloy/orm/joined_rows.hpp>
#include <sqlalloy/orm/loading.hpp>
#include <sqlalloy/orm/query_shape.hpp>
#include <sqlalloy/orm/read_rows.hpp>
#include <sqlalloy/orm/unit_of_work.hpp>

#include <cstddef>
#include <limits>
#include <optional>
#include <type_traits>
#include <utility>
#include <vector>

namespace sqlalloy::inline v0::rules {

/// A loading option is about the objects of the query.
template <class Object, class Option>
inline constexpr bool option_is_of_the_query =
    std::is_same_v<Option, refused_option> || std::is_same_v<Option, without_criteria_option>;
template <class Object, class Option>
  requires is_loader_option<Option>
inline constexpr bool option_is_of_the_query<Object, Option> = option_is_about<Object, Option>;

/// The structs that a query gives are those of tables of the session.
template <class Row, class State>
inline constexpr bool session_has_the_tables_of = std::is_void_v<Row> || sql_value<Row> || State::template has<Row>;
template <class Entity, class State>
  requires(!sql_value<std::optional<Entity>>)
inline constexpr bool session_has_the_tables_of<std::optional<Entity>, State> =
    session_has_the_tables_of<Entity, State>;
template <class Keys, class... Values, class State>
inline constexpr bool session_has_the_tables_of<row<Keys, Values...>, State> =
    (session_has_the_tables_of<Values, State> && ...);

}  // namespace sqlalloy::inline v0::rules

namespace sqlalloy::inline v0 {

/// A query of a session, before it is executed: that is what `all()`, `one()`, `first()` and a loop do. Rows that are
/// structs come as handles of the session's objects, in rows of several values too. A `const` handle suffices to read.
///
/// It belongs to the thread of its session, and must not outlive it.
template <class State, class Query, class Arguments, class... Options>
class session_query {
  // Whose criteria count.
  using state_type =
      std::conditional_t<meta::is_one_of<without_criteria_option, Options...>, typename State::unguarded, State>;
  using limited = decltype(guarded(std::declval<state_type&>().limits, std::declval<Query>()));
  using shape = query_shape_t<limited, Options...>;
  using object = typename shape::object;

 public:
  using value_type = typename shape::value_type;

  session_query(State& state, Query query, Arguments arguments)
      : state_(&state), query_(std::move(query)), arguments_(std::move(arguments)) {}

  /// How relations of the objects are loaded along with them; given again, it adds.
  template <class... More>
  auto options(More...) && {
    using next_shape = query_shape_t<limited, Options..., More...>;
    static_assert(
        (rules::option_is_of_the_query<typename next_shape::object, More> && ...),
        "sqlalloy: options() has an option about another struct than the query gives; name relations of that");
    constexpr bool are_of_the_query = (rules::option_is_of_the_query<typename next_shape::object, More> && ...);
    static_assert(
        rules::row_has_a_relation_for_each_struct<typename next_shape::levels, are_of_the_query>,
        "sqlalloy: options() says contains_eager(), and the query selects a struct that no option names; name "
        "its relation, too");
    static_assert(rules::relations_are_told_apart<typename next_shape::levels>,
                  "sqlalloy: options() says contains_eager() of relations that no ON tells apart; join the tables by "
                  "their foreign keys");
    static_assert(rules::limit_counts_objects<Query, typename next_shape::levels>,
                  "sqlalloy: options() joins a collection to a query with limit() or offset(), which count its rows; "
                  "load it with sa::selectin");
    session_query<State, Query, Arguments, Options..., More...> next(*state_, std::move(query_), std::move(arguments_));
    if (populates_existing_) return std::move(next).populate_existing();
    return next;
  }

  /// What is read replaces what the session has of these objects, changes that are not flushed included.
  session_query populate_existing() && {
    populates_existing_ = true;
    return std::move(*this);
  }

  /// All rows.
  std::vector<value_type> all() { return read(std::numeric_limits<std::size_t>::max()); }

  /// The only row. No row is a no_result_found, a second one a multiple_results_found.
  value_type one() {
    std::vector<value_type> rows = read(2);
    if (rows.empty()) throw_as<no_result_found>(failure::no_result, "sqlalloy: a row was demanded, and there is none");
    refuse_second(rows);
    return std::move(rows.front());
  }

  /// The only row, or nothing where there is none.
  std::optional<value_type> one_or_none() {
    std::vector<value_type> rows = read(2);
    refuse_second(rows);
    if (rows.empty()) return std::nullopt;
    return std::move(rows.front());
  }

  /// The first row, or nothing where there is none.
  std::optional<value_type> first() {
    std::vector<value_type> rows = read(1);
    if (rows.empty()) return std::nullopt;
    return std::move(rows.front());
  }

  /// For a loop: all rows are read before it begins.
  auto begin() {
    rows_ = all();
    return rows_.begin();
  }
  auto end() noexcept { return rows_.end(); }

 private:
  State* state_;
  Query query_;
  Arguments arguments_;
  bool populates_existing_ = false;
  std::vector<value_type> rows_{};

  std::vector<value_type> read(std::size_t limit) {
    state_->check_thread();
    flush_before_query(*state_);
    if (populates_existing_) ++state_->refreshes;
    state_type& state = *state_;
    if constexpr (!rules::session_has_the_tables_of<row_t<Query>, State>)
      return {};  // the rule has spoken
    else if constexpr (shape::levels::size != 0)
      return read_joined(state, limit);
    else
      return read_each(state, limit);
  }

  std::vector<value_type> read_each(state_type& state, std::size_t limit) {
    std::vector<value_type> rows;
    const auto query = with_wanted_columns<Options...>(guarded(state.limits, query_));
    using row = tracked_row<row_t<std::remove_const_t<decltype(query)>>>;
    read_rows(state.db().pooled(), query, arguments_, [&](auto& from) {
      rows.push_back(row::read(state, from, populates_existing_));
      if (from.ok()) return rows.size() < limit;
      rows.pop_back();
      return false;
    });
    load(state, rows);
    return rows;
  }

  std::vector<value_type> read_joined(state_type& state, std::size_t limit) {
    const auto query =
        with_wanted_columns<Options...>(guarded(state.limits, joins_by_itself(typename shape::levels{})));
    std::remove_const_t<decltype(query)>::template check<
        typename dialect_for_rules<typename State::driver_type>::type>();
    joined_rows<object, typename shape::levels> rows;
    row_t<std::remove_const_t<decltype(query)>> read{};
    read_rows(state.db().pooled(), query, arguments_, [&](auto& from) {
      if (!from.read(read)) return false;
      rows.add(state, read, populates_existing_);
      return true;
    });
    rows.finish(state, populates_existing_);
    std::vector<value_type> objects = std::move(rows.objects);
    if (objects.size() > limit) objects.erase(objects.begin() + static_cast<std::ptrdiff_t>(limit), objects.end());
    load(state, objects);
    return objects;
  }

  template <class Levels>
  auto joins_by_itself(Levels levels) const {
    if constexpr (is_row<row_t<Query>>)
      return query_;  // contains_eager()
    else
      return join_levels<1>(levels, query_);
  }

  void load([[maybe_unused]] state_type& state, [[maybe_unused]] const std::vector<value_type>& rows) {
    if constexpr (sizeof...(Options) != 0) {
      std::vector<record*> objects;
      objects.reserve(rows.size());
      for (const value_type& row : rows)
        if (row) objects.push_back(row.get_record());
      leave_each_once(objects);
      [[maybe_unused]] const auto apply = [&]<class Option>(Option option) {
        if constexpr (is_selectin<Option>) apply_option(state, option, objects, populates_existing_);
      };
      const int order[] = {(apply(Options{}), 0)...};
      (void)order;
    }
  }

  static void refuse_second(const std::vector<value_type>& rows) {
    if (rows.size() > 1)
      throw_as<multiple_results_found>(failure::multiple_results, "sqlalloy: one row was demanded, and there are more");
  }
};

}  // namespace sqlalloy::inline v0
