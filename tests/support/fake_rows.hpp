// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy/dialect/sqlite.hpp>
#include <sqlalloy/expr/aggregate.hpp>
#include <sqlalloy/expr/comparison.hpp>
#include <sqlalloy/query/insert.hpp>
#include <sqlalloy/query/select.hpp>

#include <support/fake_pool.hpp>
#include <support/schemas.hpp>

#include <cstdint>
#include <string>
#include <vector>

/// Queries on the blog's users, and what the fake database answers.
namespace fake {

using namespace sa::literals;
using blog::User;

inline constexpr auto all_users = sa::select<User>();
inline const std::string all_users_sql = "SELECT users.id, users.name, users.email, users.age FROM users";

inline constexpr auto user_by_id = sa::select<User>().where(sa::col<&User::id> == "id"_p);
inline const std::string user_by_id_sql = all_users_sql + " WHERE users.id = ?";

inline constexpr auto names = sa::select(sa::col<&User::name>, sa::col<&User::age>);
inline const std::string names_sql = "SELECT users.name, users.age FROM users";

inline constexpr auto emails = sa::select(sa::col<&User::email>);
inline const std::string emails_sql = "SELECT users.email FROM users";

inline const std::string insert_user_sql = "INSERT INTO users (name, email, age) VALUES (?, ?, ?)";

inline std::vector<cell> ada() { return {std::int64_t{1}, "Ada", "ada@example.org", std::int64_t{36}}; }
inline std::vector<cell> grace() { return {std::int64_t{2}, "Grace", {}, std::int64_t{85}}; }

inline answer users(std::vector<std::vector<cell>> rows = {ada(), grace()}) {
  return {.columns = {"id", "name", "email", "age"}, .rows = std::move(rows)};
}
inline answer names_of(std::vector<std::string> given) {
  answer made{.columns = {"name", "age"}};
  for (std::string& one : given) made.rows.push_back({std::move(one), std::int64_t{20}});
  return made;
}

}  // namespace fake
