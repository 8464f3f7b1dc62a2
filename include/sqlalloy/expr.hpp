// SPDX-License-Identifier: MIT
#pragma once

/// SQL expressions.

#include <sqlalloy/expr/aggregate.hpp>
#include <sqlalloy/expr/arithmetic.hpp>
#include <sqlalloy/expr/assignment.hpp>
#include <sqlalloy/expr/bind.hpp>
#include <sqlalloy/expr/case.hpp>
#include <sqlalloy/expr/cast.hpp>
#include <sqlalloy/expr/column.hpp>
#include <sqlalloy/expr/comparison.hpp>
#include <sqlalloy/expr/conditional.hpp>
#include <sqlalloy/expr/expression.hpp>
#include <sqlalloy/expr/function.hpp>
#include <sqlalloy/expr/label.hpp>
#include <sqlalloy/expr/literal.hpp>
#include <sqlalloy/expr/logical.hpp>
#include <sqlalloy/expr/null.hpp>
#include <sqlalloy/expr/number.hpp>
#include <sqlalloy/expr/operand.hpp>
#include <sqlalloy/expr/operation.hpp>
#include <sqlalloy/expr/ordering.hpp>
#include <sqlalloy/expr/param.hpp>
#include <sqlalloy/expr/range.hpp>
#include <sqlalloy/expr/rules.hpp>
#include <sqlalloy/expr/text.hpp>
#include <sqlalloy/expr/value.hpp>
#include <sqlalloy/expr/window.hpp>
