// SPDX-License-Identifier: MIT
#include <sqlalloy/orm/flush_connection.hpp>

#include <type_traits>

namespace sa = sqlalloy;

static_assert(std::is_abstract_v<sa::flush_connection> && !std::is_copy_constructible_v<sa::flush_connection>);
