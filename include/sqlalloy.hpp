// SPDX-License-Identifier: MIT
#pragma once

/// Everything but the drivers and what is opt-in (`meta/hana.hpp`, `type/chrono.hpp`).

#include <sqlalloy/dialect.hpp>
#include <sqlalloy/engine.hpp>
#include <sqlalloy/expr.hpp>
#include <sqlalloy/meta.hpp>
#include <sqlalloy/query.hpp>
#include <sqlalloy/schema.hpp>
#include <sqlalloy/type.hpp>
#include <sqlalloy/version.hpp>
