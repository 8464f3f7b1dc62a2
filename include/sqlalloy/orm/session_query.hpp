// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy/engine/arguments.hpp>
#include <sqlalloy/orm/loading.hpp>
#include <sqlalloy/orm/read_rows.hpp>
#include <sqlalloy/orm/unit_of_work.hpp>

#include <cstddef>
#include <limits>
#include <optional>
#include <utility>
#include <vector>

namespace sqlalloy::inline v0::rules {

/// A loading option is about the objects of the query.
template <class Object, class Option>
inline constexpr bool option_is_of_the_query = false;
template <class Object, class Option>
  requires is_loader_option<Option>
inline constexpr bool option_is_of_the_query<Object, Option> = std::is_same_v<typename Option::relation::owner, Object>;

}  // namespace sqlalloy::inline v0::rules

namespace sqlalloy::inline v0 {

template <class T>
struct type_of_handle {
  using type = void;
};
template <class T>
struct type_of_handle<tracked<T>> {
  using type = T;
};

/// A query of a session, before it is executed: that is what `all()`, `one()`, `first()` and a loop do. Rows that are
/// structs come as handles of the session's objects, in rows of several values too. A `const` handle suffices to read.
///
/// It belongs to the thread of its session, and must not outlive it.
template <class State, class Query, class Arguments, class... Options>
class session_query {
  using reader = tracked_row<row_t<Query>>;

 public:
  using value_type = typename reader::type;

  session_query(State& state, Query query, Arguments arguments)
      : state_(&state), query_(std::move(query)), arguments_(std::move(arguments)) {}

  /// How relations of the objects are loaded along with them; given again, it adds.
  template <class... More>
  auto options(More...) && {
    using object = typename type_of_handle<value_type>::type;
    static_assert(
        (rules::option_is_of_the_query<object, More> && ...),
        "sqlalloy: options() has an option about another struct than the query gives; name relations of that");
    session_query<State, Query, Arguments, Options..., More...> next(*state_, std::move(query_), std::move(arguments_));
    if (populates_existing_) std::move(next).populate_existing();
    return next;
  }

  /// What is read replaces what the session has of these objects, changes that are not flushed included.
  session_query&& populate_existing() && {
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
    flush_before_query(*state_);
    std::vector<value_type> rows;
    read_rows(state_->db().pooled(), query_, arguments_, [&](auto& from) {
      rows.push_back(reader::read(*state_, from, populates_existing_));
      if (from.ok()) return rows.size() < limit;
      rows.pop_back();
      return false;
    });
    if constexpr (sizeof...(Options) != 0) load(rows);
    return rows;
  }

  void load(const std::vector<value_type>& rows) {
    std::vector<object_record<typename type_of_handle<value_type>::type>*> objects;
    objects.reserve(rows.size());
    for (const value_type& row : rows)
      if (row) objects.push_back(row.get_record());
    const int order[] = {(apply_option(*state_, Options{}, objects, populates_existing_), 0)...};
    (void)order;
  }

  static void refuse_second(const std::vector<value_type>& rows) {
    if (rows.size() > 1)
      throw_as<multiple_results_found>(failure::multiple_results, "sqlalloy: one row was demanded, and there are more");
  }
};

}  // namespace sqlalloy::inline v0
