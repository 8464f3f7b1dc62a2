// SPDX-License-Identifier: MIT
#pragma once

/// Reflection of classes, and types as values.

#include <sqlalloy/meta/call_signature.hpp>
#include <sqlalloy/meta/enum_names.hpp>
#include <sqlalloy/meta/fixed_string.hpp>
#include <sqlalloy/meta/member.hpp>
#include <sqlalloy/meta/pack.hpp>
#include <sqlalloy/meta/reflect.hpp>
#include <sqlalloy/meta/type.hpp>
#include <sqlalloy/meta/type_name.hpp>
