// SPDX-License-Identifier: MIT
#include <sqlalloy/type/decoded.hpp>
#include <sqlalloy/type/encoded.hpp>
#include <sqlalloy/type/nlohmann_json.hpp>

#include <catch2/catch.hpp>

#include <cstdint>
#include <limits>
#include <string>
#include <type_traits>
#include <vector>

namespace sa = sqlalloy;
using nlohmann::json;

namespace {

static_assert(std::is_same_v<sa::storage_t<json>, sa::json_view> && !sa::encodes_in_place<json>);

bool comes_back(const json& value) {
  const sa::encoded<json> form(value);
  REQUIRE(form.fits());
  const auto back = sa::decoded<json>(form.value());
  return back == value;
}

TEST_CASE("nlohmann::json: values come back equal") {
  CHECK(comes_back(json::parse(R"({"a": [1, -2.5, null, true, "\u0000 \" \ud83d\ude80"], "b": {}})")));
  CHECK(comes_back(0.1));
  CHECK(comes_back(1e300));
  CHECK(comes_back(5e-324));
  CHECK(comes_back(std::numeric_limits<std::int64_t>::min()));
  CHECK(comes_back(std::numeric_limits<std::uint64_t>::max()));
  CHECK(comes_back(nullptr));
  CHECK(comes_back(""));
  CHECK(sa::encoded<json>(json{{"a", 1}}).value() == R"({"a":1})");
}

TEST_CASE("nlohmann::json: what its text would not say does not fit") {
  CHECK_FALSE(sa::encoded<json>(std::numeric_limits<double>::quiet_NaN()).fits());
  CHECK_FALSE(sa::encoded<json>(json{{"a", {1, std::numeric_limits<double>::infinity()}}}).fits());
  CHECK_FALSE(sa::encoded<json>(json::binary({1, 2})).fits());
  CHECK_FALSE(sa::encoded<json>("\xFF").fits());
  CHECK_FALSE(sa::decoded<json>(sa::json_view("{")).has_value());
}

}  // namespace
