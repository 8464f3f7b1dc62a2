// SPDX-License-Identifier: MIT
#pragma once

// All of type/ but chrono.hpp, which takes a quarter of a second to parse: include it where it is needed.
#include <sqlalloy/type/arithmetic.hpp>
#include <sqlalloy/type/bytes.hpp>
#include <sqlalloy/type/codec.hpp>
#include <sqlalloy/type/decoded.hpp>
#include <sqlalloy/type/encoded.hpp>
#include <sqlalloy/type/enum.hpp>
#include <sqlalloy/type/nullable.hpp>
#include <sqlalloy/type/storage.hpp>
#include <sqlalloy/type/text.hpp>
#include <sqlalloy/type/value_view.hpp>
