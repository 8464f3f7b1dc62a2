// SPDX-License-Identifier: MIT
#pragma once

/// Everything but the drivers and what is opt-in (`meta/hana.hpp`, `type/chrono.hpp`).

// From the ground up, so that the compiler's "in file included from" is short where a rule is broken.
#include <sqlalloy/meta.hpp>

#include <sqlalloy/type.hpp>

#include <sqlalloy/schema.hpp>

#include <sqlalloy/expr.hpp>

#include <sqlalloy/query.hpp>

#include <sqlalloy/dialect.hpp>

#include <sqlalloy/engine.hpp>

#include <sqlalloy/version.hpp>
