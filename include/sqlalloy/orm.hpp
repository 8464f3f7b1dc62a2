// SPDX-License-Identifier: MIT
#pragma once

/// Sessions: objects that are rows. They tell what went wrong by exceptions, and are not there without these.

#if defined(__cpp_exceptions)
#include <sqlalloy/orm/column_loading.hpp>
#include <sqlalloy/orm/criteria.hpp>
#include <sqlalloy/orm/deferred.hpp>
#include <sqlalloy/orm/error.hpp>
#include <sqlalloy/orm/loading.hpp>
#include <sqlalloy/orm/many.hpp>
#include <sqlalloy/orm/object_state.hpp>
#include <sqlalloy/orm/one.hpp>
#include <sqlalloy/orm/rules.hpp>
#include <sqlalloy/orm/session.hpp>
#include <sqlalloy/orm/session_events.hpp>
#include <sqlalloy/orm/session_maker.hpp>
#include <sqlalloy/orm/tracked.hpp>
#endif
