// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy/driver/any_of.hpp>
#include <sqlalloy/driver/civil_date.hpp>
#include <sqlalloy/driver/concept.hpp>
#include <sqlalloy/driver/connect_options.hpp>
#include <sqlalloy/driver/error_info.hpp>
#include <sqlalloy/driver/fetch_result.hpp>
#include <sqlalloy/driver/iso_text.hpp>
#include <sqlalloy/driver/json_array.hpp>
#include <sqlalloy/driver/sqlstate.hpp>
#include <sqlalloy/driver/status.hpp>
#include <sqlalloy/type/statement_text.hpp>
