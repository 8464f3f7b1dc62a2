// SPDX-License-Identifier: MIT
#include <sqlalloy/orm/query_shape.hpp>

#include <catch2/catch.hpp>

#include <support/orm_schemas.hpp>

namespace sa = sqlalloy;

namespace {

using author_rows = decltype(sa::select<shelf::Author>());
using pair_rows =
    decltype(sa::select(sa::tables<shelf::Author>, sa::tables<shelf::Book>).join(sa::tables<shelf::Book>));
using names = decltype(sa::select(sa::col<&shelf::Author::name>));

static_assert(std::is_same_v<sa::query_shape_t<author_rows>::value_type, sa::tracked<shelf::Author>>);
static_assert(std::is_void_v<sa::query_shape_t<names>::object>);
static_assert(
    std::is_same_v<decltype(sa::query_shape_t<pair_rows>::value_type{}.get<1>()), sa::tracked<shelf::Book>&&>);

using eager = decltype(sa::contains_eager(sa::col<&shelf::Author::books>));
static_assert(std::is_same_v<sa::query_shape_t<pair_rows, eager>::value_type, sa::tracked<shelf::Author>>);
static_assert(sa::query_shape_t<pair_rows, eager>::levels::size == 1);

static_assert(sa::has_limit<decltype(sa::select<shelf::Author>().limit(3))> && !sa::has_limit<author_rows>);

TEST_CASE("orm/query_shape: checked when compiled") {}

}  // namespace
