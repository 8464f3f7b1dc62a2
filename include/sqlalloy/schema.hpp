// SPDX-License-Identifier: MIT
#pragma once

/// What a struct says of its table.

#include <sqlalloy/schema/facts.hpp>
#include <sqlalloy/schema/keys.hpp>
#include <sqlalloy/schema/metadata.hpp>
#include <sqlalloy/schema/options.hpp>
#include <sqlalloy/schema/rules.hpp>
#include <sqlalloy/schema/table.hpp>
