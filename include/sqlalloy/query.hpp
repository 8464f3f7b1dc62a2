// SPDX-License-Identifier: MIT
#pragma once

/// Statements.

// Those with most of the rules first, so that "in file included from" is short where one is broken.
#include <sqlalloy/query/select_query.hpp>

#include <sqlalloy/query/select.hpp>
#include <sqlalloy/query/select_parts.hpp>

#include <sqlalloy/query/insert.hpp>

#include <sqlalloy/query/update.hpp>

#include <sqlalloy/query/delete.hpp>

#include <sqlalloy/query/cardinality.hpp>
#include <sqlalloy/query/dialect_rules.hpp>
#include <sqlalloy/query/group_key.hpp>
#include <sqlalloy/query/insert_rules.hpp>
#include <sqlalloy/query/join.hpp>
#include <sqlalloy/query/outputs.hpp>
#include <sqlalloy/query/parameters.hpp>
#include <sqlalloy/query/read.hpp>
#include <sqlalloy/query/returning.hpp>
#include <sqlalloy/query/row.hpp>
#include <sqlalloy/query/rules.hpp>
#include <sqlalloy/query/scope.hpp>
#include <sqlalloy/query/search.hpp>
#include <sqlalloy/query/slots.hpp>
#include <sqlalloy/query/sort_key.hpp>
#include <sqlalloy/query/source.hpp>
#include <sqlalloy/query/subquery.hpp>
#include <sqlalloy/query/text.hpp>
#include <sqlalloy/query/upsert.hpp>
