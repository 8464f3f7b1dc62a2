// SPDX-License-Identifier: MIT
#pragma once

#include "support/statements/changes.hpp"
#include "support/statements/expected.hpp"
#include "support/statements/expressions.hpp"
#include "support/statements/selects.hpp"
#include "support/statements/tables.hpp"
