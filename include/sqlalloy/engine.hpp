// SPDX-License-Identifier: MIT
#pragma once

/// Engines, connections, transactions and results.

#include <sqlalloy/engine/connection.hpp>
#include <sqlalloy/engine/copy_rows.hpp>
#include <sqlalloy/engine/cursor_result.hpp>
#include <sqlalloy/engine/dml_result.hpp>
#include <sqlalloy/engine/dynamic_result.hpp>
#include <sqlalloy/engine/engine.hpp>
#include <sqlalloy/engine/engine_options.hpp>
#include <sqlalloy/engine/error.hpp>
#include <sqlalloy/engine/events.hpp>
#include <sqlalloy/engine/pool/pool_class.hpp>
#include <sqlalloy/engine/pool/pool_status.hpp>
#include <sqlalloy/engine/result.hpp>
#include <sqlalloy/engine/run_options.hpp>
#include <sqlalloy/engine/savepoint.hpp>
#include <sqlalloy/engine/transaction.hpp>
#include <sqlalloy/engine/url.hpp>
