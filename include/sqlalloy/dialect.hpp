// SPDX-License-Identifier: MIT
#pragma once

/// How each database spells SQL.

#include <sqlalloy/dialect/ansi.hpp>
#include <sqlalloy/dialect/concept.hpp>
#include <sqlalloy/dialect/ddl.hpp>
#include <sqlalloy/dialect/ddl_part.hpp>
#include <sqlalloy/dialect/inlined.hpp>
#include <sqlalloy/dialect/mariadb.hpp>
#include <sqlalloy/dialect/mysql.hpp>
#include <sqlalloy/dialect/mysql/expression.hpp>
#include <sqlalloy/dialect/mysql/modify.hpp>
#include <sqlalloy/dialect/mysql/schema.hpp>
#include <sqlalloy/dialect/postgresql.hpp>
#include <sqlalloy/dialect/render.hpp>
#include <sqlalloy/dialect/reserved_words.hpp>
#include <sqlalloy/dialect/sqlite.hpp>
#include <sqlalloy/dialect/tag.hpp>
#include <sqlalloy/dialect/transaction_mode.hpp>
#include <sqlalloy/dialect/transaction_sql.hpp>
#include <sqlalloy/dialect/writer.hpp>
