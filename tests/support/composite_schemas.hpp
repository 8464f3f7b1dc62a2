// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy/expr/arithmetic.hpp>
#include <sqlalloy/expr/column.hpp>
#include <sqlalloy/expr/comparison.hpp>
#include <sqlalloy/schema/options.hpp>
#include <sqlalloy/schema/relation.hpp>
#include <sqlalloy/schema/table.hpp>
#include <sqlalloy/type/arithmetic.hpp>

#include <cstdint>
#include <optional>
#include <string>

/// Structs in structs: composites in the middle and one within the other, as keys, and named by options.
namespace depot {

namespace sa = sqlalloy;

struct Position {
  double latitude{};
  std::optional<double> longitude{};
};

struct Address {
  std::string street{};
  std::string city{};
  Position at{};
};

struct Parcel;

struct Customer {
  std::int64_t id{};
  std::string name{};
  Address home{};
  sa::many<Parcel> parcels{};
  std::int32_t level{};

  using table = sa::table<"customers", sa::primary_key<&Customer::id>,
                          sa::unique<sa::path<&Customer::home, &Address::city>, &Customer::name>,
                          sa::index<sa::path<&Customer::home, &Address::at, &Position::latitude>>,
                          sa::check<(sa::col<&Customer::home, &Address::at, &Position::latitude> <= 90)>,
                          sa::column_name<sa::path<&Customer::home, &Address::street>, "road">,
                          sa::server_default<&Customer::level, "1">>;
};

struct ParcelKey {
  std::int64_t depot{};
  std::int32_t number{};
};

struct Route {
  std::int64_t sender_id{};
  std::int32_t stops{};
  std::int32_t twice{};
};

struct Parcel {
  ParcelKey key{};
  Route route{};
  std::string content{};

  using table =
      sa::table<"parcels",
                sa::primary_key<sa::path<&Parcel::key, &ParcelKey::depot>, sa::path<&Parcel::key, &ParcelKey::number>>,
                sa::references<sa::path<&Parcel::route, &Route::sender_id>, Customer>,
                sa::computed<sa::path<&Parcel::route, &Route::twice>, (sa::col<&Parcel::route, &Route::stops> * 2)>>;
};

inline constexpr auto city = sa::col<&Customer::home, &Address::city>;
inline constexpr auto street = sa::col<&Customer::home, &Address::street>;
inline constexpr auto latitude = sa::col<&Customer::home, &Address::at, &Position::latitude>;
inline constexpr auto longitude = sa::col<&Customer::home, &Address::at, &Position::longitude>;
inline constexpr auto depot_number = sa::col<&Parcel::key, &ParcelKey::depot>;
inline constexpr auto parcel_number = sa::col<&Parcel::key, &ParcelKey::number>;

}  // namespace depot
