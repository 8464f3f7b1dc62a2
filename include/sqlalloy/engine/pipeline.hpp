// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy/engine/driver_of.hpp>
#include <sqlalloy/engine/modify.hpp>
#include <sqlalloy/query/cardinality.hpp>
#include <sqlalloy/query/outputs.hpp>
#include <sqlalloy/query/parameters.hpp>
#include <sqlalloy/query/row.hpp>

#include <cstddef>
#include <type_traits>
#include <utility>
#include <vector>

namespace sqlalloy::inline v0 {

template <class Query>
struct pipeline_item {
  using type = dml_result_of<Query>;
};
template <class Query>
  requires returns_rows<Query>
struct pipeline_item<Query> {
  using type = std::vector<row_t<Query>>;
};

/// What the statements of a pipeline give, for structured bindings: a vector of rows, or a `dml_result`, of each.
template <class... Queries>
using pipeline_result = row<type_list<Queries...>, typename pipeline_item<Queries>::type...>;

/// One statement of a pipeline.
template <class Driver>
class pipeline_cursor : public cursor<Driver> {
 public:
  using cursor<Driver>::cursor;
  using cursor<Driver>::ok;

  template <class Query>
  static pipeline_cursor on(pooled_connection<Driver>* connection) {
    return pipeline_cursor(connection);
  }

  /// Prepares it, and keeps what was prepared for itself.
  template <class Query>
  bool prepare(const Query& query) {
    if (!this->start(query)) return false;
    this->execution_.begin_reading();
    return true;
  }

  /// Sends it; a second time it is not told of again.
  template <class Query, class Pipeline>
  bool add_to(Pipeline& pipeline, const Query& query, bool is_again) {
    auto& prepared = this->execution_.statement->statement;
    typename cursor<Driver>::template parameters_for<Query> parameters(this->connection().driver, prepared);
    binding state{this->made_, this->shown()};
    this->bind_slots(query, parameters, state, held_arguments<>{});
    if (!state.failed.ok()) return this->fail_binding(state.misfit), false;
    if (!is_again) this->connection().tell_before(this->sql());
    const status added = pipeline.add(prepared, parameters);
    if (!added.ok()) refuse(added.kind);
    return ok();
  }

  /// Has the answer, or why there is none.
  void accept(typename Driver::connection::cursor& rows) {
    this->execution_.rows = std::move(rows);
    this->connection().tell_after(this->sql(), failure::none);
  }
  void refuse(failure kind) {
    if (!ok()) return;  // what failed when it was bound
    this->connection().tell_after(this->sql(), kind);
    this->fail_execution();
  }

  /// Whether it has failed, and might not once it is prepared again.
  bool is_stale() const { return this->is_forgotten(); }

  /// Gives it up, and what was prepared for it where that is of no use any more.
  void give_up_stale() {
    if (!this->is_open()) return;
    if (this->is_forgotten()) this->drop_statement();
    this->close();
  }

  template <class Row>
  bool read_into(std::vector<Row>& rows) {
    while (this->next())
      if (!this->read(rows.emplace_back())) break;
    return ok();
  }
  template <class Key>
  bool read_into(dml_result<Key>& done) {
    done = close_with<Key>(*this);
    return ok();
  }
};

// Whether statements may have to be executed one after the other.
template <class Connection>
inline constexpr bool may_lack_pipelines = true;
template <class Connection>
  requires requires { typename Connection::pipeline; }
inline constexpr bool may_lack_pipelines<Connection> = depends_on_driver<typename Connection::pipeline, Connection>;

// Whether one of the first statements is by hand: what it did may have been kept (COMMIT).
template <class... Queries>
constexpr bool has_by_hand(std::size_t first) {
  constexpr bool by_hand[] = {is_by_hand<Queries>...};
  for (std::size_t i = 0; i != first; ++i)
    if (by_hand[i]) return true;
  return false;
}

/// The statements of a pipeline in one attempt. False where nothing was done, because one of them was prepared for what
/// is there no more, and a second attempt may do better.
template <class Driver, class... Queries>
bool attempt_pipeline(pooled_connection<Driver>* connection, result<>* failed, pipeline_result<Queries...>& results,
                      bool is_second, const Queries&... queries) {
  using one = pipeline_cursor<Driver>;
  using driver_connection = typename Driver::connection;
  one all[] = {one::template on<Queries>(connection)...};
  bool is_stale = false, may_repeat = false;
  [&]<std::size_t... I>(std::index_sequence<I...>) {
    if constexpr (requires { typename driver_connection::pipeline; }) {
      using pipeline_type = typename driver_connection::pipeline;
      if (!connection || is_available<pipeline_type>(connection->driver)) {
        if (!(all[I].prepare(queries) && ...)) return;
        pipeline_type pipeline(connection->driver);
        const bool sent = (all[I].add_to(pipeline, queries, is_second) && ...);
        std::size_t next = 0;
        const status done = pipeline.run([&](typename driver_connection::cursor& rows) {
          all[next++].accept(rows);
          return status{};
        });
        if (!done.ok() && next < sizeof...(Queries)) {
          is_stale = all[next].is_stale();
          may_repeat = is_stale && !is_second && !connection->driver.in_transaction() && !has_by_hand<Queries...>(next);
          if (!may_repeat) all[next].refuse(done.kind);
        }
        if (has_by_hand<Queries...>(sizeof...(Queries)) && connection && done.ok()) connection->look_for_transaction();
        if (sent && done.ok()) (void)(all[I].read_into(results.template get<I>()) && ...);
        return;
      }
    }
    if constexpr (may_lack_pipelines<driver_connection>)
      (void)((all[I].execute(queries, held_arguments<>{}),
              all[I].ok() && all[I].read_into(results.template get<I>())) &&
             ...);
  }(std::index_sequence_for<Queries...>{});
  if (is_stale)
    for (one& each : all) each.give_up_stale();
  if (may_repeat) return false;
  for (one& each : all)
    if (!each.ok()) {
      each.end(failed);
      break;
    }
  return true;
}

/// Executes statements in order, by one round trip where the driver can; what goes wrong first is told in `failed`, or
/// thrown where that is null, and what comes after it is not executed.
template <class Driver, class... Queries>
pipeline_result<Queries...> run_pipeline(pooled_connection<Driver>* connection, result<>* failed,
                                         const Queries&... queries) {
  pipeline_result<Queries...> results{};
  // Without a transaction a pipeline is one, so that what failed has done nothing.
  if (!attempt_pipeline(connection, failed, results, false, queries...))
    (void)attempt_pipeline(connection, failed, results, true, queries...);
  return results;
}

}  // namespace sqlalloy::inline v0

namespace sqlalloy::inline v0::rules {

/// A statement of a pipeline has its values in it, and is executed once.
template <class Query>
inline constexpr bool statement_is_complete =
    std::is_void_v<missing_parameter_t<Query, type_list<>>> && !inserts_a_range<Query>;

}  // namespace sqlalloy::inline v0::rules
