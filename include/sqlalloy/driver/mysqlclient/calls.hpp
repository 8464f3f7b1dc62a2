// SPDX-License-Identifier: MIT
#pragma once

#include <mysql.h>

namespace sqlalloy::inline v0::mysql {

/// A call of the client library that waits for the server, and the two halves of it that do not: libmariadb has them,
/// libmysqlclient does not (null).
template <class Result, class Handle, class... Rest>
struct client_call {
  Result (*whole)(Handle, Rest...);
  int (*start)(Result*, Handle, Rest...);
  int (*go_on)(Result*, Handle, int);

  constexpr client_call(Result (*all)(Handle, Rest...), int (*first)(Result*, Handle, Rest...),
                        int (*then)(Result*, Handle, int))
      : whole(all), start(first), go_on(then) {}
};

namespace calls {

#if defined(LIBMARIADB)
#define SQLALLOY_CLIENT_CALL(whole, start, go_on) \
  client_call { &::whole, &::start, &::go_on }
#else
template <class Result, class Handle, class... Rest>
constexpr client_call<Result, Handle, Rest...> only_whole(Result (*whole)(Handle, Rest...)) {
  return {whole, nullptr, nullptr};
}
#define SQLALLOY_CLIENT_CALL(whole, start, go_on) only_whole(&::whole)
#endif

inline constexpr auto connect =
    SQLALLOY_CLIENT_CALL(mysql_real_connect, mysql_real_connect_start, mysql_real_connect_cont);
inline constexpr auto query = SQLALLOY_CLIENT_CALL(mysql_real_query, mysql_real_query_start, mysql_real_query_cont);
inline constexpr auto store =
    SQLALLOY_CLIENT_CALL(mysql_store_result, mysql_store_result_start, mysql_store_result_cont);
inline constexpr auto next_result =
    SQLALLOY_CLIENT_CALL(mysql_next_result, mysql_next_result_start, mysql_next_result_cont);
inline constexpr auto ping = SQLALLOY_CLIENT_CALL(mysql_ping, mysql_ping_start, mysql_ping_cont);
inline constexpr auto prepare_statement =
    SQLALLOY_CLIENT_CALL(mysql_stmt_prepare, mysql_stmt_prepare_start, mysql_stmt_prepare_cont);
inline constexpr auto execute_statement =
    SQLALLOY_CLIENT_CALL(mysql_stmt_execute, mysql_stmt_execute_start, mysql_stmt_execute_cont);
inline constexpr auto store_statement =
    SQLALLOY_CLIENT_CALL(mysql_stmt_store_result, mysql_stmt_store_result_start, mysql_stmt_store_result_cont);
inline constexpr auto free_result =
    SQLALLOY_CLIENT_CALL(mysql_stmt_free_result, mysql_stmt_free_result_start, mysql_stmt_free_result_cont);
inline constexpr auto next_statement_result =
    SQLALLOY_CLIENT_CALL(mysql_stmt_next_result, mysql_stmt_next_result_start, mysql_stmt_next_result_cont);
inline constexpr auto fetch_statement =
    SQLALLOY_CLIENT_CALL(mysql_stmt_fetch, mysql_stmt_fetch_start, mysql_stmt_fetch_cont);

#undef SQLALLOY_CLIENT_CALL

}  // namespace calls

}  // namespace sqlalloy::inline v0::mysql
