// SPDX-License-Identifier: MIT
#include <sqlalloy/driver/in_background.hpp>

#include <catch2/catch.hpp>

#include <future>
#include <thread>

namespace {

TEST_CASE("what is done in the background is done by another thread") {
  std::promise<std::thread::id> done;
  auto by_whom = done.get_future();
  CHECK(sqlalloy::in_background(
      [](void* with) -> void* {
        static_cast<std::promise<std::thread::id>*>(with)->set_value(std::this_thread::get_id());
        return nullptr;
      },
      &done));
  CHECK(by_whom.get() != std::this_thread::get_id());
}

}  // namespace
