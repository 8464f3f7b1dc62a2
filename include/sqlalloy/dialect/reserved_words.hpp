// SPDX-License-Identifier: MIT
#pragma once

#include <string_view>

namespace sqlalloy::inline v0 {

/// Words that cannot stand as a name without quotes, in the order of their letters.
namespace reserved_words {

/// In any of the databases below.
inline constexpr std::string_view ansi[] = {
    "add", "all", "alter", "analyse", "analyze", "and", "any", "array", "as", "asc", "asymmetric", "authorization",
    "autoincrement", "between", "binary", "both", "case", "cast", "check", "collate", "collation", "column", "commit",
    "concurrently", "constraint", "create", "cross", "current_catalog", "current_date", "current_role",
    "current_schema", "current_time", "current_timestamp", "current_user", "default", "deferrable", "delete", "desc",
    "distinct", "do", "drop", "else", "end", "escape", "except", "exists", "false", "fetch", "for", "foreign",
    "freeze", "from", "full", "grant", "group", "having", "if", "ilike", "in", "index", "indexed", "initially",
    "inner", "insert", "intersect", "into", "is", "isnull", "join", "lateral", "leading", "left", "like", "limit",
    "localtime", "localtimestamp", "natural", "not", "nothing", "notnull", "null", "offset", "on", "only", "or",
    "order", "outer", "overlaps", "placing", "primary", "raise", "references", "returning", "right", "select",
    "session_user", "set", "similar", "some", "symmetric", "table", "tablesample", "then", "to", "trailing",
    "transaction", "true", "union", "unique", "update", "user", "using", "values", "variadic", "verbose", "when",
    "where", "window", "with",
};

/// In SQLite 3.40: the keywords that it does not take as the name of a table, a column or an alias.
inline constexpr std::string_view sqlite[] = {
    "add", "all", "alter", "and", "as", "autoincrement", "between", "case", "cast", "check", "collate", "commit",
    "constraint", "create", "cross", "current_date", "current_time", "current_timestamp", "default", "deferrable",
    "delete", "distinct", "drop", "else", "escape", "except", "exists", "foreign", "from", "full", "group", "having",
    "if", "in", "index", "indexed", "inner", "insert", "intersect", "into", "is", "isnull", "join", "left", "limit",
    "natural", "not", "nothing", "notnull", "null", "on", "or", "order", "outer", "primary", "raise", "references",
    "returning", "right", "select", "set", "table", "then", "to", "transaction", "union", "unique", "update", "using",
    "values", "when", "where",
};

/// In PostgreSQL 15: what pg_get_keywords() calls reserved.
inline constexpr std::string_view postgresql[] = {
    "all", "analyse", "analyze", "and", "any", "array", "as", "asc", "asymmetric", "authorization", "binary", "both",
    "case", "cast", "check", "collate", "collation", "column", "concurrently", "constraint", "create", "cross",
    "current_catalog", "current_date", "current_role", "current_schema", "current_time", "current_timestamp",
    "current_user", "default", "deferrable", "desc", "distinct", "do", "else", "end", "except", "false", "fetch",
    "for", "foreign", "freeze", "from", "full", "grant", "group", "having", "ilike", "in", "initially", "inner",
    "intersect", "into", "is", "isnull", "join", "lateral", "leading", "left", "like", "limit", "localtime",
    "localtimestamp", "natural", "not", "notnull", "null", "offset", "on", "only", "or", "order", "outer", "overlaps",
    "placing", "primary", "references", "returning", "right", "select", "session_user", "similar", "some",
    "symmetric", "table", "tablesample", "then", "to", "trailing", "true", "union", "unique", "user", "using",
    "variadic", "verbose", "when", "where", "window", "with",
};

}  // namespace reserved_words

}  // namespace sqlalloy::inline v0
